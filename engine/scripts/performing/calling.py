"""Calls the handlers of a chain, each under a limit of time and whole or not at all, and keeps what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from zlib import crc32

from engine.core.errors import EngineError
from engine.events.dispatch import Dispatch, Failure
from engine.events.event import Event, as_table
from engine.events.registry import Registered
from engine.lua.api.snapshot_table import snapshot_table
from engine.lua.mistakes import BudgetExceeded, LuaMistake
from engine.lua.plain import Lent
from engine.lua.runtime import Runtime
from engine.scripts.performing.faults import fault_of
from engine.scripts.performing.handling import MOST_OVERRUNS, Handling
from engine.scripts.performing.standing import Standing
from engine.scripts.protocol import Fault

LIMIT_SECONDS = 2.0  # of processor time, for one handler
LIMIT_WITH_LOOPS_SECONDS = 0.05  # of a script whose loops have to be played meanwhile
SLICE_SECONDS = 0.5  # then an answer is given, and the rest is called later
SLICE_WITH_LOOPS_SECONDS = 0.02


class Calling:
    """The calls of one script's handlers, and what is to be told of them."""

    def __init__(self, runtime: Runtime, standing: Standing, show: Callable[[str, str], None]) -> None:
        self.version = 0  # of the newest snapshot that is known of
        self._runtime = runtime
        self._standing = standing
        self._show = show
        self._faults: list[Fault] = []
        self._told: set[str] = set()  # handlers of which it was told that what they return has no effect
        self._lent: tuple[Event, Lent] | None = None  # what handlers get, written once for all of them
        self._calls = 0

    @property
    def _handling(self) -> Handling:
        return self._standing.handling

    def call_some(self, chain: Dispatch) -> bool:
        """Call handlers until the chain is over or the time for one answer is; returns whether it is over."""
        has_loops = bool(self._standing.loops.names)
        slice_seconds = SLICE_WITH_LOOPS_SECONDS if has_loops else SLICE_SECONDS
        limit_seconds = LIMIT_WITH_LOOPS_SECONDS if has_loops else LIMIT_SECONDS
        began = monotonic()
        while self.call_next(chain, limit_seconds) is not None:
            if monotonic() - began >= slice_seconds:
                return False
        return True

    def call_all(self, chain: Dispatch) -> None:
        """Call every handler that is left, of a script that plays loops."""
        while self.call_next(chain, LIMIT_WITH_LOOPS_SECONDS) is not None:
            pass
        self.tell(chain)

    def call_next(self, chain: Dispatch, limit_seconds: float) -> Registered | None:
        """Call the next handler; returns it, None when there was none left."""
        handler = chain.next()
        if handler is None:
            return None
        try:
            with self._standing.whole_or_not(), self._runtime.budget(limit_seconds):
                returned = self._runtime.call(handler.function, *self._arguments(handler, chain.event), seed=self._seed)
        except BudgetExceeded as mistake:
            ending = f"{MOST_OVERRUNS} times; it is called no more" if self._handling.note_overrun(handler) else ""
            fault = fault_of(mistake, self._standing.loops.chunks)
            chain.fail(f"{fault.message} {ending}".rstrip(), fault.line)
        except LuaMistake as mistake:
            fault = fault_of(mistake, self._standing.loops.chunks)
            chain.fail(fault.message, fault.line)
        except EngineError as mistake:
            chain.fail(str(mistake))
        else:
            chain.take(returned[0] if returned else None)
        return handler

    def _arguments(self, handler: Registered, event: Event) -> tuple[object, ...]:
        standing = self._standing
        if handler.wants_state:
            return (snapshot_table(standing.document, standing.beat, self.version),)
        if self._lent is None or self._lent[0] is not event:
            self._lent = event, self._runtime.lend(as_table(event))
        return *self.context, self._lent[1]

    @property
    def context(self) -> tuple[str, float]:
        """What a handler is told beside the event: whose it is, and where the music is."""
        return self._standing.script, float(self._standing.beat)

    @property
    def _seed(self) -> int:
        """Another one for each call, and the same ones for the same calls."""
        self._calls += 1
        return crc32(f"{self._standing.adopted.seed}/handler/{self._calls}".encode())

    # --- telling ---

    def tell(self, chain: Dispatch) -> None:
        """Keep what went wrong in a chain that is over, and say once of each handler that it returned in vain."""
        self._lent = None
        self.keep_failures(chain.outcome.failures)
        for handler in chain.outcome.ineffective:
            if handler.name not in self._told:
                self._told.add(handler.name)
                self._show(
                    "warn",
                    f'{self._standing.script}.lua:{handler.line}: what a handler of "{handler.event}" returns has no '
                    "effect: it is told of what has happened already",
                )

    def keep_failures(self, failures: list[Failure]) -> None:
        """Keep what went wrong until it is told."""
        for each in failures:
            said = "onStateChange" if each.handler.wants_state else f'on("{each.handler.event}")'
            self._faults.append(Fault(f"{said}: {each.message}", each.line))

    def take_faults(self) -> tuple[Fault, ...]:
        """Return what went wrong since this was last asked."""
        faults, self._faults = tuple(self._faults), []
        return faults
