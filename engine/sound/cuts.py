"""Frames at which a voice needs a hand: the engine's slices are cut there."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import Protocol

from engine.core.units import Frame


class NeedsCut(Protocol):
    """What can be called at a frame of its choosing."""

    stamp: int  # rises when an earlier wish has become void

    def on_cut(self, now: Frame) -> None:
        """Do what had to be done at this frame."""
        ...


class Cuts:
    """An agenda of cuts, of which the void ones are skipped."""

    def __init__(self) -> None:
        self._queue: list[tuple[Frame, int, NeedsCut, int]] = []
        self._order = count()

    def put(self, frame: Frame, who: NeedsCut) -> None:
        """Have `who` called at `frame`, unless its stamp changes before."""
        heappush(self._queue, (frame, next(self._order), who, who.stamp))

    def frames_until(self, now: Frame, most: int) -> int:
        """Return how many frames there are to the next cut, 1 to `most`."""
        queue = self._queue
        while queue and queue[0][2].stamp != queue[0][3]:
            heappop(queue)
        return min(most, queue[0][0] - now) if queue else most

    def perform(self, now: Frame) -> None:
        """Call everybody whose frame has come."""
        queue = self._queue
        while queue and queue[0][0] <= now:
            _, _, who, stamp = heappop(queue)
            if who.stamp == stamp:
                who.on_cut(now)
