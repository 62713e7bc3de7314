"""The sampler's ways through a sample: backwards, standing, from a position, going on, and regions that are moved."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.sound.scenes import RATE, Take, cosine, document, level, levels, noise, sampler

FADE = 240  # frames
NEAR = range(9)  # frames: so far from the place asked for a player may begin
RAMP = (np.arange(10_000) / 20_000).astype(np.float32)  # a level that tells which frame sounds


def biggest_step(heard: NDArray[np.float32], around: int, reach: int = 400) -> float:
    """Return the largest difference between neighbours near a frame."""
    return float(np.abs(np.diff(heard[around - reach : around + reach])).max())


@pytest.mark.parametrize("length", [3_000, 400_000])
def test_sample_is_played_backwards_bit_for_bit(length: int):
    sound = noise(length)
    sound[:8] = 0.0

    heard = Take(document(sampler(speed=-1.0)), sound=sound).on(100, "kick").record(length + 600)[0]

    assert any(np.array_equal(heard[100 : length + 80], sound[20 - late : length - late][::-1]) for late in NEAR)
    assert not heard[length + 100 :].any()


@pytest.mark.parametrize("speed", [-1.37, -0.731, -2.0])
def test_sample_is_played_backwards_at_any_speed(speed: float):
    sound = cosine(30_000, 300.0)

    heard = Take(document(sampler(speed=speed)), sound=sound).on(0, "kick").record(4_000)[0]

    places = 29_999 + np.arange(4_000) * float(np.float32(speed))
    misses = [np.abs(heard - np.interp(places - late, np.arange(30_000), sound)).max() for late in NEAR]
    assert min(misses) < 1e-5


def test_abrupt_ends_are_faded_forwards_and_backwards():
    for speed in (1.0, -1.0):
        heard = levels(
            Take(document(sampler(speed=speed)), sound=np.roll(level(5_000), int(speed < 0)))
            .on(0, "kick")
            .record(6_000)
        )

        assert np.all(heard[:4_760] == 1.0)
        assert np.abs(np.diff(heard[4_761:5_001])).max() < 0.01
        assert not heard[5_000:].any()


@pytest.mark.parametrize("length", [64, 777, 40_000, 140_000])
@pytest.mark.parametrize("speed", [-1.0, -1.37, -3.3])
def test_loop_goes_round_backwards_without_a_seam_and_on_pitch(length: int, speed: float):
    turns = max(4, length // 128 // 4 * 4)
    sound = 0.5 * np.sin(2 * np.pi * turns * np.arange(length) / length)

    heard = Take(document(sampler(playStyle="loop", speed=speed)), sound=sound).on(0, "kick").record(150_000)[0]

    cycle = length / turns
    ideal = 0.5 * np.sin(2 * np.pi * (np.arange(150_000) * float(np.float32(speed)) - 1) / cycle)
    assert np.abs(heard - ideal).max() < 0.5 * (np.pi / cycle) ** 2 / 2 + 1e-3


def test_speed_that_turns_negative_goes_back_from_where_it_is():
    sound = cosine(300_000, 200.0)
    take = Take(document(sampler()), sound=sound).on(0, "kick").set(140_000, "kick", speed=-1.0)

    heard = take.record(250_000)[0]

    assert np.array_equal(heard[:140_000], sound[:140_000])
    assert np.array_equal(heard[140_000:250_000], sound[140_000:30_000:-1])


def test_sample_that_stands_still_is_silent_and_goes_on_where_it_stood():
    sound = cosine(40_000, 200.0)
    take = Take(document(sampler()), sound=sound).on(0, "kick")

    heard = take.set(5_000, "kick", speed=0.0).set(10_000, "kick", speed=1.0).record(20_000)[0]

    assert np.abs(heard[5_000 + FADE : 10_000]).max() < 1e-3  # what is left of the master's DC guard
    assert np.abs(heard[10_600:20_000] - sound[5_600:15_000]).max() < 0.02
    assert biggest_step(heard, 5_000) < 0.015
    assert biggest_step(heard, 10_000) < 0.015


def test_sample_whose_speed_is_always_nothing_is_silent():
    assert not Take(document(sampler(speed=0.0)), sound=cosine(5_000, 200.0)).on(0, "kick").record(3_000).any()


@pytest.mark.parametrize(("speed", "begin"), [(1.0, 30_000), (-1.0, 49_999)])
def test_position_counts_within_the_region_in_the_direction_of_play(speed: float, begin: int):
    sound = noise(100_000)
    placed = sampler(regionStart=0.2, regionEnd=0.6, position=0.25, speed=speed)

    heard = Take(document(placed), sound=sound).on(0, "kick").record(80)[0]

    assert any(np.array_equal(heard, sound[begin - back :: int(speed)][:80]) for back in NEAR)


def test_loop_begins_at_the_position_and_then_goes_round_the_whole_region():
    take = Take(document(sampler(playStyle="loop", position=0.5)), sound=level(10_000) * RAMP)

    heard = levels(take.on(0, "kick").record(20_000))

    assert heard[0] == 0.25
    assert heard[4_999] == pytest.approx(0.5, abs=1e-3)
    assert heard[5_000:14_999] == pytest.approx(RAMP[:9_999], abs=1e-4)


def next_up(**values: float | str) -> Take:
    """Return a take of a sampler of style next."""
    return Take(document(sampler(playStyle="next", **values)), sound=level(10_000) * RAMP)


def test_next_goes_on_where_the_last_note_stopped():
    take = next_up(release=0.005).on(0, "kick", key=1).off(2_000, "kick", 1).on(6_000, "kick", key=2)

    heard = levels(take.record(8_000))

    assert heard[1_999] == pytest.approx(RAMP[1_999], abs=1e-4)
    assert not heard[2_300:6_000].any()
    assert heard[6_000 + FADE : 8_000] == pytest.approx(RAMP[2_000 + FADE : 4_000], abs=1e-4)


def test_next_in_mono_is_one_sound_however_often_it_is_struck():
    take = next_up(polyphony="mono")
    for key in range(1, 9):
        take.on((key - 1) * 1_000, "kick", key=key)

    assert levels(take.record(9_000)) == pytest.approx(RAMP[:9_000], abs=1e-4)


def test_next_goes_round_its_region_and_remembers_across_its_end():
    take = next_up(regionStart=0.2, regionEnd=0.4, release=0.005).on(0, "kick", key=1).off(3_000, "kick", 1)

    heard = levels(take.on(4_000, "kick", key=2).record(5_000))

    assert heard[1_999] == pytest.approx(RAMP[3_999], abs=1e-4)
    assert heard[2_001:2_999] == pytest.approx(RAMP[2_001:2_999], abs=1e-4)
    assert heard[4_000 + FADE : 5_000] == pytest.approx(RAMP[3_000 + FADE : 4_000], abs=1e-4)


def test_next_begins_anew_when_its_position_is_turned_or_its_region_has_gone_elsewhere():
    turned = next_up(release=0.005).on(0, "kick", key=1).off(2_000, "kick", 1).set(3_000, "kick", position=0.5)
    moved = next_up(release=0.005).on(0, "kick", key=1).off(2_000, "kick", 1).set(3_000, "kick", regionStart=0.5)

    for take in (turned, moved):
        assert levels(take.on(4_000, "kick", key=2).record(5_000))[4_000] == pytest.approx(RAMP[5_000], abs=1e-4)


def test_next_remembers_each_sample_of_a_bank_by_itself():
    start = document(sampler(playStyle="next", samples=("other",), release=0.005))
    take = Take(start, sound=level(10_000) * RAMP, other=level(10_000) * RAMP)
    for at, key, index in ((0, 1, 0), (1_000, 2, 1), (3_000, 3, 0), (5_000, 4, 1)):
        take.at(at, lambda sound, key=key, index=index: sound.note_on("kick", 60, 1.0, key, {"index": index}))
        take.off(at + 600, "kick", key)

    heard = levels(take.record(6_000))

    assert heard[3_300] == pytest.approx(RAMP[900], abs=1e-4)
    assert heard[5_300] == pytest.approx(RAMP[900], abs=1e-4)


@pytest.mark.parametrize("length", [20_000, 200_000])
def test_loop_whose_region_moves_away_goes_into_it_through_a_dip(length: int):
    sound = cosine(length, 240.0)
    take = Take(document(sampler(playStyle="loop", regionEnd=0.4)), sound=sound).on(0, "kick")

    heard = take.set(5_000, "kick", regionStart=0.5, regionEnd=0.9).record(30_000)[0]

    assert np.array_equal(heard[:5_000], sound[:5_000])
    assert biggest_step(heard, 5_000) < 0.03
    assert np.abs(heard[6_000:20_000]).max() == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("length", [20_000, 200_000])
def test_loop_that_is_inside_its_new_region_goes_on_as_if_nothing_had_happened(length: int):
    sound = cosine(length, 240.0)
    take = Take(document(sampler(playStyle="loop")), sound=sound).on(0, "kick")

    heard = take.set(5_000, "kick", regionStart=0.02, regionEnd=0.9).record(length * 9 // 10)[0]

    assert np.abs(heard - sound[: len(heard)]).max() < 1e-3


def test_region_that_ends_before_the_place_of_a_one_shot_ends_it_softly():
    take = Take(document(sampler()), sound=level(40_000) / 2).on(0, "kick").set(10_000, "kick", regionEnd=0.1)

    heard = levels(take.record(12_000))

    assert np.all(heard[:10_000] == 0.5)
    assert np.abs(np.diff(heard[10_000:])).max() < 0.01
    assert not heard[10_241:].any()


def test_region_swept_every_line_of_the_grid_never_clicks():
    sound = cosine(100_000, 240.0)
    take = Take(document(sampler(playStyle="loop", regionEnd=0.3)), sound=sound).on(0, "kick")
    for line in range(1, 120):
        start = 0.35 + 0.3 * np.sin(line / 7)
        take.set(line * 256, "kick", regionStart=float(start), regionEnd=float(start) + 0.3)

    heard = take.record(35_000)[0]

    assert np.abs(np.diff(heard)).max() < 0.04
    assert np.abs(heard[31_500:]).max() > 0.4


def test_wild_changes_sound_the_same_however_the_engine_slices():
    def take() -> Take:
        start = document(sampler(playStyle="loop", regionStart=0.2, regionEnd=0.7))
        made = Take(start, sound=noise(150_000)).on(0, "kick", key=1).on(777, "kick", 67.3, key=2)
        for at, speed in ((1_000, -1.3), (2_222, 0.0), (3_333, 9.7), (5_000, -10.0), (7_001, 0.3)):
            made.set(at, "kick", speed=speed, regionStart=(at % 7) / 10, regionEnd=0.75)
        return made.off(9_000, "kick", 2)

    whole = take().record(12_000)

    assert np.array_equal(take().record(12_000, cuts=range(0, 12_000, 37)), whole)


def test_forty_notes_at_one_frame_leave_sixteen_that_sound():
    take = Take(document(sampler(playStyle="loop")), sound=cosine(4_000, 240.0) / 40)
    counts: list[int] = []
    for key in range(40):
        take.on(1_000, "kick", 60 + key / 4, key=key)
    take.at(1_000, lambda sound: counts.append(sound.voices_sounding()))
    take.at(2_000, lambda sound: counts.append(sound.voices_sounding()))

    heard = take.record(4_000)

    assert counts == [16, 16]
    assert np.isfinite(heard).all()
    assert heard[0, 2_000:].any()


def test_stop_of_a_stolen_note_does_not_end_the_note_that_has_its_voice_now():
    take = Take(document(sampler(playStyle="loop", polyphony="mono")), sound=level(1_000))
    for key in range(1, 200):
        take.on(key * 300, "kick", key=key, velocity=0.5).off(key * 300 + 280, "kick", key - 1)

    heard = levels(take.record(60_300))

    assert np.all(heard[199 * 300 + FADE + 2 :] == 0.5)
    assert RATE == 48_000


@pytest.mark.parametrize("style", ["once", "loop", "next", "grain"])
def test_stolen_and_stopped_notes_do_not_click(style: str):
    take = Take(document(sampler(playStyle=style, polyphony="mono", attack=0.02)), sound=cosine(48_000, 120.0))
    for key in range(1, 12):
        take.on(key * 1_777, "kick", key=key)
    take.off(21_000, "kick", 11)

    heard = take.record(24_000)[0]

    assert np.abs(np.diff(heard)).max() < 0.01  # -40 dB
    assert np.abs(heard).max() > 0.3


def test_speed_that_is_turned_every_line_of_the_grid_is_followed_without_a_step():
    sound = cosine(200_000, 240.0)
    take = Take(document(sampler(playStyle="loop")), sound=sound).on(0, "kick")
    for line in range(1, 100):
        speed = 1.5 * float(np.cos(line / 9))  # to and fro
        take.at(line * 256, lambda backend, speed=speed: backend._patch.unit("kick").turn({"speed": speed}))

    heard = take.record(26_000)[0]

    assert np.abs(np.diff(heard)).max() < 0.025
    assert np.array_equal(heard, take.record(26_000, cuts=range(0, 26_000, 111))[0])


def test_chord_after_a_rest_sounds_whole_from_its_first_frame():
    sound = noise(20_000)
    take = Take(document(sampler(release=0.005)), sound=sound)
    for at, keys in ((0, (1, 2, 3)), (5_000, (4, 5, 6))):
        for key in keys:
            take.on(at, "kick", key=key, velocity=0.25).off(at + 400, "kick", key)

    heard = take.record(6_000)[0]

    assert heard[:400] == pytest.approx(0.75 * sound[:400], abs=1e-6)
    assert np.array_equal(heard[5_000:5_400], heard[:400])
