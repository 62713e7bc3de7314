"""How loud each channel of a mixer is, for those who look. Never in a snapshot."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.sound.protocol import Block

_Pair = tuple[float, float]
_WATCHED_LINES = 200  # of the grid: a second after the last look nothing is measured any more
SILENT: _Pair = (0.0, 0.0)


class ChannelLevels:
    """Peaks and root mean squares, left and right, of the newest line of the grid.

    They are measured while somebody looks. Thread: `of` any, the others the engine's only.
    """

    def __init__(self) -> None:
        self._shown: dict[int, tuple[_Pair, _Pair]] = {}  # replaced whole
        self._peaks: dict[int, Block] = {}
        self._squares: dict[int, Block] = {}
        self._looks = self._looks_seen = 0
        self._lines_unwatched = _WATCHED_LINES

    def of(self, channel: int) -> tuple[_Pair, _Pair]:
        """Return peak and root mean square of a channel, from 1. The first look finds silence, and starts measuring."""
        self._looks += 1
        return self._shown.get(channel, (SILENT, SILENT))

    @property
    def is_watched(self) -> bool:
        """Whether somebody has looked lately."""
        return self._lines_unwatched < _WATCHED_LINES

    def take(self, channel: int, sound: Block) -> None:
        """Measure what one cable brought in a slice."""
        square = np.square(sound)
        self._peaks[channel] = np.maximum(self._peaks.get(channel, 0.0), square.max(axis=1))
        self._squares[channel] = self._squares.get(channel, 0.0) + square.sum(axis=1)

    def pass_line(self, frames: int) -> None:
        """Show what was measured in so many frames, and begin anew."""
        looks = self._looks
        self._lines_unwatched = 0 if looks != self._looks_seen else self._lines_unwatched + 1
        self._looks_seen = looks
        self._shown = {
            channel: (_pair(peak), _pair(self._squares[channel] / frames)) for channel, peak in self._peaks.items()
        }
        self._peaks, self._squares = {}, {}


def _pair(squares: NDArray[np.floating[Any]]) -> _Pair:
    left, right = np.sqrt(squares).tolist()
    return left, right
