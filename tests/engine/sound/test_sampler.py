"""The sampler: pitch, region, play styles, envelope, and how it behaves while its parameters change."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.sound.scenes import RATE, Take, cosine, document, level, levels, noise, sampler


def interpolated(sound: NDArray[np.float32], start: int, step: float, frames: int) -> NDArray[np.float64]:
    """Return what a player reads that goes through `sound` in equal steps, by straight lines between its frames."""
    places = start + np.arange(frames) * float(np.float32(step))
    return np.interp(places, np.arange(len(sound)), sound)


def test_sampler_plays_note_60_bit_for_bit_and_an_octave_up_every_other_frame():
    sound = noise(3_000)

    assert np.array_equal(Take(document(sampler()), sound=sound).on(100, "kick", 60).record(4_000)[0, 100:3_100], sound)
    heard = Take(document(sampler()), sound=sound).on(100, "kick", 72).record(4_000)
    assert np.array_equal(heard[0, 100:1_600], sound[::2])
    assert not heard[:, 1_600:].any()


def test_sampler_plays_a_note_without_a_pitch_at_its_own():
    sound = noise(500)

    assert np.array_equal(Take(document(sampler()), sound=sound).on(0, "kick", None).record(500)[0], sound)


@pytest.mark.parametrize(("note", "speed"), [(61, 1.0), (60, 1.37), (55.5, 0.731), (84, 0.5), (40, 10.0)])
def test_sampler_goes_through_the_sample_at_the_ratio_of_note_times_speed(note: float, speed: float):
    sound = cosine(30_000, 300.0)
    step = 2 ** ((note - 60) / 12) * speed

    heard = Take(document(sampler(speed=speed)), sound=sound).on(0, "kick", note).record(4_000)

    frames = min(4_000, int(29_000 / step))
    assert np.abs(heard[0, :frames] - interpolated(sound, 0, step, frames)).max() < 1e-5


def test_sampler_plays_only_its_region():
    sound = noise(48_000)

    heard = Take(document(sampler(regionStart=0.25, regionEnd=0.5)), sound=sound).on(0, "kick").record(13_000)

    assert np.array_equal(heard[0, :11_760], sound[12_000:23_760])  # the last 5 ms are a fade
    assert np.flatnonzero(heard[0])[-1] in (11_998, 11_999)


@pytest.mark.parametrize("start", [0.1, 0.123, 0.3337, 0.77, 0.999])
def test_region_begins_on_a_whole_frame_near_the_place_asked_for(start: float):
    sound = noise(100_003)

    heard = Take(document(sampler(regionStart=start)), sound=sound).on(0, "kick").record(80)

    near = round(start * 100_003)
    assert any(np.array_equal(heard[0], sound[near + shift : near + shift + 80]) for shift in range(-8, 1))


def test_region_whose_end_is_not_after_its_start_is_next_to_nothing():
    heard = Take(document(sampler(regionStart=0.5, regionEnd=0.25)), sound=noise(1_000)).on(0, "kick").record(300)

    assert heard[0, 0] != 0.0
    assert not heard[:, 9:].any()


def test_long_sample_is_played_across_its_buffers_without_a_seam():
    sound = noise(400_000)

    assert np.array_equal(Take(document(sampler()), sound=sound).on(5, "kick").record(400_005)[0, 5:], sound)
    step = 1.37
    heard = Take(document(sampler(speed=step)), sound=sound).on(0, "kick").record(280_000)
    assert np.abs(heard[0] - interpolated(sound, 0, step, 280_000)).max() < 1e-5


@pytest.mark.parametrize("length", [64, 777, 1_000, 40_000, 140_000])
@pytest.mark.parametrize("speed", [1.0, 1.37, 3.3, 0.731])
def test_loop_goes_round_without_a_seam_and_on_pitch(length: int, speed: float):
    turns = max(4, length // 128 // 4 * 4)
    sound = 0.5 * np.sin(2 * np.pi * turns * np.arange(length) / length)

    heard = Take(document(sampler(playStyle="loop", speed=speed)), sound=sound).on(0, "kick").record(150_000)

    cycle = length / turns
    ideal = 0.5 * np.sin(2 * np.pi * np.arange(150_000) * float(np.float32(speed)) / cycle)
    straight_lines = 0.5 * (np.pi / cycle) ** 2 / 2  # what reading between frames may miss
    assert np.abs(heard[0] - ideal).max() < straight_lines + 1e-3


def test_loop_goes_on_until_the_note_ends_and_then_through_its_release():
    take = (
        Take(document(sampler(playStyle="loop", release=0.1)), sound=level(1_000) / 2).on(0, "kick").off(10_000, "kick")
    )

    heard = levels(take.record(20_000))

    assert np.all(heard[:10_000] == 0.5)
    assert np.all(np.diff(heard[9_999:14_800]) <= 0)
    assert not heard[14_803:].any()


def test_once_plays_out_when_nobody_ends_it_and_is_released_when_somebody_does():
    sound = np.concatenate((level(20_000) / 2, np.zeros(100)))

    assert np.all(levels(Take(document(sampler()), sound=sound).on(0, "kick").record(20_000)) == 0.5)
    ended = Take(document(sampler(release=0.01)), sound=sound).on(0, "kick").off(5_000, "kick").record(20_000)
    assert np.all(levels(ended)[:5_000] == 0.5)
    assert not ended[0, 5_483:].any()


def test_envelope_reaches_its_levels_at_its_times():
    shaped = sampler(playStyle="loop", attack=0.1, decay=0.05, sustain=0.25, release=0.1)

    heard = levels(Take(document(shaped), sound=level(1_000)).on(0, "kick").off(24_000, "kick").record(30_000))

    assert heard[0] == 0.0
    assert heard[2_400] == pytest.approx(0.25, abs=1e-3)  # half way up a straight line, squared
    assert heard[4_800] == pytest.approx(1.0, abs=1e-3)
    assert heard[7_200:24_000] == pytest.approx(0.25, abs=1e-3)
    assert heard[26_400] == pytest.approx(0.0625, abs=1e-3)
    assert not heard[28_803:].any()


def test_stereo_sample_keeps_its_sides_and_may_follow_a_mono_one():
    mono, wide = noise(2_000, 1), np.stack([noise(2_000, 2), noise(2_000, 3)])
    take = Take(document(sampler(sample="mono")), mono=mono, wide=wide)
    take.on(0, "kick", key=1).set(4_000, "kick", sample="wide").on(4_100, "kick", key=2)
    take.set(8_000, "kick", sample="mono").on(8_100, "kick", key=3)

    heard = take.record(12_000)

    assert np.array_equal(heard[:, :2_000], np.stack([mono, mono]))
    assert np.array_equal(heard[:, 4_100:6_100], wide)
    assert np.array_equal(heard[:, 8_100:10_100], np.stack([mono, mono]))


def test_sample_that_is_not_there_is_silent_and_one_that_is_taken_away_ends_with_its_note():
    take = Take(document(sampler(sample="missing")), sound=noise(2_000))
    take.on(0, "kick", key=1).set(500, "kick", sample="sound").on(500, "kick", key=2)
    take.set(1_000, "kick", sample="").on(3_000, "kick", key=3)

    heard = take.record(4_000)

    assert not heard[:, :500].any()
    assert np.array_equal(heard[0, 500:2_500], noise(2_000))
    assert not heard[:, 2_500:].any()


def test_speed_changes_from_the_frame_on_at_which_it_is_set():
    sound = cosine(40_000, 200.0)

    heard = Take(document(sampler()), sound=sound).on(0, "kick").set(5_000, "kick", speed=2.0).record(15_000)[0]

    assert np.array_equal(heard[:5_000], sound[:5_000])
    assert np.array_equal(heard[5_000:15_000], sound[5_000:25_000:2])


def test_loop_takes_up_a_new_region_when_it_goes_round():
    sound = level(10_000) * np.arange(10_000) / 20_000
    take = Take(document(sampler(playStyle="loop", regionEnd=0.1)), sound=sound)

    heard = levels(take.on(0, "kick").set(40_000, "kick", regionStart=0.5, regionEnd=0.6).record(80_000))

    assert heard[:40_000].max() < 0.05
    assert heard[73_000:].min() >= 0.25
    assert heard[73_000:].max() < 0.3


def test_sustain_is_heard_on_a_note_that_is_held():
    take = Take(document(sampler(playStyle="loop")), sound=level(1_000)).on(0, "kick")

    heard = levels(take.set(5_000, "kick", sustain=0.5).record(10_000))

    assert heard[4_999] == 1.0
    assert heard[5_000 + RATE // 100 :] == pytest.approx(0.5, abs=1e-6)
