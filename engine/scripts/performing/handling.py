"""A script's handlers in its worker: which run's hold when, and how they are registered. Calls nothing."""

from __future__ import annotations

from typing import Any

from engine.core.errors import NotAllowed, OutOfRange
from engine.core.units import Beat
from engine.events.catalog import check_event
from engine.events.registry import Registered, Registry
from engine.lua.api.stage import Listening
from engine.scripts.pulses import PULSES

NO_RUN = 0
MOST_OVERRUNS = 3  # a handler that takes too long so often is called no more


class Handling:
    """The handlers of one script; those of a run are its own, and replace the earlier run's where the run lands."""

    def __init__(self) -> None:
        self.registry = Registry()
        self._defining = NO_RUN  # the run under way
        self._holding = NO_RUN  # the newest that has landed
        self._coming: list[tuple[int, Beat | None]] = []  # runs that have not; where they do, once that is known
        self._overruns: dict[str, int] = {}  # by handler, how often it took too long

    # --- runs ---

    def begin_run(self, run: int) -> None:
        """What is registered from here on is this run's."""
        self._defining = run

    def drop_run(self) -> None:
        """The run under way has failed."""
        self.registry.drop(self._defining)
        self._defining = NO_RUN

    def keep_run(self) -> tuple[str, ...]:
        """The run under way has succeeded: its handlers hold from where it lands; returns what they are for."""
        run, self._defining = self._defining, NO_RUN
        self._coming.append((run, None))
        return self.registry.events(run)

    def land(self, run: int, at: Beat) -> None:
        """The run lands at `at`; for what is played ahead, its handlers hold from there on."""
        self._coming = [(each, at if each == run else since) for each, since in self._coming]

    def settle(self, landed: int) -> None:
        """The run has landed: its handlers hold, and what came before it is forgotten."""
        if landed <= self._holding:
            return
        self._holding = landed
        self._coming = [(run, since) for run, since in self._coming if run > landed]
        for run in self.registry.owners:
            if run != self._defining and isinstance(run, int) and run < landed:
                self.registry.drop(run)

    def end_all(self) -> None:
        """Forget every handler, and those of runs that were about to land."""
        for run in self.registry.owners:
            self.registry.drop(run)
        self._coming.clear()

    def holding(self, beat: Beat | None = None) -> int:
        """Return the run whose handlers are called: the one under way, or that which holds at a beat, or now."""
        if self._defining:
            return self._defining
        if beat is not None:
            landed = [run for run, since in self._coming if since is not None and since <= beat]
            if landed:
                return landed[-1]
        return self._holding

    # --- what a run says ---

    def add(self, listening: Listening, function: Any) -> Registered:
        """Register a function; raises EngineError."""
        check_event(listening.event, "on")
        if not self._defining:
            raise NotAllowed("on: a handler belongs to a script; say it in its text, outside of loops and handlers")
        if listening.event in PULSES and listening.pattern:
            raise OutOfRange(f'on("{listening.event}"): nothing is called something there, so a pattern never matches')
        return self.registry.add(
            listening.event,
            function,
            self._defining,
            listening.priority,
            listening.pattern,
            line=listening.line,
            is_once=listening.is_once,
            wants_state=listening.wants_state,
        )

    def remove(self, name: str) -> None:
        """Have a function not called any more, or all that are for an event; raises UnknownName."""
        all_of = self.registry.of(name, self.holding())
        for handler in all_of or [self.registry.named(name)]:
            self.registry.remove(handler)

    def note_overrun(self, handler: Registered) -> bool:
        """Note that a handler took too long; returns whether it did so too often, and is gone now."""
        self._overruns[handler.name] = self._overruns.get(handler.name, 0) + 1
        if self._overruns[handler.name] < MOST_OVERRUNS:
            return False
        self.registry.remove(handler)
        del self._overruns[handler.name]
        return True
