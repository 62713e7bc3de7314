"""The synth's tables: band-limited, right for their pitch, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sound.waves import LOUDNESS, PERIODIC, band_of, cycles, noise

RATE = 48_000


@pytest.mark.parametrize("wave", PERIODIC)
def test_cycle_has_the_loudness_and_is_zero_and_rising_where_it_starts(wave: str):
    cycle = cycles(wave, RATE)[0]
    turned = np.roll(cycle.wave[0], -round(cycle.start * cycle.wave.shape[1]))

    assert cycle.wave.std() == pytest.approx(LOUDNESS, rel=0.01)
    assert abs(turned[0]) < 1e-6
    assert turned[1] > 0


@pytest.mark.parametrize("wave", ["saw", "square", "triangle"])
def test_band_has_no_harmonic_above_half_the_rate_and_misses_less_than_a_third_of_an_octave(wave: str):
    tables = cycles(wave, RATE)
    for frequency_hz in np.geomspace(25.0, 11_000.0, 97):
        cycle = tables[band_of(frequency_hz, len(tables))].wave[0]
        spectrum = np.abs(np.fft.rfft(cycle)) / len(cycle)
        highest = int(np.flatnonzero(spectrum > 1e-7)[-1])

        assert highest * frequency_hz < RATE / 2
        assert (highest + 2) * frequency_hz > RATE / 2 / 2 ** (1 / 3) - frequency_hz


def test_bands_go_from_the_lowest_note_to_the_highest():
    assert band_of(0.5, 32) == 0
    assert band_of(8.18, 32) == 0
    assert band_of(23_000.0, 32) == 31


def test_last_frame_is_where_the_wave_is_flattest():
    for wave in PERIODIC:
        for cycle in cycles(wave, RATE):
            assert abs(float(cycle.wave[0, 0]) - float(cycle.wave[0, -1])) < 1e-3


def test_noise_is_the_same_every_time():
    assert np.array_equal(noise(), noise())
    assert noise().std() == pytest.approx(LOUDNESS, rel=0.01)
