"""The distortion: what its shapes add, and that the level stays."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.spectrum import effect_take, level_db, tone, tone_db


@pytest.mark.parametrize("shape", ["tanh", "fold", "clip"])
@pytest.mark.parametrize("drive", [0.0, 12.0, 24.0, 48.0])
def test_level_stays_whatever_the_drive(shape: str, drive: float):
    sound = tone(24_000, 440.0)

    heard = effect_take(sound, "distortion", shape=shape, drive=drive, tone=20000.0).record(23_000)

    assert level_db(heard) == pytest.approx(level_db(sound), abs=3.5)


@pytest.mark.parametrize("shape", ["tanh", "fold", "clip"])
def test_drive_adds_odd_harmonics_only(shape: str):
    heard = effect_take(tone(24_000, 440.0), "distortion", shape=shape, drive=18.0).record(22_000)[0, 2_000:]

    first, second, third = (tone_db(heard, 440.0 * i) for i in (1, 2, 3))
    assert third > first - 20
    assert second < first - 80


def test_clip_is_clean_below_its_edge_and_flat_above():
    below = effect_take(tone(24_000, 440.0), "distortion", shape="clip", drive=6.0, tone=20000.0).record(22_000)[0]
    above = effect_take(tone(24_000, 440.0), "distortion", shape="clip", drive=40.0, tone=20000.0).record(22_000)[0]

    assert tone_db(below[2_000:], 1_320.0) < tone_db(below[2_000:], 440.0) - 100
    assert np.mean(np.abs(above[2_000:]) > 0.24) > 0.9


def test_tone_takes_the_highs_away():
    dark, bright = (
        effect_take(tone(24_000, 440.0), "distortion", drive=40.0, tone=hertz).record(22_000)[0, 2_000:]
        for hertz in (400.0, 20000.0)
    )

    assert tone_db(dark, 440.0 * 9) < tone_db(bright, 440.0 * 9) - 24
