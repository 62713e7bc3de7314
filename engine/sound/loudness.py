"""How loud sound is to an ear, in LUFS. Pure."""

from __future__ import annotations

from math import inf, log10, pi

import numpy as np
from numpy.typing import NDArray

from engine.sound.protocol import Block

_RATE = 48_000  # the filters are given for this one
_HEAD = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_EAR = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_OFFSET = -0.691  # makes a sine of 1 kHz and full scale on one side -3.01 LUFS


def loudness(sound: Block, rate: int) -> float:
    """Return the loudness of a stretch: 0.4 s make what is called momentary, 3 s short-term; silence is -inf.

    Source: ITU-R BS.1770-4, annex 1. Its filters are applied to the spectrum, at other rates as they are at 48 kHz.
    """
    frames = sound.shape[1]
    energies = np.square(np.abs(np.fft.rfft(sound, axis=1))) * _weights(frames, rate)
    energies[:, 1:] *= 2.0  # the spectrum's other half
    mean_square = float(energies.sum()) / frames**2
    return _OFFSET + 10 * log10(mean_square) if mean_square > 0.0 else -inf


def _weights(frames: int, rate: int) -> NDArray[np.float64]:
    """Return how much of the energy counts, for each frequency."""
    hertz = np.minimum(np.fft.rfftfreq(frames, 1.0 / rate), _RATE / 2)
    back = np.exp(-2j * pi * hertz / _RATE)  # one frame back
    answer = np.ones_like(back)
    for above, below in (_HEAD, _EAR):
        answer *= np.polyval(above[::-1], back) / np.polyval(below[::-1], back)
    weights: NDArray[np.float64] = np.square(np.abs(answer))
    return weights
