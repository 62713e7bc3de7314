"""The chorus: how far it bends pitch, how wide it is, and that it is as loud as what comes."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.scenes import RATE
from tests.engine.sound.spectrum import effect_take, level_db, tone


def heard_of(**values) -> np.ndarray:
    return effect_take(tone(96_000, 1_000.0), "chorus", mix=1.0, **values).record(90_000)[:, 6_000:]


def test_one_voice_bends_the_pitch_by_rate_and_depth():
    heard = heard_of(voices=1, rate=2.0, depth=1.0)[0].astype(np.float64)

    rising = np.flatnonzero((heard[:-1] < 0) & (heard[1:] >= 0))
    exact = rising - heard[rising] / (heard[rising + 1] - heard[rising])
    frequencies = RATE / np.diff(exact)
    bend = 2 * np.pi * 2.0 * 0.0025  # the speed of a sway of 2.5 ms to either side
    assert frequencies.max() == pytest.approx(1_000.0 * (1 + bend), rel=0.002)
    assert frequencies.min() == pytest.approx(1_000.0 * (1 - bend), rel=0.002)


def test_no_depth_bends_nothing():
    heard = heard_of(voices=1, depth=0.0)

    assert np.allclose(np.abs(heard).max(axis=1), 0.25, atol=1e-3)


@pytest.mark.parametrize("voices", [1, 3, 6])
def test_voices_together_are_about_as_loud_as_what_comes(voices: int):
    assert level_db(heard_of(voices=voices, depth=0.8)) == pytest.approx(level_db(tone(48_000, 1_000.0)), abs=3.0)


def test_width_makes_both_sides_different():
    narrow, wide = heard_of(width=0.0), heard_of(width=1.0)

    assert np.array_equal(narrow[0], narrow[1])
    assert np.corrcoef(wide)[0, 1] < 0.9
