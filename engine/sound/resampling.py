"""Brings sound to another rate, piece by piece as it comes, by a windowed sinc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_ROWS = 1 << 12  # frames computed at a time
_PIECE = 1 << 16  # frames of the source, or a little more, that are brought over together
_CROSSINGS = 32  # zero crossings of the kernel on each side: what it passes is flat to 0.9 of the lower half rate
_KAISER = 9.0  # 90 dB down where it stops
_PLACES = 512  # kernels that are computed; between them straight lines do, 106 dB down

Sound = NDArray[np.float32]  # shape (channels, frames)


def resample(sound: Sound, source_rate: int, rate: int) -> Sound:
    """Return `sound` at another rate."""
    return np.concatenate(list(resampled([sound], source_rate, rate)), axis=1)


def length_at(frames: int, source_rate: int, rate: int) -> int:
    """Return how many frames a sound has at another rate."""
    return ceil(frames * Fraction(rate, source_rate))


def resampled(pieces: Iterable[Sound], source_rate: int, rate: int) -> Iterator[Sound]:
    """Yield the pieces of a sound at another rate, so that they join as if it had been brought over whole."""
    ratio = Fraction(rate, source_rate)
    up, down = ratio.numerator, ratio.denominator
    half = ceil(_CROSSINGS * max(Fraction(1), 1 / ratio))
    kernels = _kernels(half, min(1.0, float(ratio)))
    turn = down * ceil(max(_PIECE, 16 * down) / down)  # frames of the source after which the phases recur
    waiting = None  # half a kernel of what is done, then what is not
    for piece in pieces:
        waiting = np.pad(piece, ((0, 0), (half, 0))) if waiting is None else np.concatenate((waiting, piece), axis=1)
        while waiting.shape[1] >= turn + 2 * half + 1:
            yield _bring_over(waiting[:, : turn + 2 * half + 1], turn * up // down, up, down, kernels)
            waiting = waiting[:, turn:]
    if waiting is not None:
        rest = ceil((waiting.shape[1] - half) * ratio)
        yield _bring_over(np.pad(waiting, ((0, 0), (0, half + 1))), rest, up, down, kernels)


def _bring_over(padded: Sound, count: int, up: int, down: int, kernels: NDArray[np.float32]) -> Sound:
    """Return `count` frames at the new rate; `padded` begins half a kernel before the first."""
    width = kernels.shape[1]
    windows = sliding_window_view(padded, width, axis=1)
    made = np.zeros((padded.shape[0], count), dtype=np.float32)
    for phase in range(min(up, count)):
        first, behind = divmod(phase * down, up)
        step, rest = divmod(behind * _PLACES / up, 1.0)
        kernel = kernels[int(step)] * np.float32(1.0 - rest) + kernels[int(step) + 1] * np.float32(rest)
        target = made[:, phase::up]
        for row in range(0, target.shape[1], _ROWS):
            begin = first + 1 + row * down
            rows = min(_ROWS, target.shape[1] - row)
            target[:, row : row + rows] = windows[:, begin : begin + (rows - 1) * down + 1 : down] @ kernel
    return made


def _kernels(half: int, cutoff: float) -> NDArray[np.float32]:
    """Return the weights of 2 * half frames for places from 0 to 1 behind frame half - 1, in _PLACES equal steps."""
    offsets = np.arange(1 - half, half + 1) - np.arange(_PLACES + 1)[:, None] / _PLACES
    window = np.i0(_KAISER * np.sqrt(np.maximum(0.0, 1.0 - (offsets / half) ** 2)))
    weights = np.sinc(offsets * cutoff) * window
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)
