"""An event that a script emits, until nothing follows from it any more: its chain, and the chains of continuations."""

from __future__ import annotations

from typing import Any

from engine.events.continuations import Continuations
from engine.events.dispatch import Dispatch, Failure, Outcome
from engine.events.event import Event
from engine.events.registry import Registered, Registry


class Emission:
    """Says whom to call, as a `Dispatch` does, chain after chain."""

    def __init__(self, event: Event, registry: Registry, owner: object) -> None:
        self.continuations = Continuations()
        self.failures: list[Failure] = []  # of all chains
        self._registry = registry
        self._owner = owner
        self._chain = self._begin(event)

    def _begin(self, event: Event) -> Dispatch:
        handlers = self._registry.matching(event.name, event.identifier, self._owner)
        return Dispatch(event, handlers, self._registry, is_interceptable=True)

    @property
    def event(self) -> Event:
        """What the next handler is to see."""
        return self._chain.event

    @property
    def outcome(self) -> Outcome:
        """What came of the newest chain."""
        return self._chain.outcome

    def next(self) -> Registered | None:
        """Return whom to call next; None when nothing follows any more."""
        handler = self._chain.next()
        while handler is None:
            self.failures += self.outcome.failures
            self.outcome.failures = []
            following = None
            if not self.outcome.is_over:
                following = self.continuations.follow(self.event, self.outcome.injection)
            if following is None:
                return None
            self._chain = self._begin(following)
            handler = self._chain.next()
        return handler

    def take(self, returned: Any) -> None:
        """Hear what the handler returned."""
        self._chain.take(returned)

    def fail(self, message: str, line: int = 0) -> None:
        """Hear that the handler did not come through."""
        self._chain.fail(message, line)

    def as_table(self) -> dict[str, Any]:
        """Return what came of it, as `emit` returns it."""
        outcome, table = self.outcome, {"event": dict(self.event.fields), "called": self.outcome.called}
        if outcome.cancelled is not None:
            table |= {"cancelled": True, "reason": outcome.cancelled.reason}
        if outcome.replaced is not None:
            table |= {"handled": True, "result": outcome.replaced.result, "terminate": outcome.replaced.terminate}
        if outcome.injection is not None:
            table["inject"] = {"content": outcome.injection.content, "position": outcome.injection.position}
        if self.continuations.count:
            table["continuations"] = self.continuations.count
        if self.continuations.stopped:
            table["stopped"] = self.continuations.stopped
        if self.failures:
            table["mistakes"] = [failure.message for failure in self.failures]
        return table
