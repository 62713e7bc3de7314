"""Several lanes of sound side by side, a line of the grid at a time, each with a delay of its own."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Frame
from engine.sound.nodes import GRID

Lines = NDArray[np.float32]  # shape (lanes, GRID)

_RAMP: Lines = (np.arange(1, GRID + 1) / GRID).astype(np.float32)[None, :]


class Lanes:
    """What passed along so many lanes. All work is for one line of the grid, which `write` ends."""

    def __init__(self, count: int, most_frames: Frame) -> None:
        self._size = (-(-most_frames // GRID) + 1) * GRID
        self._sound: Lines = np.zeros((count, self._size), dtype=np.float32)
        self._at = 0
        self._delays: Sequence[Frame] = ()

    def forget(self) -> None:
        """Be silent, as if nothing had passed."""
        self._sound.fill(0.0)

    def write(self, sound: Lines) -> None:
        """Put in the line that comes next."""
        self._sound[:, self._at : self._at + GRID] = sound
        self._at = (self._at + GRID) % self._size

    def read(self, delays: Sequence[Frame]) -> Lines:
        """Return what passed so many frames before the line written last, 0 for that line itself, a lane each.

        From other delays than the last time the way is a fade, as long as the line.
        """
        before, self._delays = self._delays, delays
        sound = self._read(delays)
        if before and before != delays:
            old = self._read(before)
            sound = old + (sound - old) * _RAMP
        return sound

    def _read(self, delays: Sequence[Frame]) -> Lines:
        sound = np.empty((len(delays), GRID), dtype=np.float32)
        for lane, delay in enumerate(delays):
            begin = (self._at - GRID - delay) % self._size
            fits = min(GRID, self._size - begin)
            sound[lane, :fits] = self._sound[lane, begin : begin + fits]
            sound[lane, fits:] = self._sound[lane, : GRID - fits]
        return sound


def ramped(old: Lines, new: Lines) -> Lines:
    """Return the way, within a line, from gains to others, both of shape (lanes, 1)."""
    return new if old is new else old + (new - old) * _RAMP


def mixed(sound: Lines) -> Lines:
    """Spread each of a power of two of lanes evenly over all, keeping the energy: a Hadamard matrix, in butterflies."""
    lanes, width = sound.shape[0], 1
    while width < lanes:
        pairs = sound.reshape(-1, 2, width, GRID)
        sound = np.concatenate((pairs[:, :1] + pairs[:, 1:], pairs[:, :1] - pairs[:, 1:]), axis=1)
        width *= 2
    made: Lines = sound.reshape(lanes, GRID) * np.float32(1.0 / sqrt(lanes))
    return made
