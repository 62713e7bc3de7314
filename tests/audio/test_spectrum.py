"""What the oscillators sound of: their harmonics, and next to nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.scenes import RATE, Take, document, synth


@pytest.mark.parametrize("wave", ["saw", "square", "triangle", "sine"])
@pytest.mark.parametrize("note", [33, 57, 81, 105, 117])
def test_all_that_is_no_harmonic_lies_sixty_decibels_below(wave: str, note: int):
    heard = Take(document(synth(wave=wave))).on(0, "bass", note).record(40_000)[0, -32_768:]
    power = np.abs(np.fft.rfft(heard * np.blackman(len(heard)))) ** 2
    places = np.fft.rfftfreq(len(heard), 1 / RATE)
    hz = 440 * 2 ** ((note - 69) / 12)

    from_harmonic = np.abs(places / hz - np.maximum(1, np.round(places / hz))) * hz
    others = power[from_harmonic > 8].sum()

    assert 10 * np.log10(others / power.sum()) < -60


@pytest.mark.parametrize(("wave", "strengths"), [
    ("saw", [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]),
    ("square", [1, 0, 1 / 3, 0, 1 / 5]),
    ("triangle", [1, 0, 1 / 9, 0, 1 / 25]),
    ("sine", [1, 0, 0, 0, 0]),
])  # fmt: skip
def test_harmonics_have_the_strengths_that_make_the_wave(wave: str, strengths: list[float]):
    heard = Take(document(synth(wave=wave))).on(0, "bass", 57).record(48_000)[0].astype(float)  # 220 Hz
    phases = 2j * np.pi * 220 * np.arange(48_000) / RATE

    found = np.array([abs((heard * np.exp(-number * phases)).mean()) for number in range(1, 6)])

    assert found / found[0] == pytest.approx(strengths, abs=2e-3)
