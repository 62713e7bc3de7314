"""Samples that are too long for memory, and those that are played while they are still being read."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sound import segments as layout
from engine.sound.graph import SignalFlowSound
from engine.sound.samples import Sample
from engine.sound.segments import SEGMENT
from engine.sound.spool import Spool
from tests.engine.sound.scenes import Take, cosine, document, noise, sampler

SOUND = noise(8 * SEGMENT)


def reading(filled: int) -> tuple[Take, Spool]:
    """Return a take of a sample of which so many frames have been read."""
    spool = Spool("sound", 1, len(SOUND))
    spool.append(SOUND[None, :filled])
    take = Take(document(sampler()))
    take.samples.put(Sample("sound", spool.sound, spool))
    return take, spool


def test_sample_on_disk_sounds_as_one_in_memory():
    take, _ = reading(len(SOUND))
    take.set(0, "kick", speed=1.37, regionStart=0.1, playStyle="loop", regionEnd=0.5)
    same = Take(document(sampler()), sound=SOUND)
    same.set(0, "kick", speed=1.37, regionStart=0.1, playStyle="loop", regionEnd=0.5)

    assert np.array_equal(take.on(0, "kick").record(300_000), same.on(0, "kick").record(300_000))


def test_what_has_been_read_sounds_before_the_rest_has():
    take, spool = reading(SEGMENT * 5 // 2)
    take.at(SEGMENT, lambda _: spool.append(SOUND[None, SEGMENT * 5 // 2 : SEGMENT * 4]))

    heard = take.on(0, "kick").record(3 * SEGMENT - 500)[0]

    assert np.array_equal(heard, SOUND[: 3 * SEGMENT - 500])


def test_voice_that_comes_to_what_has_not_been_read_ends_softly():
    take, _ = reading(2 * SEGMENT - 1)
    spool = take.samples.get("sound")
    assert spool is not None
    counts: list[int] = []
    take.at(SEGMENT + 600, lambda sound: counts.append(sound.voices_sounding()))

    heard = take.on(0, "kick").record(SEGMENT + 1_000)[0]

    assert np.array_equal(heard[: SEGMENT - 241], SOUND[: SEGMENT - 241])
    fading = np.abs(heard[SEGMENT - 240 : SEGMENT]) / np.maximum(np.abs(SOUND[SEGMENT - 240 : SEGMENT]), 1e-9)
    assert fading == pytest.approx(1 - np.arange(1, 241) / 240, abs=1e-3)
    assert not heard[SEGMENT:].any()
    assert counts == [0]


def test_note_that_begins_where_nothing_has_been_read_is_silent_and_the_next_one_sounds():
    take, spool = reading(100_000)
    take.set(0, "kick", regionStart=0.5).on(0, "kick", key=1)
    take.at(1_000, lambda _: spool.append(SOUND[None, 100_000:])).on(2_000, "kick", key=2)

    heard = take.record(3_000)[0]

    assert not heard[:2_000].any()
    assert np.array_equal(heard[2_000:], SOUND[4 * SEGMENT : 4 * SEGMENT + 1_000])


def test_no_more_buffers_of_a_sample_are_kept_than_there_may_be(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(layout, "_MOST_BUFFERS", 3)
    counts: list[int] = []

    def look(sound: SignalFlowSound) -> None:
        found = sound._studio.sample("sound")
        assert found is not None
        counts.append(len(found._buffers))

    take, _ = reading(len(SOUND))
    take.set(0, "kick", speed=10.0).on(0, "kick", key=1).set(20_000, "kick", speed=-10.0)
    for frame in range(0, 50_000, 5_000):
        take.at(frame, look)
    there = np.arange(20_000) * 10
    back = 200_000 - np.arange(19_000) * 10

    heard = take.record(50_000)[0]

    expected = np.concatenate((SOUND[there], SOUND[back]))
    assert np.abs(heard[:39_000] - expected).max() < 1e-2  # a player is put at a 128th of a frame
    assert max(counts) == 3


def test_grains_of_what_has_not_been_read_are_taken_from_what_has():
    spool = Spool("sound", 1, 1_000_000)
    spool.append(cosine(100_000, 480.0)[None, :])
    take = Take(document(sampler(playStyle="grain", position=1.0)))
    take.samples.put(Sample("sound", spool.sound, spool))

    assert np.abs(take.on(0, "kick").record(20_000)[0, 5_000:]).max() > 0.4


def test_tape_that_came_to_what_had_not_been_read_goes_on_there_when_it_has():
    take, spool = reading(2 * SEGMENT - 1)
    take.set(0, "kick", playStyle="next").on(0, "kick", key=1).off(SEGMENT + 2_000, "kick", 1)
    take.at(SEGMENT + 3_000, lambda _: spool.append(SOUND[None, 2 * SEGMENT - 1 :])).on(SEGMENT + 4_000, "kick", key=2)

    heard = take.record(SEGMENT + 5_000)[0]

    assert not heard[SEGMENT : SEGMENT + 4_000].any()
    assert np.array_equal(heard[SEGMENT + 4_240 :], SOUND[SEGMENT + 240 : SEGMENT + 1_000])
