"""One event on its way through its handlers, as a state machine: it says whom to call and hears what came of it.

Whoever drives it calls the functions, under whatever limit, and keeps the time. A chain is `next`, then `take` or
`fail`, until `next` is None; between two calls anything may happen, the removal of handlers too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from engine.core.errors import EngineError
from engine.events.event import Event
from engine.events.registry import Registered, Registry
from engine.events.results import Cancelled, Changed, Injection, Replaced, read_result


@dataclass
class Failure:
    """A handler that did not come through, or returned what means nothing; the chain went on without it."""

    handler: Registered
    message: str
    line: int = 0  # of the player's text; 0 when unknown


@dataclass
class Outcome:
    """What came of an event."""

    event: Event  # as the handlers left it
    cancelled: Cancelled | None = None
    replaced: Replaced | None = None
    injection: Injection | None = None  # the last one wins
    called: int = 0
    failures: list[Failure] = field(default_factory=list)
    ineffective: list[Registered] = field(default_factory=list)  # returned something where nothing can be changed

    @property
    def is_over(self) -> bool:
        """Whether nobody else is to be asked."""
        return self.cancelled is not None or self.replaced is not None


class Dispatch:
    """The chain of one event."""

    def __init__(
        self, event: Event, handlers: Iterable[Registered], registry: Registry, *, is_interceptable: bool
    ) -> None:
        self.outcome = Outcome(event)
        self._handlers = iter(tuple(handlers))
        self._registry = registry
        self._is_interceptable = is_interceptable
        self._called: Registered | None = None

    @property
    def event(self) -> Event:
        """What the next handler is to see."""
        return self.outcome.event

    def next(self) -> Registered | None:
        """Return whom to call next; None when the chain is at its end. One that was removed meanwhile is passed by."""
        assert self._called is None, "the last one called has not been heard of"
        if self.outcome.is_over:
            return None
        self._called = next((handler for handler in self._handlers if handler in self._registry), None)
        if self._called is not None:
            self.outcome.called += 1
            if self._called.is_once:
                self._registry.remove(self._called)
        return self._called

    def take(self, returned: Any) -> None:
        """Hear what the handler returned."""
        handler, self._called = self._called, None
        assert handler is not None
        try:
            result = read_result(returned, self.event)
        except EngineError as mistake:
            self.outcome.failures.append(Failure(handler, str(mistake), handler.line))
            return
        if result is not None and not self._is_interceptable:
            self.outcome.ineffective.append(handler)
            return
        match result:
            case Injection():
                self.outcome.injection = result
            case Replaced():
                self.outcome.replaced = result
            case Cancelled():
                self.outcome.cancelled = result
            case Changed(fields=fields):
                self.outcome.event = replace(self.event, fields=fields)

    def fail(self, message: str, line: int = 0) -> None:
        """Hear that the handler did not come through; the chain goes on."""
        handler, self._called = self._called, None
        assert handler is not None
        self.outcome.failures.append(Failure(handler, message, line or handler.line))
