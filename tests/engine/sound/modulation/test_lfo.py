"""The LFO: its waves exactly, in time with the music and without, begun by notes, and once."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from engine.core.units import Value
from engine.sound.modulation.lfo import Lfo
from engine.sound.modulation.shapes import Signal
from engine.sound.studio import Studio
from tests.engine.sound.scenes import module

SECOND = 48_000
BAR_OF_120 = 2 * SECOND  # frames of four beats


def lfo(studio: Studio, **values: Value) -> Lfo:
    return Lfo(studio, module("wave", 2, "lfo", **values))


def at(made: Lfo, *frames: int) -> list[float]:
    return [made.level(frame) for frame in frames]


@pytest.mark.parametrize(
    ("shape", "eighths"),
    [
        ("sine", [0, 0.5**0.5, 1, 0.5**0.5, 0, -(0.5**0.5), -1, -(0.5**0.5)]),
        ("triangle", [0, 0.5, 1, 0.5, 0, -0.5, -1, -0.5]),
        ("saw", [1, 0.75, 0.5, 0.25, 0, -0.25, -0.5, -0.75]),
        ("ramp", [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75]),
        ("square", [1, 1, 1, 1, -1, -1, -1, -1]),
    ],
)
def test_lfo_goes_through_its_shape_once_a_cycle(studio, shape, eighths):
    made = lfo(studio, shape=shape, rate=1.0)

    assert at(made, *range(0, SECOND, SECOND // 8)) == pytest.approx(eighths, abs=1e-12)
    assert at(made, *range(SECOND, 2 * SECOND, SECOND // 8)) == pytest.approx(eighths, abs=1e-12)


def test_lfo_that_is_unipolar_goes_from_0_to_1(studio):
    made = lfo(studio, shape="triangle", polarity="unipolar", rate=1.0)

    assert at(made, 0, SECOND // 4, SECOND // 2, 3 * SECOND // 4) == pytest.approx([0.5, 1.0, 0.5, 0.0])


def test_lfo_begins_at_its_phase(studio):
    assert lfo(studio, shape="ramp", phase=0.25).level(0) == -0.5


def test_lfo_takes_the_same_random_values_for_the_same_seed(studio):
    values = [at(lfo(studio, shape="random", seed=seed), *range(0, 4 * SECOND, SECOND)) for seed in (0, 0, 1)]

    assert values[0] == values[1]
    assert values[0] == pytest.approx([0.7666, -0.1369, -0.9471, 0.9418], abs=1e-4)
    assert values[2] != values[0]
    assert all(-1.0 <= value < 1.0 for value in values[2])


def test_lfo_holds_a_random_value_through_its_cycle(studio):
    held = lfo(studio, shape="random", rate=10.0).draw(0, 48_00)

    assert np.all(held == held[0])


def test_lfo_that_is_smooth_passes_through_the_values_of_the_one_that_steps(studio):
    smooth, steps = lfo(studio, shape="smooth"), lfo(studio, shape="random")
    corners = range(0, 4 * SECOND, SECOND)

    assert at(smooth, *corners) == pytest.approx(at(steps, *corners))
    assert np.abs(np.diff(smooth.draw(0, 4 * SECOND))).max() < 2e-4


def drawn(made: Lfo, slices: list[int]) -> Signal:
    parts, now = [], 0
    for frames in slices:
        parts.append(made.draw(now, frames))
        now += frames
    return np.concatenate(parts)


@pytest.mark.parametrize("shape", ["sine", "triangle", "saw", "ramp", "square", "random", "smooth"])
@pytest.mark.parametrize("sync", [0.0, 1 / 3])
def test_lfo_is_the_same_however_it_is_sliced(studio, shape, sync):
    made = lfo(studio, shape=shape, rate=777.7, sync=sync, phase=0.3)

    assert np.array_equal(drawn(made, [1, 255, 100, 7, 149]), made.draw(0, 512))


def test_lfo_goes_on_from_where_it_is_at_another_rate(studio):
    made = lfo(studio, shape="ramp", rate=1.0)
    studio.now = SECOND // 4
    made.turn({"rate": 2.0})

    assert at(made, SECOND // 4, SECOND // 2) == pytest.approx([-0.5, 0.5])


# --- in time with the music


def play_from(studio: Studio, beat: Fraction, bpm: int, *made: Lfo) -> None:
    studio.follow_beat(beat, Fraction(bpm, 60 * studio.rate), is_playing=True)
    for each in made:
        each.follow_tempo()


def test_lfo_in_sync_begins_its_cycles_on_the_beats_of_the_music(studio):
    made = lfo(studio, shape="ramp", sync=4.0)
    play_from(studio, Fraction(0), 120, made)

    assert at(made, 0, SECOND, BAR_OF_120, BAR_OF_120 + SECOND) == pytest.approx([-1.0, 0.0, -1.0, 0.0])


def test_lfo_in_sync_follows_tempo_and_place(studio):
    made = lfo(studio, shape="ramp", sync=4.0)
    play_from(studio, Fraction(0), 120, made)
    studio.now = SECOND  # beat 2
    play_from(studio, Fraction(2), 60, made)
    assert at(made, SECOND, 2 * SECOND) == pytest.approx([0.0, 0.5])

    studio.now = 2 * SECOND
    play_from(studio, Fraction(101), 60, made)
    assert made.level(2 * SECOND) == pytest.approx(-0.5)


def test_lfo_in_sync_takes_the_same_random_value_at_the_same_place(studio):
    made = lfo(studio, shape="random", sync=1.0)
    play_from(studio, Fraction(7), 120, made)
    before = made.level(0)
    studio.now = SECOND
    play_from(studio, Fraction(7), 133, made)

    assert made.level(SECOND) == before


def test_lfo_in_sync_of_thirds_of_a_beat_never_drifts(studio):
    made = lfo(studio, shape="ramp", sync=1 / 3)
    play_from(studio, Fraction(0), 120, made)
    hour = 3_600 * SECOND

    assert made.level(hour) == pytest.approx(-1.0, abs=1e-6)


def test_lfo_in_sync_that_a_note_began_goes_on_from_the_note_at_the_musics_pace(studio):
    made = lfo(studio, shape="ramp", sync=4.0)
    play_from(studio, Fraction(0), 120, made)
    studio.now = 1_000
    made.note_on(60.0, 1.0, 1)
    assert at(made, 1_000, 1_000 + SECOND) == pytest.approx([-1.0, 0.0])

    studio.now = 1_000 + SECOND
    play_from(studio, Fraction(2), 60, made)
    assert at(made, 1_000 + SECOND, 1_000 + 2 * SECOND) == pytest.approx([0.0, 0.5])


# --- notes


def test_lfo_begins_anew_at_a_note(studio):
    made = lfo(studio, shape="ramp", rate=1.0)
    studio.now = 10_000
    made.note_on(60.0, 1.0, 1)

    assert at(made, 10_000, 10_000 + SECOND // 2) == pytest.approx([-1.0, 0.0])


def test_lfo_takes_values_of_its_own_from_a_note_and_no_others(studio):
    made = lfo(studio)
    made.note_on(60.0, 1.0, 1, {"rate": 5.0, "cutoff": 900.0})

    assert made.setting("rate") == 5.0
    assert made.setting("cutoff") is None


@pytest.mark.parametrize(("shape", "last"), [("ramp", 1.0), ("saw", -1.0), ("sine", 0.0), ("square", -1.0)])
def test_lfo_that_goes_once_stays_where_its_cycle_ends(studio, shape, last):
    made = lfo(studio, shape=shape, rate=1.0, oneShot=True)

    assert at(made, SECOND, 5 * SECOND) == pytest.approx([last, last], abs=1e-9)


def test_lfo_that_goes_once_goes_again_at_a_note(studio):
    made = lfo(studio, shape="ramp", rate=1.0, oneShot=True)
    studio.now = 3 * SECOND
    made.note_on(60.0, 1.0, 1)

    assert at(made, 3 * SECOND, 3 * SECOND + SECOND // 2, 9 * SECOND) == pytest.approx([-1.0, 0.0, 1.0])


def test_lfo_draws_up_to_audio_rate(studio):
    spectrum = np.abs(np.fft.rfft(lfo(studio, rate=2000.0).draw(0, SECOND)))

    assert int(spectrum.argmax()) == 2000
