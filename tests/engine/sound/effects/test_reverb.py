"""The reverb: how long it lasts, how even it is, how wide, and when it begins."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.scenes import RATE, noise
from tests.engine.sound.spectrum import effect_take, level_db

CLICK = np.zeros(64, dtype=np.float32)
CLICK[0] = 0.5


def answer(frames: int, **values: float) -> np.ndarray:
    """Return how the room answers a click."""
    return effect_take(CLICK, "reverb", mix=1.0, **values).record(frames)


def fall_seconds(sound: np.ndarray) -> float:
    """Return the time in which a sound falls by 60 dB, from its fall from -5 to -35 dB (ISO 3382, T30)."""
    left = np.cumsum(np.square(sound[::-1], dtype=np.float64))[::-1]
    decibels = 10 * np.log10(left / left[0] + 1e-20)
    return 2 * float(np.argmax(decibels < -35) - np.argmax(decibels < -5)) / RATE


@pytest.mark.parametrize("size", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("decay", [0.4, 1.5])
def test_sound_falls_by_60_decibels_in_the_decay(size: float, decay: float):
    heard = answer(int(1.3 * decay * RATE), size=size, decay=decay, damping=0.0)

    assert fall_seconds(heard[0]) == pytest.approx(decay, rel=0.15)


def test_decay_is_kept_when_highs_are_damped():
    low = np.convolve(answer(RATE, decay=0.8, damping=0.4)[0], np.hanning(400) / 200, mode="valid")  # below 250 Hz

    assert fall_seconds(low[:40_000]) == pytest.approx(0.8, rel=0.15)


def test_damping_makes_highs_die_away_sooner():
    def high_fall(damping: float) -> float:
        return fall_seconds(np.diff(answer(RATE, decay=1.0, damping=damping)[0], n=4)[:40_000])

    assert high_fall(0.8) < 0.4 * high_fall(0.0)


@pytest.mark.parametrize("size", [0.0, 0.5, 1.0])
def test_answer_is_dense_and_even_like_noise(size: float):
    heard = answer(24_000, size=size, decay=2.0, damping=0.0)[0].astype(np.float64)

    for begin in (6_000, 12_000, 18_000):
        part = heard[begin : begin + 4_800]
        assert 2.5 < np.mean(part**4) / np.mean(part**2) ** 2 < 4.0  # 3 is Gaussian noise; single echoes have far more


def test_no_frequency_rings_on_above_the_others():
    heard = answer(48_000, size=0.5, decay=2.0, damping=0.0)[0, 24_000:44_000]

    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))[500:8_000]
    assert spectrum.max() / np.sqrt(np.mean(spectrum**2)) < 5.0  # what noise comes to, among so many


def test_both_sides_are_different_and_equally_loud_and_width_0_makes_them_the_same():
    wide, narrow = answer(24_000, width=1.0), answer(24_000, width=0.0)

    assert abs(np.corrcoef(wide)[0, 1]) < 0.2
    assert abs(level_db(wide[0]) - level_db(wide[1])) < 1.5
    assert np.allclose(narrow[0], narrow[1], atol=1e-7)


def test_room_answers_after_the_predelay():
    near, far = answer(24_000, predelay=0.0), answer(24_000, predelay=0.1)

    first = int(np.flatnonzero(np.abs(near[0]) > 1e-4)[0])
    assert 256 <= first < 2_400
    assert int(np.flatnonzero(np.abs(far[0]) > 1e-4)[0]) == first + 4_800 - 256


def test_room_is_about_as_loud_as_the_sound_in_it_whatever_the_decay():
    sound = noise(48_000)
    for decay in (0.3, 1.0, 4.0):
        heard = effect_take(sound, "reverb", mix=1.0, decay=decay).record(48_000)
        assert abs(level_db(heard[:, 24_000:]) - level_db(sound)) < 6.0
