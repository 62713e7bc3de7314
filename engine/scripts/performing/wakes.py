"""Wakes: which strand goes on first."""

from __future__ import annotations

from heapq import heappop, heappush

from engine.core.units import Beat
from engine.scripts.performing.strand import Strand


class Wakes:
    """A queue of strands by the beat at which they go on, and at one beat by their order.

    A strand that is put again, or dropped, leaves its old entry behind; it is passed over when it comes up.
    """

    def __init__(self) -> None:
        self._queue: list[tuple[Beat, int, int, Strand]] = []

    def put(self, strand: Strand) -> None:
        """Have a strand go on at its wake; one without waits until it is put again."""
        strand.ticket += 1
        if strand.wake is not None:
            heappush(self._queue, (strand.wake, strand.order, strand.ticket, strand))

    def drop(self, strand: Strand) -> None:
        """Have a strand never go on."""
        strand.ticket += 1

    def first(self) -> Strand | None:
        """Return the strand that goes on first; None when none does."""
        while self._queue and self._queue[0][2] != self._queue[0][3].ticket:
            heappop(self._queue)
        return self._queue[0][3] if self._queue else None
