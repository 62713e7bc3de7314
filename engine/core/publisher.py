"""Makes snapshots and tells the subscribers: at most one a turn, none when nothing changed."""

from __future__ import annotations

from collections.abc import Callable

from immutables import Map

from engine.core.book import Book
from engine.core.desk import Desk
from engine.core.snapshot import Snapshot
from engine.core.units import Beat

Subscriber = Callable[[Snapshot], None]


class Publisher:
    """The newest snapshot and who wants to know of the next.

    Thread: `snapshot` and `subscribe` from any; the rest from the engine's.
    """

    def __init__(self) -> None:
        self.snapshot = Snapshot()
        self._marks = self.snapshot.marks
        self._desk = Desk()  # the one in the newest snapshot
        self._subscribers: dict[object, Subscriber] = {}

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Add `subscriber`; returns what removes it. A step of a dict is atomic, so two threads need no lock here."""
        key = object()
        self._subscribers[key] = subscriber

        def unsubscribe() -> None:
            self._subscribers.pop(key, None)

        return unsubscribe

    def mark(self, lane: str, number: int) -> None:
        """The next snapshot carries that everything up to `number` was taken from `lane`."""
        self._marks = self._marks.set(lane, number)

    def publish(self, book: Book, desk: Desk, waiting: Map[int, Beat], flight: int) -> None:
        """Publish, if anything differs from the newest snapshot, and tell the subscribers."""
        last = self.snapshot
        if (
            book.document is last.document
            and desk is self._desk
            and self._marks is last.marks
            and waiting is last.waiting
            and flight == last.flight
        ):
            return
        self._desk = desk
        self.snapshot = Snapshot(
            last.version + 1,
            book.document,
            self._marks,
            waiting,
            desk.scripts,
            desk.samples,
            desk.device,
            desk.session,
            book.outlook,
            desk.problems,
            desk.problem_count,
            desk.questions,
            desk.answers,
            desk.late_count,
            flight,
            desk.recording,
            desk.plugins,
            desk.packages,
            desk.emitted,
            errands=desk.errands,
            has_window=desk.has_window,
            interrupts=desk.interrupts,
        )
        for subscriber in tuple(self._subscribers.values()):
            subscriber(self.snapshot)
