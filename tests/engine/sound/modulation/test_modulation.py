"""Modulation as it is heard: parameters that move at their modulator's rate, by how much, from when on."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace

from engine.core.document import MASTER, Glide
from engine.modules.table import MODULE_TYPES
from tests.engine.sound.modulation.patched import (
    brightness,
    is_sliced_alike,
    loudness,
    moving,
    pulse_hz,
    resting,
)
from tests.engine.sound.scenes import Take, cosine, document, level, levels, module, noise, sampler, synth, with_values

SECOND = 48_000


def lfo(number=3, name="wave", **values):
    return module(name, number, "lfo", **values)


def steady(**values):
    """Return a sampler that holds a level."""
    return sampler("kick", 2, playStyle="loop", **values)


def take_of(start) -> Take:
    """Return a take of `kick`, soft enough for the master's limiter."""
    return Take(start, sound=level(1_000)).on(0, "kick", velocity=0.25)


def gains(take, frames):
    """Return the gain on the left at each frame of what `take_of` took."""
    return 4.0 * levels(take.record(frames))


def test_lfo_moves_the_volume_at_its_rate_and_by_its_depth():
    start = moving(document(steady(volume=1.0), lfo(rate=4.0)), "wave", "kick.volume", depth=0.25)

    heard = gains(take_of(start), SECOND)

    assert pulse_hz(loudness(heard[None]), 480) == 4.0
    assert heard.max() == pytest.approx(1.5, abs=0.01)
    assert heard.min() == pytest.approx(0.5, abs=0.01)
    assert np.abs(np.diff(heard)).max() < 0.002


def test_lfo_moves_the_pan():
    start = moving(document(steady(), lfo(rate=2.0)), "wave", "kick.pan", depth=0.5)
    take = take_of(start)

    heard = 4.0 * take.record(SECOND) * level(SECOND)

    assert heard[:, SECOND // 8] == pytest.approx([0.0, 1.0], abs=0.02)
    assert heard[:, 3 * SECOND // 8] == pytest.approx([1.0, 0.0], abs=0.02)


def test_lfo_moves_the_cutoff_of_a_synth_in_octaves():
    start = document(synth("bass", 2, wave="saw", cutoff=640.0), lfo(shape="square", rate=1.0))
    start = moving(start, "wave", "bass.cutoff", depth=0.2)  # of ten octaves: two up, two down
    seen = []
    take = Take(start).on(0, "bass", note=36)
    for frame in (SECOND // 4, 3 * SECOND // 4):
        take.at(frame, lambda sound: seen.append(sound.modulated("bass")["cutoff"]))

    heard = take.record(SECOND)

    ratio = 1000**0.2
    assert seen == pytest.approx([640 * ratio, 640 / ratio])
    bright = brightness(heard)
    assert bright[2:8].min() > 3 * bright[12:18].max()


def test_lfo_opens_a_filter_that_is_taken_out_while_it_is_open():
    start = document(sampler("kick", 2, playStyle="loop", cutoff=20000.0), lfo(shape="square", phase=0.5, rate=0.1))
    start = moving(start, "wave", "kick.cutoff", depth=0.5)

    plain, moved = (
        Take(each, sound=noise(SECOND)).on(0, "kick").record(SECOND // 2)
        for each in (resting(start, "wave", "kick.cutoff"), start)
    )

    assert brightness(moved)[2:].max() < 0.5 * brightness(plain)[2:].min()


def test_lfo_at_audio_rate_puts_side_bands_around_a_tone():
    start = document(synth("bass", 2, wave="sine", cutoff=20000.0), lfo(rate=100.0))
    start = moving(start, "wave", f"{MASTER}.volume", depth=0.5)
    start = with_values(start, MASTER, volume=0.5)

    spectrum = np.abs(np.fft.rfft(Take(start).on(0, "bass", note=69).record(SECOND)[0]))

    assert spectrum[340] / spectrum[440] == pytest.approx(0.5, abs=0.02)
    assert spectrum[540] / spectrum[440] == pytest.approx(0.5, abs=0.02)


def test_lfo_on_the_tune_of_a_synth_is_a_vibrato():
    start = document(synth("bass", 2, wave="sine"), lfo(shape="square", rate=1.0))
    tune = MODULE_TYPES["synth"].parameter("tune")
    start = moving(start, "wave", "bass.tune", depth=12 / (tune.maximum - tune.minimum))

    heard = Take(start).on(0, "bass", note=69).record(SECOND)[0]

    high, low = (heard[begin : begin + 12_000] for begin in (6_000, 30_000))
    assert [int(np.abs(np.fft.rfft(part)).argmax()) * 4 for part in (high, low)] == [880, 220]


def test_lfo_brings_in_an_oscillator_that_is_left_out_while_it_is_not_needed():
    start = document(
        synth("bass", 2, wave="sine", level2=0.0, transpose2=12, wave2="sine"), lfo(shape="square", rate=0.1)
    )
    start = moving(start, "wave", "bass.level2", depth=0.5)

    heard = Take(start).on(0, "bass", note=69).record(SECOND)[0]

    spectrum = np.abs(np.fft.rfft(heard))
    assert spectrum[880] > 0.3 * spectrum[440]


def test_lfo_on_the_speed_of_a_sampler_moves_its_pitch():
    start = document(sampler("kick", 2, playStyle="loop"), lfo(shape="square", rate=1.0))
    start = moving(start, "wave", "kick.speed", depth=0.025)  # of -10 to 10

    heard = Take(start, sound=cosine(4_800, 480.0)).on(0, "kick").record(SECOND)[0]

    high, low = (heard[begin : begin + 12_000] for begin in (6_000, 30_000))
    assert [int(np.abs(np.fft.rfft(part)).argmax()) * 4 for part in (high, low)] == [720, 240]


def test_lfo_in_sync_goes_with_the_tempo_while_it_is_heard():
    start = moving(document(steady(), lfo(shape="square", sync=1.0)), "wave", "kick.volume", depth=0.25)
    take = take_of(start)
    for frame, beat, bpm in ((0, 0, 120), (24_000, 1, 60)):
        line = Fraction(beat), Fraction(bpm, 60 * SECOND)
        take.at(frame, lambda sound, line=line: sound.follow_beat(*line, is_playing=True))

    heard = gains(take, 72_000)

    halves = [(1_000, 11_700, 1.5), (13_000, 23_700, 0.5), (25_000, 47_700, 1.5), (49_000, 71_700, 0.5)]
    for begin, end, gain in halves:
        assert heard[begin:end] == pytest.approx(gain)


def test_note_begins_the_envelope_that_opens_a_filter():
    start = document(synth("bass", 2, cutoff=200.0), module("env", 3, "envelope", attack=0.0, decay=0.2, sustain=0.0))
    start = moving(start, "env", "bass.cutoff", depth=0.6)

    heard = Take(start).on(0, "bass", note=36, key=1).on(0, "env", key=2).record(SECOND // 2)

    bright = brightness(heard)
    assert bright[0] > 3 * bright[-1]


def test_parameter_that_moves_on_lines_comes_to_the_middle_of_what_is_too_fast_for_it():
    start = moving(document(steady(), lfo(rate=187.5, phase=0.25)), "wave", "kick.volume", depth=0.25)

    assert gains(take_of(start), SECOND)[1_000:] == pytest.approx(1.0, abs=1e-6)


def test_parameter_is_moved_by_the_sum_of_its_cables():
    start = document(steady(), module("one", 3, "macro", value=0.25), module("two", 4, "macro", value=0.5))
    start = moving(moving(start, "one", "kick.volume", depth=0.4), "two", "kick.volume", depth=-0.5)

    heard = gains(take_of(start), 4_000)

    assert heard[-1] == pytest.approx(1.0 + 2 * (0.4 * 0.25 - 0.5 * 0.5))


def test_offset_is_added_to_what_comes_before_depth_counts():
    start = moving(document(steady(), module("one", 3, "macro", value=0.25)), "one", "kick.volume", 0.5, -0.5)

    assert gains(take_of(start), 4_000)[-1] == pytest.approx(1.0 + 2 * 0.5 * (0.25 - 0.5))


def test_modulator_may_move_many_parameters():
    start = document(steady(), module("one", 3, "macro", value=1.0))
    start = moving(moving(start, "one", "kick.volume", depth=-0.25), "one", "kick.pan", depth=0.5)

    heard = 4.0 * take_of(start).record(4_000) * level(4_000)

    assert heard[:, -1] == pytest.approx([0.0, 0.5])


def test_modulator_may_move_another_one_in_the_same_frame():
    start = document(
        steady(), module("depth", 3, "macro", value=0.5), lfo(4, "slow", rate=0.01, shape="square"),
    )  # fmt: skip
    start = moving(moving(start, "slow", "depth.value", depth=0.25), "depth", "kick.volume", depth=-0.5)

    assert gains(take_of(start), 4_000)[-1] == pytest.approx(1.0 - 2 * 0.5 * 0.75)


def test_lfo_moves_the_rate_of_another_one():
    start = document(steady(), lfo(3, "wave", rate=2.0), module("more", 4, "macro", value=1.0))
    start = moving(start, "wave", "kick.volume", depth=0.25)
    octave = 1 / np.log2(2000 / 0.01)
    start = moving(start, "more", "wave.rate", depth=2 * octave)

    assert pulse_hz(loudness(take_of(start).record(SECOND)), 480) == 8.0


def test_sum_goes_no_further_than_the_range_and_that_is_counted():
    start = moving(document(steady(), module("one", 3, "macro", value=1.0)), "one", "kick.volume", 1.0, 1.0)
    seen = []
    take = take_of(start).at(3_000, lambda sound: seen.append(sound.modulation_counts("kick")))

    assert gains(take, 4_000)[-1] == 2.0
    assert seen[0].held >= 10
    assert seen[0].spoilt == 0


# --- while it plays


def test_value_that_hands_turn_is_moved_as_before():
    start = moving(document(steady(), module("one", 3, "macro", value=0.5)), "one", "kick.volume", depth=0.25)

    heard = gains(take_of(start).set(4_000, "kick", volume=0.5), 8_000)

    assert heard[3_999] == pytest.approx(1.25)
    assert heard[7_999] == pytest.approx(0.75)


def test_cutoff_that_hands_turn_glides_and_is_moved_as_before():
    start = document(synth("bass", 2, cutoff=500.0), module("one", 3, "macro", value=1.0))
    start = moving(start, "one", "bass.cutoff", depth=0.1)
    seen = []
    take = Take(start).on(0, "bass").set(4_000, "bass", cutoff=1000.0)
    for frame in (3_999, 4_192, 8_000):
        take.at(frame, lambda sound: seen.append(sound.modulated("bass")["cutoff"]))
    take.record(8_100)

    assert seen[0] == pytest.approx(500 * 1000**0.1)
    assert seen[1] == pytest.approx(750 * 1000**0.1, rel=0.01)
    assert seen[2] == pytest.approx(1000 * 1000**0.1)


def test_value_that_a_note_turns_is_moved_as_before():
    start = moving(document(synth("bass", 2), module("one", 3, "macro", value=1.0)), "one", "bass.pan", depth=0.25)
    seen = []
    take = Take(start).on(0, "bass", key=1)
    take.at(4_000, lambda sound: sound.note_on("bass", 60, 1.0, 2, {"pan": -0.5}))
    for frame in (3_999, 8_000):
        take.at(frame, lambda sound: seen.append(sound.modulated("bass")["pan"]))
    take.record(8_100)

    assert seen == pytest.approx([0.5, 0.0])


def test_connecting_changing_and_disconnecting_make_no_click():
    start = document(steady(), module("one", 3, "macro", value=1.0))
    take = take_of(start)
    for frame, after in (
        (2_000, moving(start, "one", "kick.volume", depth=-0.5)),
        (4_000, moving(start, "one", "kick.volume", depth=0.25)),
        (6_000, start),
    ):
        take.become(frame, after)

    heard = gains(take, 8_000)

    assert [heard[each] for each in (1_999, 3_999, 5_999, 7_999)] == pytest.approx([1.0, 0.0, 1.5, 1.0])
    assert np.abs(np.diff(heard)).max() < 0.01


def test_connecting_a_signal_parameter_makes_no_click():
    start = with_values(document(steady(), module("one", 3, "macro", value=1.0)), MASTER, volume=0.8)
    take = take_of(start).become(2_000, moving(start, "one", f"{MASTER}.volume", depth=-0.5)).become(4_000, start)

    heard = gains(take, 6_000)

    assert [heard[each] for each in (1_999, 3_999, 5_999)] == pytest.approx([0.8, 0.3, 0.8])
    assert np.abs(np.diff(heard)).max() < 0.01


def test_modulator_that_is_removed_lets_its_parameters_go():
    start = moving(document(steady(), module("one", 3, "macro", value=1.0)), "one", "kick.volume", depth=-0.5)
    seen = []
    take = take_of(start).become(4_000, document(steady()))
    take.at(8_000, lambda sound: seen.append(sound.modulated("kick")))

    assert gains(take, 8_100)[-1] == 1.0
    assert seen == [{}]


def test_module_that_is_removed_while_it_is_moved_fades():
    start = moving(document(steady(), lfo(rate=5.0)), "wave", "kick.volume", depth=0.25)

    heard = take_of(start).become(4_000, document(lfo(rate=5.0), cables=[])).record(8_000)

    assert np.all(heard[:, 4_600:] == 0.0)
    assert np.abs(np.diff(levels(heard))).max() < 0.01


@pytest.mark.parametrize("switch", ["is_enabled", "is_muted"])
def test_modulator_that_is_switched_off_moves_nothing(switch):
    start = moving(document(steady(), module("one", 3, "macro", value=1.0)), "one", "kick.volume", depth=-0.5)
    one = start.modules["one"]
    off = {"is_enabled": one.is_enabled} | {switch: switch == "is_muted"}
    after = replace(start, modules=start.modules.set("one", replace(one, **off)))

    heard = gains(take_of(start).become(4_000, after), 8_000)

    assert [heard[3_999], heard[7_999]] == pytest.approx([0.0, 1.0])


# --- however it is sliced


@pytest.mark.parametrize(
    ("parameter", "depth"), [("volume", 0.3), ("pan", 0.5), ("cutoff", -0.4), ("resonance", 0.5), ("speed", 0.02)]
)
def test_modulated_sound_is_the_same_however_it_is_sliced(parameter, depth):
    start = document(
        sampler("kick", 2, playStyle="loop", cutoff=5000.0), lfo(rate=33.3, shape="smooth"),
        module("env", 4, "follower"), lfo(5, "slow", sync=0.25), cables=[("kick", MASTER, 0), ("kick", "env", 0)],
    )  # fmt: skip
    start = moving(moving(start, "wave", f"kick.{parameter}", depth), "slow", "wave.rate", depth=0.1)
    start = moving(start, "env", f"{MASTER}.volume", depth=-0.3)
    take = Take(start, sound=noise(5_000)).on(0, "kick").on(1_777, "wave", key=2)
    take.become(3_001, resting(start, "wave", f"kick.{parameter}"))

    assert is_sliced_alike(take, 6_000)


def test_delayed_cable_gives_what_was_a_line_of_the_grid_before():
    start = document(steady(), module("one", 3, "macro", value=0.0))
    plain = moving(start, "one", f"{MASTER}.volume", depth=-1.0)
    late = moving(start, "one", f"{MASTER}.volume", depth=-1.0, is_delayed=True)

    heard, later = (gains(take_of(each).set(2_560, "one", value=1.0), 5_120) for each in (plain, late))

    first, second = (int(np.argmax(each[2_000:] < 0.99)) for each in (heard, later))
    assert 0 < second - first <= 512
    assert later[-1] == heard[-1] == 0.0
    assert is_sliced_alike(take_of(late).set(2_600, "one", value=1.0), 5_120)


def test_circle_with_a_delayed_cable_moves_and_stays_in_range():
    start = document(steady(), lfo(3, "one", rate=3.0), lfo(4, "two", rate=5.0))
    start = moving(moving(start, "one", "two.rate", depth=0.5), "two", "one.rate", depth=-0.5, is_delayed=True)
    take = take_of(moving(start, "two", "kick.volume", depth=0.5))

    heard = gains(take, SECOND // 2)

    assert 0.0 <= heard.min() < heard.max() <= 2.0
    assert is_sliced_alike(take, 6_000)


def test_fade_goes_its_way_under_a_modulation():
    start = moving(document(steady(), module("one", 3, "macro", value=1.0)), "one", "kick.volume", depth=0.25)
    kick = replace(start.modules["kick"], glide=Glide(1, Fraction(1)))
    faded = with_values(replace(start, modules=start.modules.set("kick", kick)), "kick", volume=0.0)

    heard = gains(take_of(start).become(4_800, faded), 40_000)

    assert [heard[4_799], heard[4_800 + 12_000]] == pytest.approx([1.5, 1.0], abs=0.02)
    assert heard[4_800 + 25_000 :] == pytest.approx(0.5)


def test_first_note_has_the_value_that_it_is_moved_to():
    start = document(synth("bass", 2), module("one", 3, "macro", value=1.0), cables=[("bass", MASTER, 0)])
    start = moving(start, "one", "bass.volume", depth=-0.5)

    assert np.all(Take(start).on(0, "bass").record(2_000) == 0.0)
