"""A line that sound runs along: it is read where it passed before, at whole frames or between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Frame
from engine.sound.nodes import GRID
from engine.sound.protocol import Block

Places = NDArray[np.float64]  # frames, fractions of which count


class Line:
    """The newest sound of two channels, by frame, as much of it as a power of two. What was before `begin` is silence.

    A stretch that is written must not cross a line of the grid; one that is read must lie before what was written last.
    """

    def __init__(self, frames: int) -> None:
        self._size = GRID
        while self._size < frames + 2 * GRID:
            self._size *= 2
        self._sound: Block = np.zeros((2, self._size), dtype=np.float32)
        self._start: Frame = 0

    def begin(self, now: Frame) -> None:
        """Forget all before `now`."""
        self._start = now

    def write(self, now: Frame, left: NDArray[np.float32], right: NDArray[np.float32]) -> None:
        """Keep a stretch that begins at `now`."""
        begin = now % self._size
        end = begin + left.shape[0]
        self._sound[0, begin:end] = left
        self._sound[1, begin:end] = right

    def read(self, begin: Frame, frames: int) -> Block:
        """Return a copy of what passed from `begin` on."""
        at = begin % self._size
        fits = min(frames, self._size - at)
        sound = np.empty((2, frames), dtype=np.float32)
        sound[:, :fits] = self._sound[:, at : at + fits]
        sound[:, fits:] = self._sound[:, : frames - fits]
        if begin < self._start:
            sound[:, : self._start - begin] = 0.0
        return sound

    def between(self, channel: int, places: Places) -> NDArray[np.float64]:
        """Return one channel at places that lie anywhere, on straight lines from frame to frame."""
        whole = places.astype(np.int64)  # they are positive, so this rounds down
        sound, last = self._sound[channel], self._size - 1
        here, there = sound.take(whole & last), sound.take((whole + 1) & last)
        read: Places = here + (there - here) * (places - whole)
        if whole.size and whole.min() < self._start:
            read[whole < self._start] = 0.0
        return read
