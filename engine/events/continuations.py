"""What follows from an injection: the event once more, in a loop and not by recursion, and not without end. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from engine.events.event import Event
from engine.events.results import Injection

MOST_CONTINUATIONS = 5  # of one event


class Continuations:
    """The injections of one event, one after the other."""

    def __init__(self, most: int = MOST_CONTINUATIONS) -> None:
        self.count = 0
        self.stopped = ""  # why there are no more, when that was not the handlers' wish
        self._most = most
        self._last: str | None = None

    def follow(self, event: Event, injection: Injection | None) -> Event | None:
        """Return the event that continues `event`; None when nothing was injected, or it has gone on long enough."""
        if injection is None:
            return None
        if self.count >= self._most:
            self.stopped = f'"{event.name}" was continued {self._most} times and is left alone now'
            return None
        if injection.content == self._last:
            self.stopped = f'"{event.name}" was continued with the same text twice and is left alone now'
            return None
        self.count += 1
        self._last = injection.content
        fields = {"content": injection.content, "position": injection.position}
        return replace(event, fields=fields, is_continuation=True)
