"""Changes that wait for their beat: batches for their quantum, and what live loops made ahead."""

from __future__ import annotations

from typing import NamedTuple

from immutables import Map

from engine.core.commands import Batch, Due
from engine.core.lane import Entry
from engine.core.units import Beat
from engine.transport.agenda import Agenda


class Waiting(NamedTuple):
    """A batch, with the entry it came in, so that its ticket is done when it is applied."""

    entry: Entry
    batch: Batch


class Changes:
    """Everything that changes the document at a beat to come.

    Thread: the engine's only.
    """

    def __init__(self) -> None:
        self._agenda: Agenda[Beat, Waiting | Due] = Agenda()
        self.waiting: Map[int, Beat] = Map()  # sequence numbers of the batches, and their beats

    def wait(self, at: Beat, entry: Entry, batch: Batch) -> None:
        """Keep a batch for the beat that its quantum asks for."""
        self.waiting = self.waiting.set(entry.number, at)
        self._agenda.put(at, Waiting(entry, batch))

    def due(self, due: Due) -> None:
        """Keep what a loop made for its beat."""
        self._agenda.put(due.beat, due)

    def first(self) -> Beat | None:
        """Return the beat of the next change, or None."""
        return self._agenda.first()

    def take(self) -> Waiting | Due:
        """Return the next change and forget it."""
        _, change = self._agenda.take()
        if isinstance(change, Waiting):
            self.waiting = self.waiting.delete(change.entry.number)
        return change

    def take_all_waiting(self) -> list[Waiting]:
        """Return the batches, forget everything: the line of beats that it was all made for is broken."""
        self.waiting = Map()
        return [change for _, change in self._agenda.take_everything() if isinstance(change, Waiting)]
