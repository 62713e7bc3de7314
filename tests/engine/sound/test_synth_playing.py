"""How the synth is played: mono and legato, glide, tune, velocity, values of notes, and sleep."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import RATE, Take, document, synth
from tests.engine.sound.spectrum import level_db, tone_db


def hz_at(sound: NDArray[np.float32], begin: int, end: int) -> float:
    """Return the frequency of a sine by its rises through zero."""
    part = sound[begin:end]
    rises = np.flatnonzero((part[:-1] < 0) & (part[1:] >= 0))
    places = rises - part[rises] / (part[rises + 1].astype(float) - part[rises])
    return float((len(places) - 1) / (places[-1] - places[0]) * RATE)


def line(**values: Value) -> Take:
    """Return a take of a sine that is played as a line."""
    return Take(document(synth(wave="sine", **values)))


def test_legato_slides_to_the_next_note_without_a_new_attack():
    take = line(polyphony="legato", glide=0.1, attack=0.05).on(0, "bass", 57, 1).on(12_000, "bass", 69, 2)
    heard = take.record(36_000)[0]

    assert hz_at(heard, 6_000, 12_000) == pytest.approx(220, rel=1e-3)
    assert 250 < hz_at(heard, 13_800, 15_000) < 380
    assert hz_at(heard, 20_000, 36_000) == pytest.approx(440, rel=1e-3)
    loudness = np.sqrt((heard[6_000:].reshape(-1, 600) ** 2).mean(axis=1))
    assert loudness.min() > 0.9 * loudness.max()


def test_legato_returns_to_the_note_that_is_still_held():
    take = line(polyphony="legato").on(0, "bass", 57, 1).on(6_000, "bass", 69, 2).off(18_000, "bass", 2)
    heard = take.off(30_000, "bass", 1).record(40_000)[0]

    assert hz_at(heard, 8_000, 18_000) == pytest.approx(440, rel=1e-3)
    assert hz_at(heard, 19_000, 30_000) == pytest.approx(220, rel=1e-3)
    assert not heard[31_000:].any()


def test_legato_forgets_a_note_that_was_let_go_below():
    take = line(polyphony="legato").on(0, "bass", 57, 1).on(6_000, "bass", 69, 2).off(9_000, "bass", 1)
    heard = take.off(18_000, "bass", 2).record(24_000)[0]

    assert hz_at(heard, 10_000, 18_000) == pytest.approx(440, rel=1e-3)
    assert not heard[19_000:].any()


def test_legato_note_after_all_were_let_go_has_its_own_attack():
    take = line(polyphony="legato", release=0.5).on(0, "bass", 57, 1).off(6_000, "bass", 1).on(9_000, "bass", 69, 2)
    heard = take.record(24_000)[0]

    assert hz_at(heard, 12_000, 24_000) == pytest.approx(440, rel=1e-3)
    assert tone_db(heard[12_000:], 220.0) < -60


def test_mono_note_glides_from_the_last_one_and_sounds_alone():
    take = line(polyphony="mono", glide=0.2).on(0, "bass", 45, 1).on(12_000, "bass", 69, 2)
    heard = take.record(36_000)[0]

    assert 200 < hz_at(heard, 16_000, 17_600) < 300  # half of the way in time is an octave of the two
    assert hz_at(heard, 24_000, 36_000) == pytest.approx(440, rel=1e-3)


def test_glide_down_reads_no_cycle_that_folds_back_on_the_way():
    take = Take(document(synth(wave="saw", polyphony="legato", glide=2.0)))
    heard = take.on(0, "bass", 96, 1).on(4_800, "bass", 36, 2).record(19_200)[0, 6_000:14_192]

    spectrum = np.abs(np.fft.rfft(heard * np.hanning(8_192)))
    lowest = np.fft.rfftfreq(8_192, 1 / RATE) < 400
    assert 20 * np.log10(spectrum[lowest].max() / spectrum.max()) < -45


def test_glide_goes_on_while_other_values_change():
    def take(changes: bool) -> NDArray[np.float32]:
        made = line(polyphony="legato", glide=0.3).on(0, "bass", 57, 1).on(4_800, "bass", 69, 2)
        return (made.set(9_600, "bass", release=0.5) if changes else made).record(19_200)

    assert np.array_equal(take(changes=True), take(changes=False))


def test_tune_bends_what_sounds_with_and_without_a_glide():
    for glide in (0.0, 0.1):
        take = line(glide=glide).on(0, "bass", 57).set(12_000, "bass", tune=7.0)
        heard = take.record(36_000)[0]

        assert hz_at(heard, 0, 12_000) == pytest.approx(220, rel=1e-3)
        assert np.abs(np.diff(heard)).max() < 0.03


def test_tune_of_a_note_to_come_is_exact():
    heard = line(tune=0.5).on(0, "bass", 69).record(48_000)[0]

    assert hz_at(heard, 0, 48_000) == pytest.approx(440 * 2 ** (0.5 / 12), rel=1e-5)


def test_velocity_sets_the_level_as_far_as_the_synth_is_sensitive_to_it():
    def loudness_db(**values: Value) -> float:
        return level_db(line(**values).on(0, "bass", 57, velocity=0.25).record(12_000))

    full_db = level_db(line().on(0, "bass", 57).record(12_000))
    assert loudness_db() - full_db == pytest.approx(20 * np.log10(0.25), abs=0.01)
    assert loudness_db(velocityToVolume=0.0) == pytest.approx(full_db, abs=0.01)


def test_values_of_a_note_are_its_own_where_a_voice_has_them():
    def noted(values: dict[str, Value], key: int) -> Take:
        return line().at(0, lambda sound: sound.note_on("bass", 57, 1.0, key, values)).off(12_000, "bass", key)

    plain = noted({}, 1).on(24_000, "bass", 57, 2).record(48_000)
    quiet = noted({"volume": 0.5}, 1).on(24_000, "bass", 57, 2).record(48_000)
    long = noted({"release": 0.4}, 1).record(48_000)

    assert np.allclose(quiet[:, :12_000], plain[:, :12_000] / 2, atol=1e-6)
    assert np.allclose(quiet[:, 24_000:], plain[:, 24_000:], atol=1e-6)
    assert not plain[:, 12_400:24_000].any()
    assert np.abs(long[0, 20_000:24_000]).max() > 0.05
    assert not long[:, 12_000 + 19_210 :].any()


def test_other_values_of_a_note_are_the_modules_until_the_document_says_otherwise():
    start = document(synth(wave="sine"))
    take = Take(start).at(0, lambda sound: sound.note_on("bass", 57, 1.0, 1, {"transpose": 12})).off(6_000, "bass", 1)
    take.on(8_000, "bass", 57, 2).off(14_000, "bass", 2).set(15_000, "bass", transpose=-12)
    heard = take.on(16_000, "bass", 57, 3).record(40_000)[0]

    assert hz_at(heard, 1_000, 6_000) == pytest.approx(440, rel=1e-3)
    assert hz_at(heard, 9_000, 14_000) == pytest.approx(440, rel=1e-3)
    assert hz_at(heard, 17_000, 40_000) == pytest.approx(110, rel=1e-3)


@pytest.mark.parametrize(
    "values",
    [
        {"cutoff": 400.0},
        {"filterAmount": 3.0, "cutoff": 400.0},
        {"unison": 4, "spread": 1.0},
        {"noise": 0.5, "fmAmount": 2.0},
    ],
    ids=["shared filter", "own filter", "wide", "noise and FM"],
)
def test_synth_that_is_silent_is_out_of_the_graph(values: dict[str, Value]):
    inputs: list[int] = []

    def count(backend: SignalFlowSound) -> None:
        inputs.append(len(backend._patch.master.bus.inputs))

    take = Take(document(synth(**values))).on(0, "bass").off(2_000, "bass")
    take.at(1_000, count).at(47_000, count).record(47_001)

    assert inputs == [1, 0]


def test_hundred_changes_of_every_part_while_it_plays_do_no_harm():
    chances = np.random.default_rng(5)
    choices: list[dict[str, Value]] = [
        {"unison": 5, "spread": 0.5}, {"unison": 1}, {"level2": 0.5}, {"level2": 0.0}, {"filterAmount": 3.0},
        {"filterAmount": 0.0}, {"filter": "ladder"}, {"filter": "low"}, {"drive": 0.5}, {"drive": 0.0}, {"glide": 0.1},
        {"glide": 0.0}, {"polyphony": "legato"}, {"polyphony": "poly"}, {"polyphony": "mono"}, {"wave": "noise"},
        {"wave": "square", "pulseWidth": 0.2}, {"fmAmount": 2.0, "fmSustain": 0.5}, {"fmAmount": 0.0}, {"level": 0.0},
        {"level": 1.0}, {"cutoff": 20_000.0}, {"cutoff": 300.0},
    ]  # fmt: skip
    take = Take(document(synth()))
    for key in range(100):
        take.set(240 * key, "bass", **choices[chances.integers(len(choices))])
        take.on(240 * key + 60, "bass", 40 + key % 30, key).off(240 * key + 900, "bass", key)

    heard = take.record(40_000)

    assert np.isfinite(heard).all()
    assert not heard[:, 38_000:].any()
