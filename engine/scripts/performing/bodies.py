"""Functions of loops and tasks as `Loops` wants them, on top of a Lua runtime."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

from engine.core.units import Beat
from engine.lua.convert import Value
from engine.lua.coroutine import Coroutine, LuaFunction
from engine.lua.runtime import Runtime
from engine.scripts.performing.strand import CueWait
from engine.scripts.protocol import Adopt, Cue


class LuaBody:
    """A live loop's or a task's function: see `strand.Body`.

    Args:
        arguments: What it is called with.
        bound: What is run in its place: it, with arguments that only Lua can hold.
    """

    def __init__(
        self,
        runtime: Runtime,
        function: LuaFunction,
        adopted: Adopt,
        arguments: tuple[Value, ...] = (),
        bound: LuaFunction | None = None,
    ) -> None:
        self._runtime = runtime
        self._function = function
        self._adopted = adopted
        self._arguments = arguments
        self._bound = bound

    @property
    def line(self) -> int:
        """Where it begins in the player's text; 0 when a package made it."""
        return self._function.line if self._function.chunk == f"{self._adopted.script}.lua" else 0

    def start(self, turn: str) -> LuaFlow:
        """Return a coroutine that will run it; its chance follows from the script's seed and `turn`."""
        seed = crc32(f"{self._adopted.seed}/{turn}".encode())
        coroutine = self._runtime.spawn(self._bound or self._function, seed=seed)
        return LuaFlow(coroutine, self._runtime, self._adopted, self._arguments)


class LuaFlow:
    """A turn under way: see `strand.Flow`."""

    def __init__(self, coroutine: Coroutine, runtime: Runtime, adopted: Adopt, arguments: tuple[Value, ...]) -> None:
        self._coroutine = coroutine
        self._runtime = runtime
        self._adopted = adopted
        self._answer = arguments  # what the coroutine is resumed with next

    def resume(self) -> Beat | CueWait | None:
        """Run on; returns the beats that it sleeps, the cue it waits for, or None at its end; raises LuaMistake."""
        answer, self._answer = self._answer, ()
        with self._runtime.budget(self._adopted.turn_budget_seconds):
            turn = self._coroutine.resume(*answer)
        match turn.is_finished, turn.values:
            case True, _:
                return None
            case _, (str() as name,):
                return CueWait(name, self._heed)
            case _, values:
                return Beat(*values)

    def _heed(self, cue: Cue) -> None:
        self._answer = (cue.value, float(cue.beat))

    @property
    def line(self) -> int:
        """The player's line at which it waits; 0 when it is over, or waits in a package."""
        chunk, line = self._coroutine.place
        return line if chunk == f"{self._adopted.script}.lua" else 0


class GivenCue:
    """A cue that a run gives where it lands: a body, and its own flow, that does this and nothing else."""

    line = 0

    def __init__(self, give: Callable[[str, Value], None], name: str, value: Value) -> None:
        self._give = give
        self._name, self._value = name, value

    def start(self, turn: str) -> GivenCue:  # noqa: ARG002 - nothing is left to chance
        """Return itself."""
        return self

    def resume(self) -> None:
        """Give the cue."""
        self._give(self._name, self._value)
