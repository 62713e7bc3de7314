"""The sampler's grains: where they are taken from, how loud they are, how they are strewn, and that nothing clicks."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.modules.sampler import WINDOWS
from engine.sound.grains import Grains, Signal, strewn, swell, window_number
from tests.engine.sound.scenes import RATE, Take, cosine, document, noise, sampler

WAY = np.linspace(0.0, 1.0, 1_001)
STEADY = slice(9_600, 43_200)  # of a second: away from where the note begins and ends


def grainy(**values: float | str) -> Take:
    """Return a take of a sampler that plays grains of a rising tone: 500 Hz and 100 Hz more each tenth."""
    return Take(document(sampler(playStyle="grain", **values)), sound=staircase()).on(0, "kick")


def staircase() -> NDArray[np.float32]:
    return np.concatenate([cosine(48_000, 500.0 + 100 * step) for step in range(10)])


def levels_of(window: str, is_held: bool = False) -> Signal:
    """Return the levels of a grain on its way."""
    return swell(np.full(len(WAY), window_number(window, is_held)), WAY)


def pitch(heard: NDArray[np.float32]) -> float:
    """Return the strongest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    return float(np.argmax(spectrum) * RATE / len(heard))


@pytest.mark.parametrize(("position", "hz"), [(0.05, 500), (0.35, 800), (0.85, 1_300)])
def test_grains_dwell_at_the_position(position: float, hz: float):
    heard = grainy(position=position, grainSize=0.2).record(48_000)[0]

    assert pitch(heard[STEADY]) == pytest.approx(hz, abs=10)


@pytest.mark.parametrize(("note", "speed", "hz"), [(72, 1.0, 1_600), (60, 0.5, 400), (60, -1.0, 800), (67, 1.0, 1_199)])
def test_grains_have_the_pitch_of_note_and_speed_and_stay_where_they_are(note: float, speed: float, hz: float):
    take = Take(document(sampler(playStyle="grain", position=0.35, speed=speed, grainSize=0.15)), sound=staircase())

    assert pitch(take.on(0, "kick", note).record(48_000)[0, STEADY]) == pytest.approx(hz, abs=10)


def test_grains_that_travel_go_through_the_sample_at_their_own_speed():
    heard = grainy(grainTravel=2.0, grainSize=0.05).record(96_000)[0]

    for tenth in range(4):
        middle = heard[tenth * 24_000 + 6_000 : tenth * 24_000 + 18_000]
        assert pitch(middle) == pytest.approx(500 + 100 * tenth, abs=40)  # or a side band of it


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("overlap", [2.0, 3.7, 8.0])
def test_grains_of_every_window_are_as_loud_as_the_sample_where_there_are_enough_of_them(window: str, overlap: float):
    sound = np.full(48_000, 0.5) * np.where(np.arange(48_000) % 2, -1, 1)
    size = 960  # an even number of frames, so that all grains begin alike
    take = Take(
        document(sampler(playStyle="grain", grainSize=size / RATE, grainOverlap=overlap, grainWindow=window)),
        sound=sound,
    )

    heard = np.abs(take.on(0, "kick").record(20_000)[0, 2_000:])

    if overlap != 3.7:  # at which half the grains begin at the other sign
        assert heard.mean() == pytest.approx(0.5 * min(1.0, overlap * levels_of(window).mean()), abs=0.01)
    assert heard.max() < 0.85


@pytest.mark.parametrize("window", WINDOWS)
def test_window_swells_from_nothing_to_one_and_back(window: str):
    level = levels_of(window)

    assert level[0] == pytest.approx(0.0, abs=1e-2)
    assert level[500] == pytest.approx(1.0, abs=1e-3)
    assert level == pytest.approx(level[::-1], abs=2e-3)
    assert np.abs(np.diff(level)).max() < 0.01
    assert not swell(np.zeros(2, np.int64), np.array([-0.1, 1.1])).any()


def test_first_grain_of_a_note_begins_at_its_loudest():
    assert np.all(levels_of("hann", is_held=True)[:499] == 1.0)
    assert np.array_equal(levels_of("hann", is_held=True)[501:], levels_of("hann")[501:])


def test_hann_grains_of_two_at_a_time_are_the_sample_without_a_ripple():
    sound = cosine(48_000, 480.0)  # a period of 100 frames
    take = Take(document(sampler(playStyle="grain", grainSize=0.1)), sound=sound)

    heard = take.on(0, "kick").record(30_000)[0]

    assert np.abs(heard - sound[:30_000]).max() < 2e-3


def test_note_of_grains_begins_at_its_frame_at_its_level():
    take = Take(document(sampler(playStyle="grain", grainSize=1.0)), sound=cosine(48_000, 480.0))

    heard = take.on(1_234, "kick").record(3_000)[0]

    assert not heard[:1_234].any()
    assert heard[1_234] == pytest.approx(0.5, abs=1e-3)


def test_turning_the_position_is_a_smooth_way_through_the_sample():
    take = Take(document(sampler(playStyle="grain", grainSize=0.05)), sound=cosine(480_000, 240.0)).on(0, "kick")
    for line in range(1, 150):
        take.set(line * 256 + line % 5, "kick", position=line / 150)

    heard = take.record(40_000)[0]

    assert np.abs(np.diff(heard)).max() < 0.04


def test_change_of_region_does_not_cut_a_grain():
    take = Take(document(sampler(playStyle="grain", grainSize=0.1)), sound=cosine(48_000, 240.0)).on(0, "kick")

    heard = (
        take.set(5_000, "kick", regionStart=0.5, regionEnd=0.51).set(9_000, "kick", regionStart=0.0).record(20_000)[0]
    )

    assert np.abs(np.diff(heard)).max() < 0.06


def test_grains_in_a_region_shorter_than_they_are_go_to_and_fro_in_it():
    heard = grainy(regionStart=0.2, regionEnd=0.21, grainSize=1.0).record(48_000)[0]

    assert np.isfinite(heard).all()
    assert pitch(heard[STEADY]) == pytest.approx(700, abs=10)


def test_strewn_grains_are_elsewhere_in_each_note_and_the_same_in_each_render():
    def take() -> Take:
        made = Take(document(sampler(playStyle="grain", grainSpray=0.5, grainDetune=5.0)), sound=noise(480_000))
        return made.on(0, "kick", key=1).off(20_000, "kick", 1).on(24_000, "kick", key=2)

    first = take().record(48_000)[0]

    assert np.array_equal(take().record(48_000)[0], first)
    assert not np.array_equal(first[:20_000], first[24_000:44_000])


def test_strewing_is_even_and_within_its_limits():
    pairs = np.stack(strewn(3, 0, 2_000), axis=1)

    assert np.abs(pairs).max() <= 1.0
    assert np.abs(pairs.mean(axis=0)).max() < 0.05
    assert pairs.std(axis=0) == pytest.approx([3**-0.5] * 2, abs=0.02)
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 0.05
    assert np.array_equal(np.stack(strewn(3, 700, 5), axis=1), pairs[700:705])


def test_grains_sound_the_same_however_the_engine_slices():
    def take() -> Take:
        made = grainy(grainSpray=0.1, grainSize=0.03, grainOverlap=3.3, grainTravel=0.7, position=0.2)
        made.on(1_001, "kick", 64, key=2).set(2_345, "kick", position=0.5, grainSize=0.01).off(7_777, "kick", 2)
        return made.set(6_000, "kick", speed=-2.0, grainWindow="exp", regionStart=0.3)

    whole = take().record(12_000)

    assert np.array_equal(take().record(12_000, cuts=range(0, 12_000, 41)), whole)


def test_grains_of_a_stereo_sample_keep_its_sides():
    wide = np.stack([cosine(48_000, 480.0), np.zeros(48_000, np.float32)])
    take = Take(document(sampler(playStyle="grain")), sound=wide).on(0, "kick")

    heard = take.record(10_000)

    assert np.abs(heard[0]).max() > 0.4
    assert not heard[1].any()


@pytest.mark.parametrize(
    "values",
    [
        {"grainSize": 0.0, "grainOverlap": 8.0},
        {"grainSize": 10.0, "grainOverlap": 1.0, "speed": 10.0},
        {"grainSpray": 1.0, "grainDetune": 12.0, "speed": -10.0, "position": 1.0},
        {"speed": 0.0},
        {"regionStart": 1.0, "regionEnd": 0.0, "grainTravel": 4.0},
    ],
)
def test_grains_at_the_limits_of_their_parameters_stay_finite_and_within_full_scale(values: dict[str, float]):
    heard = grainy(**values).on(100, "kick", 127, key=2).record(5_000)

    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0


def test_note_of_grains_ends_with_its_release_and_leaves_nothing_to_draw():
    take = grainy(release=0.01).off(5_000, "kick")
    turns: list[int] = []
    take.at(4_000, lambda sound: turns.append(len(sound._studio.slices._before)))
    take.at(7_000, lambda sound: turns.append(len(sound._studio.slices._before)))

    heard = take.record(8_000)

    assert not heard[:, 5_490:].any()
    assert turns[0] - turns[1] == 1


def test_grains_know_how_far_apart_they_are_and_how_loud():
    assert Grains(frames=1_000, overlap=4.0).apart == 250
    assert Grains(frames=1_000, overlap=4.0).level == pytest.approx(0.5, abs=1e-3)
    assert Grains(frames=1_000, overlap=1.0).level == 1.0
