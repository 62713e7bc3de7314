"""Rounds: a text in repeat mode, run from top to bottom as a coroutine that may wait. Its time is what it is told."""

from __future__ import annotations

from time import process_time
from zlib import crc32

from engine.core.errors import EngineError
from engine.lua.convert import Value
from engine.lua.coroutine import Coroutine, LuaFunction, Turn
from engine.lua.mistakes import LuaMistake
from engine.lua.runtime import Runtime
from engine.scripts import protocol as p
from engine.scripts.performing.standing import Standing
from engine.scripts.performing.used_packages import UsedPackages


class Rounds:
    """The rounds of one script, in its worker.

    What a round asks for between two waits is performed, not declared, and leaves together, or, when it fails, not at
    all. Globals stay from round to round.
    """

    def __init__(self, runtime: Runtime, standing: Standing, packages: UsedPackages) -> None:
        self._runtime = runtime
        self._standing = standing
        self._packages = packages
        self._text: LuaFunction | None = None
        self._flow: Coroutine | None = None  # the round under way

    def take(self, message: p.Repeat) -> p.Began:
        """Have another text from the next round on; one that does not compile changes nothing."""
        try:
            self._text = self._runtime.compile(message.text, f"{self._standing.script}.lua")
        except LuaMistake as mistake:
            return p.Began(message.number, p.Fault(mistake.message, mistake.line))
        self._drop_flow()
        return p.Began(message.number)

    def go_on(self, message: p.GoOn) -> p.Rested:
        """Run up to the next wait, or to the end of the round; raises EngineError, and then nothing is kept of it."""
        standing = self._standing
        began = process_time()
        with (
            standing.trying(message.beat, message.seconds, is_declaring=False, is_repeating=True),
            self._runtime.budget(standing.adopted.run_budget_seconds),
        ):
            flow = self._flow or self._begin_round(message)
            turn = flow.resume()
            waits = None if turn.is_finished else self._waits(flow, turn)
            commands, cues = standing.collect(), standing.collect_cues()
        if turn.is_finished:
            self._flow = None
        result = "\t".join(map(_shown, turn.values)) if turn.is_finished else ""
        return p.Rested(message.number, commands, waits, None, result, process_time() - began, cues=cues)

    def failed(self, message: p.GoOn, fault: p.Fault) -> p.Rested:
        """Forget the round: it failed."""
        self._drop_flow()
        return p.Rested(message.number, fault=fault)

    def _begin_round(self, message: p.GoOn) -> Coroutine:
        """Begin a round; its chance follows from the script's seed and its number."""
        if self._text is None:
            raise EngineError("there is no text to repeat")
        self._runtime.reinstate_library()  # or one `step = 4` would spoil `step` for every round to come
        self._packages.begin_round(self._standing.script, message.roots)
        seed = crc32(f"{self._standing.adopted.seed}/round/{message.round}".encode())
        self._flow = self._runtime.spawn(self._text, seed=seed)
        return self._flow

    def _waits(self, flow: Coroutine, turn: Turn) -> tuple[float, float]:
        match turn.values:
            case ("wait", float() as least, float() as most):
                return least, most
        chunk, line = flow.place
        raise LuaMistake("this lets beats pass; a script in repeat mode lets seconds pass, wait(0.5)", chunk, line)

    def _drop_flow(self) -> None:
        if self._flow is not None:
            self._flow.close()
            self._flow = None


def _shown(value: Value) -> str:
    match value:
        case None:
            return "nil"
        case bool():
            return str(value).lower()
        case _:
            return str(value)
