"""What a synth's voice is made of: two oscillators, pulse width, sub, noise, unison, FM."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.units import Value
from tests.engine.sound.scenes import Take, document, synth
from tests.engine.sound.spectrum import Sound, level_db, tone_db

A2, A2_HZ = 45, 110.0


def played(note: float = A2, frames: int = 24_000, **values: Value) -> Sound:
    """Return a note that is held, from when it has settled."""
    return Take(document(synth(**values))).on(0, "bass", note).record(frames + 4_800)[:, 4_800:]


def test_second_oscillator_sounds_at_its_interval_and_level():
    heard = played(wave="sine", wave2="sine", level=0.5, level2=0.25, transpose2=7)[0]

    assert tone_db(heard, A2_HZ) == pytest.approx(20 * np.log10(0.5 * 0.3 * np.sqrt(2)), abs=0.1)
    assert tone_db(heard, A2_HZ * 2 ** (7 / 12)) == pytest.approx(20 * np.log10(0.25 * 0.3 * np.sqrt(2)), abs=0.1)


def test_detuned_oscillators_beat_at_the_difference_of_their_pitches():
    heard = played(81, 48_000, wave="sine", wave2="sine", level=0.5, level2=0.5, detune=-10.0, detune2=10.0)[0]

    loudness = np.sqrt((heard.reshape(-1, 480) ** 2).mean(axis=1))
    difference_hz = 880 * (2 ** (10 / 1200) - 2 ** (-10 / 1200))
    spectrum = np.abs(np.fft.rfft(loudness - loudness.mean(), 100_000))
    assert np.argmax(spectrum) * 100 / 100_000 == pytest.approx(difference_hz, rel=0.05)


@pytest.mark.parametrize("width", [0.1, 0.25, 0.4])
def test_pulse_has_the_harmonics_of_its_width(width: float):
    heard = played(wave="square", pulseWidth=width)[0]

    first = abs(np.sin(np.pi * width))
    for harmonic in range(2, 12):
        expected = abs(np.sin(np.pi * harmonic * width)) / harmonic / first
        measured = 10 ** ((tone_db(heard, harmonic * A2_HZ) - tone_db(heard, A2_HZ)) / 20)
        assert measured == pytest.approx(expected, abs=0.01)


def test_pulse_has_no_harmonics_that_fold_back():
    heard = played(96, 48_000, wave="square", pulseWidth=0.3)[0]

    hz = 440 * 2 ** ((96 - 69) / 12)
    spectrum = np.abs(np.fft.rfft(heard * np.blackman(48_000)))
    frequencies = np.arange(len(spectrum))
    beside = np.abs((frequencies / hz + 0.5) % 1.0 - 0.5) * hz > 6
    assert 20 * np.log10(spectrum[beside].max() / spectrum.max()) < -50


def test_pulse_width_that_is_turned_while_it_sounds_glides():
    narrow = document(synth(wave="square", pulseWidth=0.1))
    heard = Take(narrow).on(0, "bass", A2).set(12_000, "bass", pulseWidth=0.45).record(40_000)[0]

    assert tone_db(heard[2_000:12_000], 2 * A2_HZ) - tone_db(heard[2_000:12_000], A2_HZ) > -1
    assert tone_db(heard[20_000:], 2 * A2_HZ) - tone_db(heard[20_000:], A2_HZ) < -15


def test_sub_is_a_sine_an_octave_below():
    heard = played(wave="sine", level=0.5, sub=0.5)[0]

    assert tone_db(heard, A2_HZ / 2) == pytest.approx(tone_db(heard, A2_HZ), abs=0.1)


def test_noise_adds_as_much_as_its_level_says():
    assert level_db(played(level=0.0, noise=0.5)) == pytest.approx(20 * np.log10(0.5 * 0.3), abs=0.3)


def test_level_that_is_turned_while_it_sounds_glides_without_a_click():
    both = document(synth(wave="sine", wave2="sine", level=0.5, level2=0.0, sub=0.5))
    heard = Take(both).on(0, "bass", A2).set(12_000, "bass", level=0.0).record(30_000)[0]

    assert tone_db(heard[14_000:], A2_HZ) < -70
    assert np.abs(np.diff(heard)).max() < 0.02


@pytest.mark.parametrize("copies", [2, 3, 7])
def test_unison_is_as_loud_as_one_and_wider_in_pitch(copies: int):
    one, many = played(frames=96_000), played(frames=96_000, unison=copies, unisonDetune=30.0)

    assert level_db(many) == pytest.approx(level_db(one), abs=1.5)
    edge_hz = A2_HZ * 2 ** (30 / 1200)
    assert tone_db(many[0], edge_hz) > tone_db(many[0], A2_HZ * 2 ** (60 / 1200)) + 20


@pytest.mark.parametrize("copies", [2, 5])
def test_spread_sets_the_copies_apart_and_none_of_it_leaves_them_in_the_middle(copies: int):
    frames = 96_000  # many beats of the copies
    middle = played(frames=frames, unison=copies, spread=0.0, unisonDetune=30.0)
    wide = played(frames=frames, unison=copies, spread=1.0, unisonDetune=30.0)

    assert np.array_equal(middle[0], middle[1])
    assert abs(np.corrcoef(wide)[0, 1]) < 0.6
    assert level_db(wide[0]) == pytest.approx(level_db(wide[1]), abs=2.0)


def test_fm_has_the_sidebands_of_its_amount():
    heard = played(69, 48_000, wave="sine", fmAmount=1.0, fmRatio=3.0)[0]

    carrier, first, second = (tone_db(heard, hz) for hz in (440.0, 4 * 440.0, 7 * 440.0))
    assert first - carrier == pytest.approx(20 * np.log10(0.4401 / 0.7652), abs=0.3)  # Bessel functions of 1
    assert second - carrier == pytest.approx(20 * np.log10(0.1149 / 0.7652), abs=0.3)


def test_fm_dies_away_by_its_own_envelope():
    heard = Take(document(synth(wave="sine", fmAmount=3.0, fmRatio=3.0, fmDecay=0.5, fmSustain=0.0)))
    sound = heard.on(0, "bass", 69).record(48_000)[0]

    assert tone_db(sound[:4_800], 4 * 440.0) > tone_db(sound[38_400:], 4 * 440.0) + 60
    assert tone_db(sound[38_400:], 440.0) == pytest.approx(20 * np.log10(0.3 * np.sqrt(2)), abs=0.1)


EVERYTHING: dict[str, Value] = {
    "wave": "square", "pulseWidth": 0.3, "level": 0.4, "wave2": "saw", "level2": 0.3, "detune2": 9.0, "sub": 0.2,
    "noise": 0.1, "unison": 3, "spread": 0.7, "fmAmount": 1.5, "fmSustain": 0.3, "filter": "ladder", "cutoff": 600.0,
    "resonance": 0.6, "drive": 0.3, "filterAmount": 3.0, "keyTracking": 0.5, "velocityToCutoff": 2.0, "glide": 0.05,
    "release": 0.05,
}  # fmt: skip


def test_sound_is_the_same_however_it_is_sliced():
    def take() -> Take:
        made = Take(document(synth(**EVERYTHING)))
        for key, note in enumerate((45, 52, 57, 40)):
            made.on(3_000 * key + 77, "bass", note, key, 0.5 + key / 8).off(3_000 * key + 5_000, "bass", key)
        return made

    cuts = np.random.default_rng(3).integers(0, 16_000, 200).tolist()
    assert np.array_equal(take().record(16_000), take().record(16_000, cuts))


def test_voice_with_every_part_begins_each_note_anew():
    settled = {**EVERYTHING, "noise": 0.0, "glide": 0.0, "fmAmount": 0.0}
    take = Take(document(synth(**settled)))
    for key in range(5):
        take.on(8_192 * key, "bass", 45, key).off(8_192 * key + 3_000, "bass", key)

    heard = take.record(5 * 8_192)

    for key in range(5):
        begin = 8_192 * key
        assert np.allclose(heard[:, begin : begin + 6_000], heard[:, :6_000], atol=1e-4)
    assert not heard[:, 8_192 - 512 : 8_192].any()


@pytest.mark.parametrize("note", [0, 127])
def test_lowest_and_highest_notes_do_no_harm(note: int):
    heard = played(note, 4_800, **EVERYTHING)

    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0
