"""Signals that hold a value or glide to another: what volume, pan, cutoff and every fade are made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Frame
from engine.sound import nodes


class Glides:
    """The controls that are moving. The engine's slices are drawn into them before each is rendered.

    A glide is a function of the frame alone, so it sounds the same however it is sliced.
    """

    def __init__(self) -> None:
        self._moving: list[Control] = []
        self._falls: dict[int, NDArray[np.float64]] = {}

    def start(self, control: Control) -> None:
        """Have `control` drawn until it has arrived."""
        if control not in self._moving:
            self._moving.append(control)

    def fall(self, frames: int) -> NDArray[np.float64]:
        """Return what is left of the way after each frame: from just below 1 to exactly 0, and 0 for a slice more."""
        fall = self._falls.get(frames)
        if fall is None:
            steps = np.arange(1, frames + nodes.GRID + 1, dtype=np.float64)
            fall = self._falls[frames] = np.maximum(1.0 - steps / frames, 0.0)
        return fall

    def draw(self, now: Frame, frames: int) -> None:
        """Write the next `frames` of everything that moves."""
        for control in self._moving:
            control.draw(now, frames)

    def arrive(self, now: Frame) -> None:
        """Let go of what has reached its value."""
        if self._moving:
            self._moving = [control for control in self._moving if not control.has_arrived(now)]


class Control:
    """One signal: `node` is its sound, `value` where it is or is going."""

    __slots__ = ("_end", "_fall", "_from", "_glides", "_start", "_view", "is_modulated", "node", "value")

    def __init__(self, glides: Glides, value: float) -> None:
        self.node, self._view = nodes.drawn()
        self._glides = glides
        self.is_modulated = False  # something moves it besides; `value` is where it would be without that
        self._from = self.value = value
        self._start = self._end = 0
        self._fall = glides.fall(1)
        self._view[0] = value

    def jump(self, value: float) -> None:
        """Be at `value` from the next frame on."""
        self.value = value
        self._end = 0
        self._view[0] = value

    def glide(self, value: float, frames: int, now: Frame) -> None:
        """Go to `value` in a straight line, and be there after `frames`."""
        if value == self.value:
            return
        self._from = self.at(now)
        self.value = value
        self._start, self._end = now, now + frames
        self._fall = self._glides.fall(frames)
        self._glides.start(self)

    def at(self, now: Frame) -> float:
        """Return the value just before frame `now`."""
        if now >= self._end:
            return self.value
        if now == self._start:
            return self._from
        return float(self.value + (self._from - self.value) * self._fall[now - self._start - 1])

    def draw(self, now: Frame, frames: int) -> None:
        """Write the `frames` that come next."""
        if now < self._end:
            self._view[0, :frames] = self.resting(now, frames)

    def resting(self, now: Frame, frames: int) -> NDArray[np.float64] | float:
        """Return what it would give by itself: its value, or one for each of `frames` while it glides."""
        if now >= self._end:
            return self.value
        done = now - self._start
        glided: NDArray[np.float64] = self.value + (self._from - self.value) * self._fall[done : done + frames]
        return glided

    def show(self, values: NDArray[np.float64]) -> None:
        """Give these values in the slice that comes next, in place of its own."""
        self._view[0, : len(values)] = values

    def rest(self) -> None:
        """Give its own value again from the slice that comes next."""
        self._view[0] = self.value

    def has_arrived(self, now: Frame) -> bool:
        """Whether it is at its value from `now` on; if so it is written out and needs no more drawing."""
        if now < self._end:
            return False
        self._view[0] = self.value
        return True
