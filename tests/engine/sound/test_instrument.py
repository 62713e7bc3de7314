"""Voices: how many there are, who is stolen, what mono means, and that an old stop never hits a new note."""

from __future__ import annotations

import numpy as np

from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import Take, cosine, document, level, levels, noise, sampler, synth


def sounding(total: float, count: int) -> set[int]:
    """Return which of the notes with velocities of 1/2, 1/4, 1/8, ... add up to `total`."""
    bits = round(float(total) * 2**count)
    return {number for number in range(1, count + 1) if bits >> (count - number) & 1}


def chord(take: Take, count: int, apart: int = 100) -> Take:
    """Start notes 1, 2, ... with velocities 1/2, 1/4, ..."""
    for key in range(1, count + 1):
        take.on(key * apart, "kick", key=key, velocity=2.0**-key)
    return take


def held(**values: Value) -> Take:
    """Return a take of a sampler that holds a level."""
    return Take(document(sampler(playStyle="loop", **values)), sound=level(1_000))


def test_sixteen_notes_sound_together():
    heard = levels(chord(held(), 16).record(4_000))

    assert sounding(heard[-1], 16) == set(range(1, 17))


def test_seventeenth_note_takes_the_voice_of_the_oldest_that_plays():
    heard = levels(chord(held(), 18).record(4_000))

    assert sounding(heard[-1], 18) == set(range(3, 19))


def test_new_note_takes_the_voice_of_the_oldest_in_its_release_before_any_that_plays():
    take = chord(held(release=10.0), 16).off(2_000, "kick", 5).off(2_002, "kick", 3)

    take.on(2_004, "kick", key=17, velocity=2.0**-17).on(2_006, "kick", key=18, velocity=2.0**-18)
    heard = levels(take.record(4_000))

    assert sounding(heard[-1], 18) == {1, 2, 4, *range(6, 19)}


def test_forty_overlapping_triggers_all_start_though_every_voice_is_in_its_release():
    take = held(release=10.0)
    for key in range(1, 41):
        take.on(key * 50, "kick", key=key, velocity=0.01).off(key * 50 + 25, "kick", key)
    onsets: list[int] = []
    take.at(2_100, lambda backend: onsets.append(backend.voices_sounding()))

    heard = levels(take.record(2_200))

    assert onsets == [16]
    for key in range(1, 41):  # each new note adds its level at its own frame, whatever fades meanwhile
        assert heard[key * 50] - heard[key * 50 - 1] > 0.009


def test_stolen_note_is_gone_after_five_milliseconds():
    take = held()
    for key in range(1, 18):
        take.on(2 * key, "kick", key=key, velocity=1 / 32)

    heard = levels(take.record(2_000))

    assert heard[33] == 16 / 32
    assert heard[34] > 16.9 / 32
    assert np.all(np.diff(heard[34:274]) <= 0)
    assert np.all(heard[274:] == 16 / 32)


def test_mono_ends_the_last_note_when_a_new_one_starts():
    take = held(polyphony="mono").on(0, "kick", key=1, velocity=0.5).on(1_000, "kick", key=2, velocity=0.25)

    heard = levels(take.record(3_000))

    assert heard[999] == 0.5
    assert np.all(heard[1_240:] == 0.25)
    assert np.all(np.diff(heard[1_000:1_240]) <= 0)


def test_stop_of_a_note_whose_voice_was_stolen_does_not_end_the_note_that_took_it():
    take = held(polyphony="mono").on(0, "kick", key=1, velocity=0.5).on(1_000, "kick", key=2, velocity=0.25)

    heard = levels(take.off(1_500, "kick", 1).record(4_000))

    assert np.all(heard[1_300:] == 0.25)


def test_stop_of_a_note_that_ended_long_ago_does_not_end_a_later_one():
    take = held(release=0.005).on(0, "kick", key=1).off(500, "kick", 1)
    take.on(3_000, "kick", key=2, velocity=0.5).off(4_000, "kick", 1)

    assert np.all(levels(take.record(6_000))[3_000:] == 0.5)


def test_second_stop_of_a_note_does_not_change_its_release():
    take = held(release=0.1).on(0, "kick").off(1_000, "kick")
    once = take.record(8_000)

    assert np.array_equal(take.off(2_000, "kick").record(8_000), once)


def test_note_that_ends_at_the_frame_at_which_it_starts_is_not_heard():
    take = held(release=1.0).on(500, "kick", key=1).off(500, "kick", 1)

    assert not take.record(2_000).any()
    assert not Take(document(synth())).on(500, "bass", key=1).off(500, "bass", 1).record(2_000).any()


def test_voice_begins_each_note_anew_whatever_it_played_before():
    sound = noise(4_000)
    take = Take(document(sampler(release=0.005)), sound=sound)
    for key in range(60):
        take.on(key * 5_000, "kick", key=key).off(key * 5_000 + 1_000 + key, "kick", key)

    heard = take.record(300_000)

    for key in range(60):
        assert np.array_equal(heard[0, key * 5_000 : key * 5_000 + 1_000], sound[:1_000])


def test_fresh_note_has_the_present_volume_at_once():
    take = Take(document(sampler()), sound=noise(1_000)).set(5_000, "kick", volume=0.5, pan=-1.0, cutoff=20000.0)

    heard = take.on(5_000, "kick").record(6_000)

    assert np.array_equal(heard[0, 5_000:], noise(1_000) * np.float32(0.5))
    assert not heard[1].any()


def test_pan_takes_the_other_side_away_and_leaves_the_middle_as_it_is():
    sound = cosine(2_000, 50.0)
    for pan, left, right in ((0.0, 1.0, 1.0), (-1.0, 1.0, 0.0), (1.0, 0.0, 1.0), (0.5, 0.5, 1.0)):
        heard = Take(document(sampler(pan=pan)), sound=sound).on(0, "kick").record(1_000)

        assert np.array_equal(heard, np.stack([sound[:1_000] * left, sound[:1_000] * right]))


def test_hundred_thousand_frames_of_idling_leave_nothing_to_render():
    take = Take(document(sampler(cutoff=500.0, resonance=0.9)), sound=noise(1_000)).on(0, "kick")
    nodes: list[int] = []

    def count(backend: SignalFlowSound) -> None:
        nodes.append(len(backend._patch.master.bus.inputs))

    take.at(0, count).at(500, count).at(100_000, count)
    take.record(100_001)

    assert nodes == [1, 1, 0]
