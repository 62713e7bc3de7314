"""Where a player is in a sample, exactly, and when it will have come to some place."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from engine.core.units import Frame

_FASTEST = 64.0  # six octaves up there is nothing left to hear, and a loop would go round all the time
STILL = 1e-6  # what is slower stands: it would sound nothing but direct current


class Walk:
    """A way through a sample in equal steps, forwards or backwards, or a stand."""

    __slots__ = ("_where", "since", "step")

    def __init__(self) -> None:
        self.step = 1.0  # places a frame
        self._where: float = 0.0  # its place, at a frame
        self.since: Frame = 0  # the frame from which it goes in these steps

    @property
    def is_forward(self) -> bool:
        """Whether it goes towards the end; a stand does."""
        return self.step >= 0.0

    @property
    def is_still(self) -> bool:
        """Whether it stands."""
        return self.step == 0.0

    def go_from(self, place: float, now: Frame) -> None:
        """Be at a place."""
        self._where, self.since = place, now

    def place_at(self, now: Frame) -> float:
        """Return where it is."""
        return self._where + (now - self.since) * self.step

    def change_step(self, step: float, now: Frame) -> bool:
        """Go on from where it is in other steps; returns whether they are others."""
        step = float(np.float32(max(-_FASTEST, min(_FASTEST, step)))) if abs(step) >= STILL else 0.0
        if step == self.step:
            return False
        self.go_from(self.place_at(now), now)
        self.step = step
        return True

    def passes(self, edge: float) -> Frame:
        """Return the first frame, after the one it goes from, at which it is at `edge` or beyond, going forwards.

        Going backwards: at which it is below. It must not stand.
        """
        way = (edge - self._where) / self.step
        return self.since + max(1, ceil(way) if self.is_forward else floor(way) + 1)
