"""The filter: what each mode lets through, how steeply, and that cutoffs move without a click."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.scenes import Take
from tests.engine.sound.spectrum import effect_scene, effect_take, largest_step, tone, tone_db

CLICK = np.zeros(20_000, dtype=np.float32)
CLICK[0] = 0.25


def answer_db(*frequencies: int, **values) -> list[float]:
    """Return the gain of a filter at 1 kHz for some frequencies."""
    heard = effect_take(CLICK, "filter", cutoff=1000.0, **values).record(24_000)[0]
    spectrum = np.fft.rfft(heard, 48_000)
    return [float(20 * np.log10(4 * abs(spectrum[hz]) + 1e-12)) for hz in frequencies]


@pytest.mark.parametrize(
    ("mode", "frequencies", "decibels"),
    [
        ("low", (100, 1_000, 2_000, 4_000), (0.0, -6.0, -14.2, -24.9)),
        ("high", (10_000, 1_000, 500, 250), (0.0, -6.0, -14.0, -24.6)),
        ("band", (250, 1_000, 4_000), (-6.5, 0.0, -6.6)),
        ("notch", (100, 1_000, 10_000), (-0.2, -100.0, 0.0)),
        ("peak", (50, 1_000, 15_000), (0.2, 12.0, 0.2)),
    ],
)
def test_mode_lets_through_what_its_name_says(mode, frequencies, decibels):
    found = answer_db(*frequencies, mode=mode, resonance=0.0)

    for is_, wanted in zip(found, decibels, strict=True):
        assert is_ == pytest.approx(wanted, abs=0.7) if wanted > -50 else is_ < wanted


@pytest.mark.parametrize(("model", "slope"), [("svf", -12.0), ("ladder", -24.0)])
def test_slope_is_12_decibels_an_octave_and_24_for_the_ladder(model: str, slope: float):
    low, high = answer_db(4_000, 8_000, model=model, resonance=0.0), answer_db(250, 125, model=model, mode="high")

    assert low[1] - low[0] == pytest.approx(slope, abs=2.5)  # the bilinear transform bends it near the top
    assert high[1] - high[0] == pytest.approx(slope, abs=2.5)


@pytest.mark.parametrize("model", ["svf", "ladder"])
@pytest.mark.parametrize("mode", ["low", "high"])
def test_resonance_raises_what_lies_at_the_cutoff(model: str, mode: str):
    flat, ringing = (answer_db(1_000, model=model, mode=mode, resonance=each)[0] for each in (0.0, 0.9))

    assert ringing > flat + 15
    assert ringing < 24


def test_drive_adds_odd_harmonics_and_no_even_ones():
    sound = tone(24_000, 440.0)
    heard = effect_take(sound, "filter", cutoff=20000.0, resonance=0.0, drive=24.0).record(22_000)[0, 2_000:]

    first, second, third = (tone_db(heard, 440.0 * i) for i in (1, 2, 3))
    assert third > first - 25
    assert second < first - 80


def test_cutoff_that_jumps_does_not_click():
    take = Take(effect_scene("filter", cutoff=200.0), sound=tone(48_000, 100.0)).on(0, "source")
    for i, hertz in enumerate((20000.0, 100.0, 5000.0, 300.0)):
        take.set(5_000 + 1_000 * i, "effect", cutoff=hertz)

    assert largest_step(take.record(12_000)[0, 2_000:]) < 0.01


def test_another_mode_or_model_comes_by_a_fade():
    take = Take(effect_scene("filter", cutoff=400.0), sound=tone(48_000, 100.0)).on(0, "source")
    take.set(5_000, "effect", mode="high").set(6_000, "effect", mode="low").set(7_000, "effect", model="ladder")

    assert largest_step(take.record(12_000)[0, 2_000:]) < 0.01
