"""What grains are like: how long, how many, how they swell, and how far they are strewn, the same in every render."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Frame

Signal = NDArray[np.float64]

_POINTS = 1 << 14  # of a window: from one to the next it changes by less than -74 dB
_SOFT = 1.0 / 64  # of a grain: at its edges a window that would begin with a step rises from nothing
_GAUSS = 0.15  # standard deviation, as a part of the grain
_STEEP = 4.0  # of the exponential window


def _shapes() -> dict[str, Signal]:
    way = (np.arange(_POINTS) + 0.5) / _POINTS
    triangle = 1.0 - np.abs(2.0 * way - 1.0)
    bell, foot = np.exp(-0.5 * ((way - 0.5) / _GAUSS) ** 2), exp(-0.5 * (0.5 / _GAUSS) ** 2)
    edges = np.minimum(1.0, np.minimum(way, 1.0 - way) / _SOFT)
    return {
        "linear": triangle,
        "exp": np.expm1(_STEEP * triangle) / np.expm1(_STEEP),
        "gauss": (bell - foot) / (1.0 - foot),
        "hann": 0.5 - 0.5 * np.cos(2.0 * np.pi * way),
        "hamming": (0.54 - 0.46 * np.cos(2.0 * np.pi * way)) * edges,
    }


def _table(shapes: dict[str, Signal]) -> Signal:
    """Return all windows, then all again without their rise; each begins and ends with a silent point."""
    held = [np.where(np.arange(_POINTS) < _POINTS // 2, 1.0, shape) for shape in shapes.values()]
    return np.pad(np.stack([*shapes.values(), *held]), ((0, 0), (1, 1))).ravel()


_SHAPES = _shapes()
_TABLE = _table(_SHAPES)
_MEANS = {name: float(shape.mean()) for name, shape in _SHAPES.items()}
_NUMBERS = {name: number for number, name in enumerate(_SHAPES)}


@dataclass(frozen=True, slots=True)
class Grains:
    """The grains of one sampler, as they are born from now on."""

    frames: Frame = 4800  # how long one is
    overlap: float = 2.0  # how many sound at a time
    window: str = "hann"
    spray: Frame = 0  # how far from the position one may begin
    detune: float = 0.0  # semitones from their pitch
    travel: float = 0.0  # how fast the place from which they are taken goes on; 1 is as recorded

    @property
    def apart(self) -> Frame:
        """How many frames after one the next is born."""
        return max(1, round(self.frames / self.overlap))

    @property
    def level(self) -> float:
        """The level of each, so that together they are about as loud as the sample, and never louder."""
        return min(1.0, 1.0 / (self.overlap * _MEANS[self.window]))


def window_number(name: str, is_held: bool = False) -> int:
    """Return the number of a window; one that is held begins at its loudest."""
    return _NUMBERS[name] + (len(_NUMBERS) if is_held else 0)


def swell(windows: NDArray[np.int64], way: Signal) -> Signal:
    """Return the levels of grains in windows of these numbers, at parts of their lengths; beyond 0 to 1 are none.

    The two have shapes that go together.
    """
    points = np.clip(way * _POINTS + 1.0, 0.0, _POINTS + 1.0).astype(np.int64)
    return np.asarray(_TABLE[points + windows * (_POINTS + 2)])


def strewn(seed: int, first: int, count: int) -> tuple[Signal, Signal]:
    """Return two numbers from -1 to 1 for each of so many grains: the same ones for the same seed and number."""
    numbers = np.uint64((seed << 32) % (1 << 64)) + np.arange(2 * first, 2 * (first + count), dtype=np.uint64)
    even = _scrambled(numbers) / (1 << 63) - 1.0
    return even[0::2], even[1::2]


def _scrambled(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 64 bits each that look random. Source: Steele, Lea and Flood, SplitMix, OOPSLA 2014, figure 17."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
