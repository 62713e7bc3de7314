"""The waves of an LFO, and rows of random values. Pure functions of arrays; nothing here knows the time."""

from __future__ import annotations

from collections.abc import Callable
from math import pi

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float64]  # one value a frame
Counts = NDArray[np.int64]  # which cycle it is, from 0, a frame each

_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # splitmix64, Vigna 2015
_STEP = np.uint64(0x9E3779B97F4A7C15)
_SEED_STEP = np.uint64(0xD1342543DE82EF95)


def sine(phase: Signal) -> Signal:
    """Return a sine, rising from 0."""
    return np.sin(2.0 * pi * phase)


def triangle(phase: Signal) -> Signal:
    """Return a triangle, rising from 0."""
    return 4.0 * np.abs((phase + 0.75) % 1.0 - 0.5) - 1.0


def saw(phase: Signal) -> Signal:
    """Return a line that falls from 1 to -1."""
    return 1.0 - 2.0 * phase


def ramp(phase: Signal) -> Signal:
    """Return a line that rises from -1 to 1."""
    return 2.0 * phase - 1.0


def square(phase: Signal) -> Signal:
    """Return 1 in the first half, -1 in the second."""
    return np.where(phase < 0.5, 1.0, -1.0)


WAVES: dict[str, Callable[[Signal], Signal]] = {
    "sine": sine, "triangle": triangle, "saw": saw, "ramp": ramp, "square": square,
}  # fmt: skip


def random_values(seed: int, counts: Counts) -> Signal:
    """Return a value from -1 to below 1 for each count, the same for the same seed and count, whatever came before."""
    with np.errstate(over="ignore"):
        mixed = (counts.astype(np.uint64) + np.uint64(1)) * _STEP + np.full_like(counts, seed, np.uint64) * _SEED_STEP
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
        mixed ^= mixed >> np.uint64(31)
    values: Signal = (mixed >> np.uint64(11)) * 2.0**-52 - 1.0
    return values


def held_values(seed: int, counts: Counts, phase: Signal, smooth: float) -> Signal:
    """Return random values, one a cycle, the way to each taking the last part, `smooth`, of the cycle before.

    At a `smooth` of 0 they are steps, at 1 it never stands still. The way is half a cosine.
    """
    if smooth <= 0.0 and counts[0] == counts[-1]:  # most slices lie within one cycle, as counts never fall
        return np.full(len(counts), random_values(seed, counts[:1])[0])
    here = random_values(seed, counts)
    if smooth <= 0.0:
        return here
    way = np.clip((phase - (1.0 - smooth)) / smooth, 0.0, 1.0)
    return here + (random_values(seed, counts + 1) - here) * (0.5 - 0.5 * np.cos(pi * way))
