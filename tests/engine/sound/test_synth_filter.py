"""The synth's filter: its kinds, shared and in each voice, its envelope, and what moves the cutoff."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.units import Value
from tests.engine.sound.scenes import RATE, Take, document, synth
from tests.engine.sound.spectrum import Sound, level_db, tone_db


def gain_db(hz: float, **values: Value) -> float:
    """Return what the filter does to a sine."""
    note = 69 + 12 * np.log2(hz / 440)
    heard = Take(document(synth(wave="sine", **values))).on(0, "bass", note).record(14_000)[0, 6_000:]
    return tone_db(heard, hz) - 20 * np.log10(0.3 * np.sqrt(2))


def centroid_hz(sound: Sound) -> float:
    """Return the middle of the power of a sound."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    return float((np.fft.rfftfreq(len(sound), 1 / RATE) * power).sum() / power.sum())


OWN = {"keyTracking": 1e-9}  # which gives each voice a filter of its own, and changes nothing else


@pytest.mark.parametrize("more", [{}, OWN], ids=["shared", "own"])
@pytest.mark.parametrize(
    ("kind", "below", "above"),
    [("low", 0.0, -24.0), ("high", -24.0, 0.0), ("notch", 0.0, 0.0)],
)
def test_filter_takes_away_what_its_kind_says(kind: str, below: float, above: float, more: dict[str, Value]):
    values: dict[str, Value] = {"filter": kind, "cutoff": 1_000.0, "resonance": 0.3, **more}

    assert gain_db(250.0, **values) == pytest.approx(below, abs=2.0)
    assert gain_db(4_000.0, **values) == pytest.approx(above, abs=2.0)


@pytest.mark.parametrize("more", [{}, OWN], ids=["shared", "own"])
def test_band_pass_lets_its_middle_through_and_notch_takes_it_away(more: dict[str, Value]):
    band, notch = (
        {hz: gain_db(hz, filter=kind, cutoff=1_000.0, resonance=0.5, **more) for hz in (250.0, 1_000.0, 4_000.0)}
        for kind in ("band", "notch")
    )

    assert band[1_000.0] > band[250.0] + 9
    assert band[1_000.0] > band[4_000.0] + 9
    assert notch[1_000.0] < -40


@pytest.mark.parametrize("more", [{}, OWN], ids=["shared", "own"])
def test_ladder_falls_by_twenty_four_decibels_an_octave_and_rings_near_its_cutoff(more: dict[str, Value]):
    steep = {"filter": "ladder", "cutoff": 500.0, "resonance": 0.3, **more}
    assert gain_db(2_000.0, **steep) - gain_db(4_000.0, **steep) == pytest.approx(24, abs=3)

    ringing = {"filter": "ladder", "cutoff": 1_000.0, "resonance": 0.95, **more}
    assert gain_db(1_000.0, **ringing) > gain_db(500.0, **ringing) + 6
    assert gain_db(1_000.0, **ringing) > gain_db(2_000.0, **ringing) + 12


@pytest.mark.parametrize("kind", ["low", "band", "high", "notch", "ladder"])
@pytest.mark.parametrize("cutoff", [20.0, 20_000.0])
@pytest.mark.parametrize("amount", [-8.0, 0.0, 8.0])
def test_filter_stays_finite_at_the_ends_of_its_ranges(kind: str, cutoff: float, amount: float):
    values: dict[str, Value] = {
        "filter": kind,
        "cutoff": cutoff,
        "resonance": 0.95,
        "filterAmount": amount,
        "drive": 1.0,
    }
    heard = Take(document(synth(filterAttack=0.05, filterSustain=1.0, **values))).on(0, "bass", 100).record(9_600)

    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0


def test_voice_with_its_own_filter_sounds_as_one_that_goes_through_the_modules():
    through, own = (
        Take(document(synth(cutoff=700.0, resonance=0.5, **more))).on(0, "bass", 45).record(12_000)
        for more in ({}, OWN)
    )

    assert np.allclose(through, own, atol=1e-4)


def test_filter_envelope_moves_the_cutoff_by_octaves_and_back():
    values: dict[str, Value] = {"cutoff": 200.0, "filterAmount": 4.0, "filterAttack": 0.1, "filterDecay": 0.3}
    heard = Take(document(synth(wave="noise", **values))).on(0, "bass").record(48_000)[0]

    start, top, end = (centroid_hz(heard[at : at + 1_024]) for at in (0, 4_300, 40_000))
    assert top > 4 * start
    assert top > 4 * end


def test_negative_filter_envelope_closes_the_filter():
    heard = Take(document(synth(wave="noise", cutoff=4_000.0, filterAmount=-4.0, filterDecay=0.3)))
    sound = heard.on(0, "bass").record(48_000)[0]

    assert centroid_hz(sound[:2_400]) < centroid_hz(sound[40_000:]) / 2


def test_key_tracking_keeps_the_cutoff_at_a_distance_from_the_note():
    def brightness(note: float, tracking: float) -> float:
        made = document(synth(cutoff=800.0, keyTracking=tracking))
        sound = Take(made).on(0, "bass", note).record(24_000)[0, 4_800:]
        hz = 440 * 2 ** ((note - 69) / 12)
        return tone_db(sound, 4 * hz) - tone_db(sound, hz)

    assert brightness(72, 1.0) == pytest.approx(brightness(48, 1.0), abs=0.5)
    assert brightness(72, 0.0) < brightness(48, 0.0) - 6


def test_soft_note_is_darker_by_what_velocity_does_to_the_cutoff():
    def brightness(velocity: float) -> float:
        made = document(synth(wave="noise", cutoff=4_000.0, velocityToCutoff=4.0))
        return centroid_hz(Take(made).on(0, "bass", velocity=velocity).record(16_384)[0])

    assert brightness(0.25) < brightness(1.0) / 3


def test_drive_adds_harmonics_and_is_about_as_loud():
    clean, hot = (
        Take(document(synth(wave="sine", drive=drive))).on(0, "bass", 57).record(24_000)[0, 4_800:]
        for drive in (0.0, 1.0)
    )

    assert tone_db(clean, 660.0) < -80
    assert tone_db(hot, 660.0) > tone_db(hot, 220.0) - 20
    assert level_db(hot) == pytest.approx(level_db(clean), abs=3.0)


@pytest.mark.parametrize("values", [{"filter": "high"}, {"filter": "ladder"}, {"drive": 0.5}, {"cutoff": 20_000.0}])
def test_change_of_the_filter_does_not_click(values: dict[str, Value]):
    before = document(synth(wave="sine", cutoff=900.0))
    heard = Take(before).on(0, "bass", 57).set(12_000, "bass", **values).record(24_000)[0]

    assert np.abs(np.diff(heard)).max() < 0.03


def test_note_value_of_the_cutoff_is_this_voices_where_it_has_a_filter_and_the_modules_elsewhere():
    def heard(own: bool) -> Sound:
        made = document(synth(wave="noise", cutoff=500.0, **(OWN if own else {})))
        take = Take(made).at(0, lambda sound: sound.note_on("bass", 60, 1.0, 1, {"cutoff": 8_000.0}))
        return take.off(12_000, "bass", 1).on(24_000, "bass", 60, 2).record(36_000)[0]

    own, shared = heard(own=True), heard(own=False)
    assert centroid_hz(own[:8_192]) > 3 * centroid_hz(own[26_000:34_192])
    assert centroid_hz(shared[:8_192]) < 2 * centroid_hz(shared[26_000:34_192])
