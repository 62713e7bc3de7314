"""The sampler's bank: which sample a note plays, and which values of a note are its own."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import Take, document, level, levels, noise, sampler

SOUNDS = {"kick": noise(1_000, 1), "snare": noise(1_000, 2), "kit/hat 1.wav": noise(1_000, 3), "wide": noise(1_000, 4)}


def played(take: Take, **values: Value) -> np.ndarray:
    """Return what a note with these values sounds."""
    take.at(0, lambda sound: sound.note_on("kick", 60, 1.0, 1, values))
    return take.record(1_000)[0]


def bank(**values: Value) -> Take:
    """Return a take of a sampler with a bank of three."""
    return Take(document(sampler(sample="kick", samples=("snare", "kick", "kit/hat 1.wav"), **values)), **SOUNDS)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "kick"),
        ({"index": 1}, "snare"),
        ({"index": 2}, "kit/hat 1.wav"),
        ({"index": 4}, "snare"),
        ({"word": "snare"}, "snare"),
        ({"word": "hat"}, "kit/hat 1.wav"),
        ({"word": "kick", "index": 1}, "kick"),
    ],
)
def test_note_chooses_its_sample_by_index_or_word(values: dict[str, Value], expected: str):
    assert np.array_equal(played(bank(), **values), SOUNDS[expected])


def test_index_of_the_module_is_for_notes_that_say_nothing():
    assert np.array_equal(played(bank(index=2)), SOUNDS["kit/hat 1.wav"])
    assert np.array_equal(played(bank(index=2), index=0), SOUNDS["kick"])


def test_word_that_is_not_in_the_bank_is_silent_and_told_once():
    told: list[str] = []
    take = bank().at(500, lambda sound: told.extend(sound.complaints()))
    take.at(600, lambda sound: sound.note_on("kick", 60, 1.0, 2, {"word": "cowbell"}))
    take.at(900, lambda sound: told.extend(sound.complaints()))

    assert not played(take, word="cowbell").any()
    assert told == ['sampler "kick" has no sample "cowbell"; it has kick, snare, hat 1']


def test_folder_stands_for_its_samples_once_it_has_been_looked_into():
    take = Take(document(sampler(sample="kit/", samples=("snare",))), **SOUNDS)
    take.samples.put_folder("kit/", ["kick", "kit/hat 1.wav"])

    assert np.array_equal(played(take, index=1), SOUNDS["kit/hat 1.wav"])
    late = Take(document(sampler(sample="kits/", samples=("snare",))), **SOUNDS)
    late.at(100, lambda sound: late.samples.put_folder("kits/", ["kick"])).at(
        100, lambda sound: sound.sample_ready("kits/")
    )
    late.at(300, lambda sound: sound.note_on("kick", 60, 1.0, 2, {"index": 0}))
    assert np.array_equal(late.record(1_300)[0, 300:], SOUNDS["kick"])


def test_sample_of_a_bank_may_be_taken_away_while_it_plays():
    take = bank().at(0, lambda sound: sound.note_on("kick", 60, 1.0, 1, {"index": 1})).set(300, "kick", samples=())
    take.at(300, lambda sound: sound.note_on("kick", 60, 1.0, 2, {"index": 1}))

    heard = take.record(2_000)[0]

    assert np.array_equal(heard[:300], SOUNDS["snare"][:300])
    assert heard[300:1_000] == pytest.approx(SOUNDS["snare"][300:] + SOUNDS["kick"][:700], abs=1e-6)


def test_mono_and_stereo_samples_of_a_bank_sound_together():
    wide = np.stack([noise(1_000, 5), noise(1_000, 6)])
    take = Take(document(sampler(sample="kick", samples=("wide",))), **{**SOUNDS, "wide": wide})
    take.at(0, lambda sound: sound.note_on("kick", 60, 1.0, 1, {"index": 1}))
    take.at(0, lambda sound: sound.note_on("kick", 60, 1.0, 2, {"index": 0}))

    assert take.record(1_000) == pytest.approx(wide + SOUNDS["kick"], abs=1e-6)


def test_speed_volume_position_and_region_of_a_note_are_its_own():
    sound = noise(10_000)
    take = Take(document(sampler()), sound=sound)
    own = {"speed": 2.0, "volume": 0.5, "regionStart": 0.5, "regionEnd": 0.9, "position": 0.25}
    take.at(0, lambda backend: backend.note_on("kick", 60, 1.0, 1, own)).on(3_000, "kick", key=2)
    take.set(100, "kick", speed=0.5).set(200, "kick", speed=1.0)

    heard = take.record(6_000)[0]

    assert np.array_equal(heard[:1_000], sound[6_000:8_000:2] * np.float32(0.5))
    assert np.array_equal(heard[3_000:6_000], sound[:3_000])


def test_envelope_of_a_note_is_its_own_from_its_attack_to_its_release():
    take = Take(document(sampler(playStyle="loop", release=0.005)), sound=level(1_000))
    own = {"attack": 0.1, "sustain": 0.25, "decay": 0.05, "release": 0.1}
    take.at(0, lambda backend: backend.note_on("kick", 60, 1.0, 1, own)).set(10_000, "kick", sustain=1.0, release=1.0)

    heard = levels(take.off(24_000, "kick").record(30_000))

    assert heard[2_400] == pytest.approx(0.25, abs=1e-3)
    assert heard[4_800] == pytest.approx(1.0, abs=1e-3)
    assert heard[7_200:24_000] == pytest.approx(0.25, abs=1e-3)
    assert not heard[28_803:].any()


def test_every_bank_is_loaded_once_and_let_go_when_nothing_names_it():
    wanted: list[set[str]] = []

    def look(sound: SignalFlowSound) -> None:
        wanted.append(set(sound._studio._shelf._laid_out))

    take = bank().at(300, look).set(400, "kick", sample="", samples=()).at(900, look)
    take.record(1_000)

    assert wanted == [{"kick", "snare", "kit/hat 1.wav"}, set()]
