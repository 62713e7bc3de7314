"""The equaliser: what each band raises and leaves alone."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.spectrum import effect_take

CLICK = np.zeros(20_000, dtype=np.float32)
CLICK[0] = 0.25


def answer_db(*frequencies: int, **values: float) -> list[float]:
    heard = effect_take(CLICK, "eq", **values).record(24_000)[0]
    spectrum = np.fft.rfft(heard, 48_000)
    return [float(20 * np.log10(4 * abs(spectrum[hz]) + 1e-12)) for hz in frequencies]


@pytest.mark.parametrize("gain", [12.0, -12.0])
@pytest.mark.parametrize(
    ("band", "frequencies", "parts"),
    [
        ("low", (20, 120, 1_000), (1.0, 0.5, 0.0)),
        ("mid1", (50, 500, 5_000), (0.0, 1.0, 0.0)),
        ("mid2", (250, 2_500, 20_000), (0.0, 1.0, 0.0)),
        ("high", (200, 2_000, 20_000), (0.0, 0.5, 1.0)),
    ],
)
def test_band_changes_what_lies_in_it_and_nothing_else(band, frequencies, parts, gain):
    found = answer_db(*frequencies, highFrequency=2_000.0, **{f"{band}Gain": gain})

    assert found == pytest.approx([part * gain for part in parts], abs=0.6)


def test_narrow_bell_reaches_less_far():
    wide, narrow = (answer_db(700, mid1Gain=12.0, mid1Q=q)[0] for q in (0.5, 6.0))

    assert wide > 8.0
    assert narrow < 2.0


def test_bands_at_0_decibels_change_no_bit():
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, 4_000).astype(np.float32)
    sound[-8:] = 0.0

    assert np.array_equal(effect_take(sound, "eq").record(4_000)[0], sound)
