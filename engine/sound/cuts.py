"""Frames at which a voice needs a hand: the engine's slices are cut there."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import count
from typing import Protocol

from engine.core.units import Frame

_FEW = 1024  # void cuts are not worth a sweep below this many


class NeedsCut(Protocol):
    """What can be called at a frame of its choosing."""

    stamp: int  # rises when an earlier wish has become void

    def on_cut(self, now: Frame) -> None:
        """Do what had to be done at this frame."""
        ...


class Cuts:
    """An agenda of cuts, of which the void ones are skipped, and now and then swept out."""

    def __init__(self) -> None:
        self._queue: list[tuple[Frame, int, NeedsCut, int]] = []
        self._order = count()
        self._sweep_above = _FEW

    def put(self, frame: Frame, who: NeedsCut) -> None:
        """Have `who` called at `frame`, unless its stamp changes before."""
        heappush(self._queue, (frame, next(self._order), who, who.stamp))
        if len(self._queue) > self._sweep_above:
            self._queue = [entry for entry in self._queue if entry[2].stamp == entry[3]]
            heapify(self._queue)
            self._sweep_above = max(_FEW, 2 * len(self._queue))

    def __len__(self) -> int:
        """Return how many are kept, void ones included."""
        return len(self._queue)

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
