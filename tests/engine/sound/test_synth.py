"""The synth: pitch, waves, and what happens while its parameters change."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.sound.scenes import RATE, Take, document, synth


def pitch_hz(sound: NDArray[np.float32]) -> float:
    """Return the frequency of a sine by its rises through zero, measured between frames."""
    rises = np.flatnonzero((sound[:-1] < 0) & (sound[1:] >= 0))
    places = rises - sound[rises] / (sound[rises + 1].astype(float) - sound[rises])
    return float((len(places) - 1) / (places[-1] - places[0]) * RATE)


@pytest.mark.parametrize("note", [21, 45, 60.5, 69, 93, 105])
def test_synth_is_on_pitch_to_a_twentieth_of_a_cent(note: float):
    heard = Take(document(synth(wave="sine")), ).on(0, "bass", note).record(48_000)  # fmt: skip

    cents = 1200 * np.log2(pitch_hz(heard[0]) / (440 * 2 ** ((note - 69) / 12)))
    assert abs(cents) < 0.05


def test_synth_plays_a_note_without_a_pitch_as_middle_c():
    plain = Take(document(synth())).on(0, "bass", 60).record(2_000)

    assert np.array_equal(Take(document(synth())).on(0, "bass", None).record(2_000), plain)


def test_transpose_shifts_every_note_and_bends_one_that_sounds():
    up = Take(document(synth(wave="sine", transpose=12))).on(0, "bass", 57).record(24_000)
    assert pitch_hz(up[0]) == pytest.approx(440, rel=1e-5)

    bent = Take(document(synth(wave="sine"))).on(0, "bass", 57).set(12_000, "bass", transpose=12).record(36_000)[0]
    assert pitch_hz(bent[:12_000]) == pytest.approx(220, rel=1e-4)
    assert pitch_hz(bent[12_000:]) == pytest.approx(440, rel=1e-4)
    assert np.abs(np.diff(bent)).max() < 1.1 * 0.425 * 2 * np.pi * 440 / RATE


@pytest.mark.parametrize("wave", ["saw", "square", "triangle", "sine", "noise"])
def test_every_wave_has_the_same_power_and_no_direct_current(wave: str):
    heard = Take(document(synth(wave=wave))).on(0, "bass", 40).record(48_000)[0]

    assert heard.std() == pytest.approx(0.3, rel=0.02)
    assert abs(heard.mean()) < 0.003


@pytest.mark.parametrize("wave", ["saw", "square", "triangle", "sine"])
def test_wave_begins_at_zero_and_rises(wave: str):
    heard = Take(document(synth(wave=wave))).on(100, "bass", 40).record(200)[0]

    assert abs(heard[100]) < 0.01
    assert np.all(heard[101:110] > 0)


def test_every_note_begins_its_wave_anew():
    take = Take(document(synth(wave="saw")))
    for key in range(40):
        take.on(key * 2_000, "bass", 50, key).off(key * 2_000 + 1_001 + key, "bass", key)

    heard = take.record(80_000)[0]

    for key in range(40):
        assert np.array_equal(heard[key * 2_000 : key * 2_000 + 1_000], heard[:1_000])


def test_notes_of_noise_are_the_same_in_every_take_and_differ_among_each_other():
    take = Take(document(synth(wave="noise"))).on(0, "bass", key=1).off(4_000, "bass", 1).on(8_000, "bass", key=2)

    heard = take.record(12_000)[0]

    assert np.array_equal(take.record(12_000)[0], heard)
    assert abs(np.corrcoef(heard[:4_000], heard[8_000:])[0, 1]) < 0.1


def test_change_of_wave_is_for_the_notes_to_come():
    changed = Take(document(synth(wave="sine"))).on(0, "bass", 57).set(5_000, "bass", wave="square").record(10_000)

    assert np.array_equal(changed, Take(document(synth(wave="sine"))).on(0, "bass", 57).record(10_000))
    later = Take(document(synth(wave="sine"))).set(5_000, "bass", wave="square").on(5_000, "bass", 57).record(10_000)
    square = Take(document(synth(wave="square"))).on(5_000, "bass", 57).record(10_000)
    assert np.array_equal(later, square)


def test_low_pass_takes_away_what_lies_above_the_cutoff():
    low = Take(document(synth(wave="sine", cutoff=500.0))).on(0, "bass", 45).record(24_000)[0, 12_000:]
    high = Take(document(synth(wave="sine", cutoff=500.0))).on(0, "bass", 105).record(24_000)[0, 12_000:]

    assert low.std() == pytest.approx(0.3, rel=0.15)  # 110 Hz, two octaves below
    assert 20 * np.log10(high.std() / 0.3) < -28  # 3.5 kHz, 2.8 octaves above, 12 dB each


def test_resonance_lifts_the_cutoff_and_stays_finite_at_its_highest():
    flat = Take(document(synth(wave="noise", cutoff=1_000.0))).on(0, "bass").record(24_000)[0]
    sharp = Take(document(synth(wave="noise", cutoff=1_000.0, resonance=0.95))).on(0, "bass").record(48_000)[0]

    def near_the_cutoff(sound: NDArray[np.float32]) -> float:
        return float(np.abs(np.fft.rfft(sound[-16_384:]))[320:365].mean())

    assert near_the_cutoff(sharp) > 5 * near_the_cutoff(flat)
    assert np.abs(sharp).max() <= 1.0
