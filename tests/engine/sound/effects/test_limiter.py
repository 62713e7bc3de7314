"""The limiter: nothing passes its ceiling, what is below passes as it is, and all is late by the same time."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.scenes import noise
from tests.engine.sound.spectrum import effect_take, tone, tone_db

LATE = 256 + 64


def test_nothing_is_louder_than_the_ceiling():
    sound = noise(20_000, level=1.0)
    sound[5_000:5_003] = 1.0

    for ceiling in (-12.0, -1.0):
        heard = effect_take(sound, "limiter", drive=24.0, ceiling=ceiling).record(22_000)
        assert 0.9 * 10 ** (ceiling / 20) < np.abs(heard).max() <= 10 ** (ceiling / 20) + 1e-7


def test_what_is_below_the_ceiling_comes_as_it_is_320_frames_later():
    sound = noise(8_000)

    heard = effect_take(sound, "limiter", ceiling=0.0).record(9_000)[0]

    assert not heard[:LATE].any()
    assert np.array_equal(heard[LATE : LATE + 8_000], sound)


def test_tone_that_is_held_down_keeps_its_shape():
    heard = effect_take(tone(48_000, 200.0, 0.9), "limiter", ceiling=-12.0, release=0.2).record(46_000)[0, 10_000:]

    assert tone_db(heard, 200.0) == pytest.approx(-12.0, abs=0.3)
    assert tone_db(heard, 600.0) < -60.0


def test_level_is_down_before_the_peak_comes_and_returns_with_the_release():
    sound = tone(48_000, 1_000.0, 0.1)
    sound[10_000:10_100] = 0.9
    fast, slow = (effect_take(sound, "limiter", ceiling=-12.0, release=each).record(40_000)[0] for each in (0.01, 1.0))

    quiet = tone_db(slow[5_000:9_900], 1_000.0)
    assert tone_db(fast[14_000:20_000], 1_000.0) == pytest.approx(quiet, abs=0.2)
    assert tone_db(slow[14_000:20_000], 1_000.0) < quiet - 6.0
    assert np.abs(np.diff(fast[10_000 + LATE - 64 : 10_000 + LATE - 1])).max() < 0.02
