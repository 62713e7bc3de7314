"""Loudness: the values that the recommendation asks for."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from engine.sound.loudness import loudness
from engine.sound.meters import Meters


def sine(hz: float, rate: int, seconds: float, level: float = 1.0) -> np.ndarray:
    sound = np.zeros((2, round(seconds * rate)), dtype=np.float32)
    sound[0] = level * np.sin(2 * np.pi * hz * np.arange(sound.shape[1]) / rate)
    return sound


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("seconds", [0.4, 3.0])
def test_sine_of_full_scale_on_one_side_is_3_below_0(rate: int, seconds: float):
    assert loudness(sine(997.0, rate, seconds), rate) == pytest.approx(-3.01, abs=0.05)


def test_both_sides_are_3_louder_than_one():
    one = sine(997.0, 48_000, 0.4, 0.1)
    both = np.stack([one[0], one[0]])

    assert loudness(both, 48_000) - loudness(one, 48_000) == pytest.approx(3.01, abs=0.01)


@pytest.mark.parametrize(("hz", "weight"), [(30.0, -9.0), (100.0, -1.2), (500.0, -0.7), (10_000.0, 3.3)])
def test_lows_count_less_and_highs_more(hz: float, weight: float):
    found = loudness(sine(hz, 48_000, 3.0), 48_000) - loudness(sine(997.0, 48_000, 3.0), 48_000)

    assert found == pytest.approx(weight, abs=1.0)


def test_silence_is_infinitely_quiet():
    assert loudness(np.zeros((2, 1_000), dtype=np.float32), 48_000) == -inf


def test_meters_tell_the_loudness_of_what_came_last():
    meters = Meters(48_000, 4_800)
    tone = sine(997.0, 48_000, 4.0, 0.1)
    for begin in range(0, 192_000, 4_800):
        meters.take(tone[:, begin : begin + 4_800], 0.0)
    for _ in range(4):
        meters.take(np.zeros((2, 4_800), dtype=np.float32), 0.0)

    assert meters.momentary_loudness == -inf
    assert meters.short_term_loudness == pytest.approx(-23.01 + 10 * np.log10(2.6 / 3.0), abs=0.1)
