"""Parts with a race in them, each a line or two away from the real one: the schedules must find every one."""

from __future__ import annotations

from engine.core.engine import Engine
from engine.core.lane import Entry, Lane
from engine.core.snapshot import Snapshot
from shells.newest import Newest


class LosesWakes(Newest):
    """Lowers its flag after it looked: what is put in between wakes nobody."""

    def take(self) -> Snapshot | None:
        seen, self._taken = self._taken, self._newest
        self._is_woken = False
        return self._taken if self._taken is not seen else None


class WakesTwice(Newest):
    """Raises its flag after it woke: nothing keeps a second wake back."""

    def put(self, snapshot: Snapshot) -> None:
        self._newest = snapshot
        self._wake()
        self._is_woken = True


class LosesCommands(Lane):
    """Copies and clears: what is offered in between is gone."""

    def take_all(self) -> list[Entry]:
        taken = list(self._entries)
        self._entries.clear()
        return taken


class DoublesCommands(Lane):
    """Looks and removes in two steps, and removes less than it saw."""

    def take_all(self) -> list[Entry]:
        count = max(1, len(self._entries) - 1)
        taken = list(self._entries)
        while self._entries and count:
            self._entries.popleft()
            count -= 1
        return taken


class ConfirmsEarly(Engine):
    """Publishes the marks of what it took before it is done."""

    def _taken(self) -> list[Entry]:
        taken = super()._taken()
        self._publish()
        return taken


class SkipsVersions(Engine):
    """Publishes in the midst of a turn as well, from a snapshot that is not the newest any more."""

    def _publish(self) -> None:
        older = self._publisher.snapshot
        super()._publish()
        if self._publisher.snapshot is not older and older.version % 5 == 0:
            self._publisher.snapshot = older
