"""Live loops' functions as `Loops` wants them, on top of a Lua runtime."""

from __future__ import annotations

from zlib import crc32

from engine.core.units import Beat
from engine.lua.coroutine import Coroutine, LuaFunction
from engine.lua.runtime import Runtime
from engine.scripts.protocol import Adopt


class LoopBody:
    """A live loop's function: see `loops.Body`."""

    def __init__(self, runtime: Runtime, function: LuaFunction, adopted: Adopt) -> None:
        self._runtime = runtime
        self._function = function
        self._adopted = adopted

    @property
    def line(self) -> int:
        """Where it begins in the player's text; 0 when a package made it."""
        return self._function.line if self._function.chunk == f"{self._adopted.script}.lua" else 0

    def start(self, turn: str) -> LoopFlow:
        """Return a coroutine that will run it; its chance follows from the script's seed and `turn`."""
        seed = crc32(f"{self._adopted.seed}/{turn}".encode())
        coroutine = self._runtime.spawn(self._function, seed=seed)
        return LoopFlow(coroutine, self._runtime, self._adopted)


class LoopFlow:
    """A turn under way: see `loops.Flow`."""

    def __init__(self, coroutine: Coroutine, runtime: Runtime, adopted: Adopt) -> None:
        self._coroutine = coroutine
        self._runtime = runtime
        self._adopted = adopted

    def resume(self) -> Beat | None:
        """Run on; returns the beats that it sleeps, or None when the turn is over; raises LuaMistake."""
        with self._runtime.budget(self._adopted.turn_budget_seconds):
            turn = self._coroutine.resume()
        return None if turn.is_finished else Beat(*turn.values)

    @property
    def line(self) -> int:
        """The player's line at which it sleeps; 0 when it is over, or sleeps in a package."""
        chunk, line = self._coroutine.place
        return line if chunk == f"{self._adopted.script}.lua" else 0
