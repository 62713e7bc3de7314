"""The synth's waves as numbers: band-limited cycles for every third of an octave, and a seeded noise."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2, pi, sqrt

import numpy as np
from numpy.typing import NDArray

PERIODIC = ("saw", "square", "triangle", "sine")
LOUDNESS = 0.3  # root mean square of every wave, so that changing the wave does not change the level much
_FRAMES_PER_HARMONIC = 16  # what a straight line between two frames adds is then 47 dB below the highest harmonic
_SHORTEST, _LONGEST = 2048, 16384  # frames of a cycle
_PER_OCTAVE = 3
_LOWEST_HZ = 16.0
_NOISE_FRAMES = 1 << 18
_NOISE_SEED = 20

Wave = NDArray[np.float32]  # one channel, shape (1, frames)


@dataclass(frozen=True, slots=True, eq=False)
class Cycle:
    """One cycle of a wave, laid out from where it is flattest: a reader holds the last frame instead of going round."""

    wave: Wave
    start: float  # where it is zero and rises, as a part of the cycle, 0.0 to 1.0


def cycles(wave: str, rate: int) -> tuple[Cycle, ...]:
    """Return a periodic wave with fewer and fewer harmonics; `band_of` tells which is for a pitch."""
    if wave == "sine":
        return (_cycle(wave, 1),)
    count = int(log2(rate / 2 / _LOWEST_HZ) * _PER_OCTAVE) + 1
    tops_hz = (_LOWEST_HZ * 2 ** ((band + 1) / _PER_OCTAVE) for band in range(count))
    return tuple(_cycle(wave, max(1, int(rate / 2 / top_hz))) for top_hz in tops_hz)


def band_of(frequency_hz: float, count: int) -> int:
    """Return which of `count` cycles is right for a pitch: the richest whose harmonics all lie below half the rate."""
    if frequency_hz <= _LOWEST_HZ:
        return 0
    return min(count - 1, int(log2(frequency_hz / _LOWEST_HZ) * _PER_OCTAVE))


def noise() -> Wave:
    """Return white noise, the same every time."""
    drawn = np.random.default_rng(_NOISE_SEED).uniform(-1.0, 1.0, (1, _NOISE_FRAMES))
    return (drawn * LOUDNESS * sqrt(3)).astype(np.float32)


def _cycle(wave: str, most: int) -> Cycle:
    frames = min(_LONGEST, max(_SHORTEST, 1 << (most * _FRAMES_PER_HARMONIC - 1).bit_length()))
    numbers = np.arange(1, min(most, frames // 2 - 1) + 1)
    spectrum = np.zeros(frames // 2 + 1, dtype=np.complex128)
    spectrum[numbers] = -0.5j * frames * _strengths(wave, numbers)
    cycle = np.fft.irfft(spectrum, frames) * (LOUDNESS / _ideal_rms(wave))
    flattest = int(np.argmin(np.abs(cycle - np.roll(cycle, 1))))
    return Cycle(np.roll(cycle, -flattest)[None, :].astype(np.float32), (frames - flattest) % frames / frames)


def _strengths(wave: str, numbers: NDArray[np.int_]) -> NDArray[np.float64]:
    """Return the amplitude of each harmonic. Source: the Fourier series of the waves."""
    odd = numbers % 2
    match wave:
        case "sine":
            return np.asarray(numbers == 1, dtype=np.float64)
        case "saw":
            return np.asarray((2 / pi) * np.where(odd, 1.0, -1.0) / numbers)
        case "square":
            return np.asarray((4 / pi) * odd / numbers)
        case _:
            return np.asarray(
                (8 / pi**2) * odd * np.where(numbers % 4 == 1, 1.0, -1.0) / numbers.astype(np.float64) ** 2
            )


def _ideal_rms(wave: str) -> float:
    return {"saw": 1 / sqrt(3), "square": 1.0, "triangle": 1 / sqrt(3), "sine": 1 / sqrt(2)}[wave]
