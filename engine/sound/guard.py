"""The last thing that the sound goes through: nothing infinite, no direct current, and never above full scale.

What is in order passes bit for bit. All of it depends on the frame alone, so slicing changes nothing.
"""

from __future__ import annotations

from collections import deque
from math import copysign, exp, isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.sound.nodes import GRID
from engine.sound.protocol import Block

CEILING = 1.0  # full scale
_RELEASE_SECONDS = 0.15  # in which two thirds of what the limiter took come back
_HELD_LINES = 4  # lines of the grid for which a peak is held first (21 ms), so that a bass keeps its shape
_DIRECT = 0.02  # a mean level above this is a fault, not music; that much of it is left
_DIRECT_SECONDS = 1.0  # how slowly the mean is followed, so that a bass is not taken for one


class GuardCounts(NamedTuple):
    """How often the guard had something to do, since the start."""

    limited_frames: int = 0  # that were louder than full scale, or still held down after such
    broken_frames: int = 0  # that were not numbers
    leaning_lines: int = 0  # lines of the grid in which direct current was taken away


class Guard:
    """Mends and limits one stream of sound, which it is given in order.

    The limiter knows nothing of what comes: a peak is taken down at its own frame, so no onset is moved. Its gain is
    held for a while and then returns slowly, so that the cycles after the first keep their shape.
    """

    def __init__(self, rate: int) -> None:
        decay = exp(-1.0 / (_RELEASE_SECONDS * rate))
        frames = np.arange(GRID + 1, dtype=np.float64)
        self._falls: NDArray[np.float64] = decay**frames
        self._rises: NDArray[np.float64] = decay**-frames
        self._ramp = (frames[1:] / GRID)[None, :]
        self._at = 0  # frames since the last line of the grid
        self._level = 0.0  # the limiter's peak level, as it would have been at that line
        self._peak = 0.0  # since that line
        self._held: deque[float] = deque([0.0] * _HELD_LINES, _HELD_LINES)  # the peaks between the lines before it
        self._floor = 0.0  # the highest of those
        self._follow = 1.0 - exp(-GRID / (_DIRECT_SECONDS * rate))
        self._recent = np.zeros((2, GRID), dtype=np.float32)  # since that line, as it came
        self._means = (0.0, 0.0)  # of the left and the right
        self._offset = np.zeros((2, 1))  # what is taken away at the last line, ...
        self._next_offset = np.zeros((2, 1))  # ... and at the next one
        self._leans = False  # either of them is not nothing
        self.counts = GuardCounts()  # replaced whole, to be read by any thread
        self.saw_infinity = False  # something is broken; whoever mends it sets this back

    def pass_on(self, sound: Block) -> None:
        """Mend `sound` in place; it must not go over a line of the grid."""
        begin, end = self._at, self._at + sound.shape[1]
        loudest = _loudest(sound)
        if not isfinite(loudest):
            self._take_infinity(sound)
            loudest = _loudest(sound)
        self._recent[:, begin:end] = sound
        if self._leans:
            sound -= self._offset + (self._next_offset - self._offset) * self._ramp[:, begin:end]
            loudest = _loudest(sound)
        if loudest > self._peak:
            self._peak = loudest
        if loudest > CEILING or self._floor > CEILING or self._level * self._falls[begin] > CEILING:
            self._limit(sound, begin, end)
        self._at = end
        if end == GRID:
            self._cross_line()

    def _take_infinity(self, sound: Block) -> None:
        broken = ~np.isfinite(sound).all(axis=0)
        self.saw_infinity = True
        sound[:, broken] = 0.0
        self._count(broken_frames=int(broken.sum()))

    def _count(self, limited_frames: int = 0, broken_frames: int = 0, leaning_lines: int = 0) -> None:
        limited, broken, leaning = self.counts
        self.counts = GuardCounts(limited + limited_frames, broken + broken_frames, leaning + leaning_lines)

    def _limit(self, sound: Block, begin: int, end: int) -> None:
        self._count(limited_frames=end - begin)
        levels = np.maximum(*np.abs(sound)) * self._rises[begin:end]
        levels[0] = max(levels[0], self._level)
        levels = np.maximum.accumulate(levels)
        self._level = float(levels[-1])
        sound *= CEILING / np.maximum(levels * self._falls[begin:end], max(self._floor, CEILING))

    def _cross_line(self) -> None:
        self._at = 0
        self._level = max(self._level * float(self._falls[GRID]), self._floor * float(self._falls[1]))
        self._held.append(self._peak)
        self._peak = 0.0
        self._floor = max(self._held)
        self._follow_direct_current()

    def _follow_direct_current(self) -> None:
        left, right = np.add.reduce(self._recent, axis=1, dtype=np.float64).tolist()
        old_left, old_right = self._means
        self._means = (
            old_left + (left / GRID - old_left) * self._follow,
            old_right + (right / GRID - old_right) * self._follow,
        )
        if self._leans or max(self._means) > _DIRECT or min(self._means) < -_DIRECT:
            self._offset = self._next_offset
            excess = [copysign(max(0.0, abs(mean) - _DIRECT), mean) for mean in self._means]
            self._next_offset = np.array(excess).reshape(2, 1)
            self._leans = bool(self._offset.any() or self._next_offset.any())
            self._count(leaning_lines=int(self._leans))


def _loudest(sound: Block) -> float:
    """Return the largest magnitude; not a number where anything is none. (`max` takes five times as long.)"""
    return max(sound.item(sound.argmax()), -sound.item(sound.argmin()))
