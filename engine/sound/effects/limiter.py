"""The limiter effect: looks ahead, so that the level is down before a peak comes, and never lets one through."""

from __future__ import annotations

from math import exp

import numpy as np
from numpy.typing import NDArray

from engine.sound.effects.lined import LinedWet
from engine.sound.effects.wet import Socket
from engine.sound.nodes import GRID
from engine.sound.protocol import Block

_AHEAD = 64  # frames, a power of two
_FRAMES = np.arange(GRID, dtype=np.float64)
_RAMP = ((_FRAMES + 1.0) / GRID).astype(np.float32)

Curve = NDArray[np.float64]


class LimiterWet(LinedWet):
    """What it takes off is the most that the frames ahead need, let go of slowly, and evened over those frames.

    Each of the values that are averaged is enough for the frame that they are averaged for, so the mean is. What goes
    through comes GRID + 64 frames later, always.
    """

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        self._drive = self._drive_before = 1.0
        self._forget()
        self.take()
        self._drive_before = self._drive

    def take(self) -> None:
        """Take up drive, ceiling and release, from the next line on."""
        number = self._settings.number
        self._drive = 10.0 ** (number("drive") / 20)
        self._ceiling = 10.0 ** (number("ceiling") / 20)
        fall = exp(-1.0 / (number("release") * self._studio.rate))
        self._falls, self._rises, self._fall = fall**_FRAMES, fall**-_FRAMES, fall

    def _forget(self) -> None:
        self._sound: Block = np.zeros((2, _AHEAD), dtype=np.float32)  # that is still to go out
        self._needed = np.zeros(_AHEAD - 1)  # of the frames before: 0 takes nothing off, 1 all
        self._taken = np.zeros(_AHEAD)  # likewise
        self._drive_before = self._drive

    def _work(self, came: Block) -> Block:
        sound = np.concatenate((self._sound, came * self._pushed()), axis=1)
        self._sound = sound[:, GRID:]
        goes: Block = (sound[:, :GRID] * (1.0 - self._evened(self._let_go(sound[:, -GRID:])))).astype(np.float32)
        return np.clip(goes, -self._ceiling, self._ceiling, out=goes)  # of rounding, a hair

    def _pushed(self) -> NDArray[np.float32]:
        before, self._drive_before = self._drive_before, self._drive
        return np.float32(before) + np.float32(self._drive - before) * _RAMP

    def _let_go(self, sound: Block) -> Curve:
        """Return, for each frame, what it and those before it need, of which what is older counts less."""
        peaks = np.abs(sound).max(axis=0).astype(np.float64)
        needed = np.concatenate((self._needed, 1.0 - self._ceiling / np.maximum(peaks, self._ceiling)))
        self._needed = needed[-(_AHEAD - 1) :]
        width = 1
        while width < _AHEAD:
            needed = np.maximum(needed[width:], needed[:-width])
            width *= 2
        needed = needed * self._rises
        needed[0] = max(needed[0], self._taken[-1] * self._fall)
        taken: Curve = np.maximum.accumulate(needed) * self._falls
        return taken

    def _evened(self, taken: Curve) -> Curve:
        """Return the means of so many frames ahead, for the frames that go out."""
        taken = np.concatenate((self._taken, taken))
        self._taken = taken[-_AHEAD:]
        sums = np.concatenate(((0.0,), np.cumsum(taken)))
        means: Curve = (sums[_AHEAD : _AHEAD + GRID] - sums[:GRID]) / _AHEAD
        return means
