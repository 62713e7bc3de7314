"""The newest sound, as long as a ring is; written by one thread and read by any."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound.protocol import Block


class Ring:
    """Two channels, overwritten in place.

    A reader may see the middle of a write: one block on a screen, and no more. Thread: `write` its owner's only,
    `newest` and `frames_taken` any.
    """

    def __init__(self, frames: Frame) -> None:
        self._sound: Block = np.zeros((2, frames), dtype=np.float32)
        self.frames_taken: Frame = 0  # since the start

    def write(self, sound: Block) -> None:
        """Put in what comes next, not more than the ring holds."""
        size = self._sound.shape[1]
        frames = sound.shape[1]
        begin = self.frames_taken % size
        fits = min(frames, size - begin)
        self._sound[:, begin : begin + fits] = sound[:, :fits]
        if fits < frames:
            self._sound[:, : frames - fits] = sound[:, fits:]
        self.frames_taken += frames

    def newest(self, frames: Frame) -> Block:
        """Return a copy of the newest `frames`, oldest first; at most what the ring holds."""
        size = self._sound.shape[1]
        frames = min(frames, size)
        end = self.frames_taken % size
        if end < frames:
            return np.concatenate((self._sound[:, size - frames + end :], self._sound[:, :end]), axis=1)
        return self._sound[:, end - frames : end].copy()
