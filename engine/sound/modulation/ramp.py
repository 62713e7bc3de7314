"""A number that holds or goes in a straight line to another one, without a node: what depths and knobs are made of."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound.modulation.shapes import Signal


class Ramp:
    """One number, and where it is going. A function of the frame."""

    __slots__ = ("_end", "_from", "_start", "value")

    def __init__(self, value: float) -> None:
        self._from = self.value = value
        self._start: Frame = 0
        self._end: Frame = 0

    def jump(self, value: float) -> None:
        """Be at `value`."""
        self.value, self._end = value, 0

    def glide(self, value: float, frames: int, now: Frame) -> None:
        """Go to `value`, and be there after `frames`."""
        if value != self.value:
            self._from = self.at(now)
            self.value = value
            self._start, self._end = now, now + frames

    def at(self, now: Frame) -> float:
        """Return the number at a frame."""
        if now >= self._end:
            return self.value
        return self.value + (self._from - self.value) * ((self._end - now) / (self._end - self._start))

    @property
    def ends(self) -> Frame:
        """The frame from which on it is where it goes."""
        return self._end

    def drawn(self, now: Frame, frames: int) -> Signal | float:
        """Return the number, or one for each of `frames` while it moves."""
        if now >= self._end:
            return self.value
        left = np.maximum(self._end - np.arange(now, now + frames), 0) / (self._end - self._start)
        moved: Signal = self.value + (self._from - self.value) * left
        return moved
