"""A sample as buffers short enough to be made between two blocks, made ahead of the voices that will read them."""

from __future__ import annotations

from collections import deque

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.nodes import SoundBuffer
from engine.sound.samples import Sample

SEGMENT = (1 << 15) - 1  # frames: 0.15 ms of work in stereo; a player can be put at the last of so many exactly
_MOST_BUFFERS = 384  # of a sample, four minutes: those used longest ago are given up, to be made again when needed


class Segments:
    """One sample as buffers of SEGMENT frames. Each holds one frame of the next, for reading between the two.

    `queue` is where it enters what is to be made when there is time: upkeep calls `make` for each entry.
    """

    def __init__(self, sample: Sample, queue: deque[tuple[Segments, int]]) -> None:
        self.sample = sample
        self.channels, self.frames = sample.sound.shape
        self._queue = queue
        self._queued: set[int] = set()
        self._buffers: dict[int, SoundBuffer] = {}  # by number, those used longest ago first
        self.buffer(0)
        for number in range(1, min(_MOST_BUFFERS, 1 + (int(self.frames) - 1) // SEGMENT)):
            self.expect(number)

    def buffer(self, number: int) -> SoundBuffer | None:
        """Return a buffer, made on the spot if it has to be; None while the sample has not been read up to there."""
        found = self._buffers.pop(number, None)
        if found is None:
            found = self._made(number)
        if found is not None:
            self._buffers[number] = found
            if len(self._buffers) > _MOST_BUFFERS:
                del self._buffers[next(iter(self._buffers))]
        return found

    def has_read(self, number: int) -> bool:
        """Whether a buffer can be had."""
        return number in self._buffers or self.sample.filled >= self._end(number)

    def expect(self, number: int) -> None:
        """Have a buffer made soon, if there is one of that number."""
        if 0 <= number * SEGMENT < self.frames and number not in self._buffers and number not in self._queued:
            self._queued.add(number)
            self._queue.append((self, number))
            self.sample.expect(number * SEGMENT, self._end(number))

    def make(self, number: int) -> None:
        """Make a buffer that was expected."""
        self._queued.discard(number)
        self.buffer(number)

    def _end(self, number: int) -> Frame:
        return min((number + 1) * SEGMENT + 1, int(self.frames))

    def _made(self, number: int) -> SoundBuffer | None:
        begin, end = number * SEGMENT, self._end(number)
        return nodes.filled_buffer(self.sample.sound[:, begin:end]) if self.sample.filled >= end else None
