"""The random modulator: a row of values by time or by notes, held or glided between, the same for the same seed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from engine.core.units import Value
from engine.sound.modulation.random_steps import RandomSteps
from engine.sound.studio import Studio
from tests.engine.sound.scenes import module

SECOND = 48_000


def steps(studio: Studio, **values: Value) -> RandomSteps:
    return RandomSteps(studio, module("dice", 2, "random", **values))


def row(made: RandomSteps, count: int, every: int = SECOND) -> list[float]:
    return [made.level(frame) for frame in range(0, count * every, every)]


def test_random_holds_each_value_for_a_cycle(studio):
    drawn = steps(studio, rate=10.0).draw(0, SECOND)

    assert len(set(drawn.tolist())) == 10
    assert np.all(drawn.reshape(10, -1) == drawn[::4_800, None])


def test_random_gives_the_same_row_for_the_same_seed_and_another_for_another(studio):
    assert row(steps(studio, seed=7), 8) == row(steps(studio, seed=7), 8)
    assert row(steps(studio, seed=7), 8) != row(steps(studio, seed=8), 8)


def test_random_fills_its_range_evenly(studio):
    values = steps(studio, rate=2000.0).draw(0, 20_000 * 24)[::24]

    counted, _ = np.histogram(values, bins=10, range=(-1, 1))
    assert counted.min() > 1_800
    assert abs(np.corrcoef(values[:-1], values[1:])[0, 1]) < 0.03


def test_random_that_is_unipolar_stays_above_0(studio):
    assert min(row(steps(studio, polarity="unipolar"), 100)) >= 0.0


def test_random_that_is_smooth_stands_first_and_glides_to_the_next_value_then(studio):
    still, smooth = steps(studio), steps(studio, smooth=0.5)
    first, second = still.level(0), still.level(SECOND)

    assert smooth.level(SECOND // 2) == first
    assert smooth.level(3 * SECOND // 4) == pytest.approx((first + second) / 2)
    assert smooth.level(SECOND) == second


def test_random_in_sync_steps_with_the_music(studio):
    made = steps(studio, sync=2.0)
    studio.follow_beat(Fraction(0), Fraction(2, SECOND), is_playing=True)
    made.follow_tempo()

    assert row(made, 4) == row(steps(studio), 4)


def test_random_by_notes_takes_one_value_a_note(studio):
    expected = row(steps(studio, seed=3), 3)
    made = steps(studio, clock="notes", seed=3)
    values = [made.level(0)]
    for frame in (1_000, 2_000):
        studio.now = frame
        made.note_on(60.0, 1.0, 1)
        assert made.level(frame - 1 + 500) == made.level(frame)
        values.append(made.level(frame))

    assert values == expected


def test_random_by_notes_glides_for_a_part_of_a_beat(studio):
    made = steps(studio, clock="notes", smooth=1.0)
    before = made.level(0)
    made.note_on(60.0, 1.0, 1)
    after = row(steps(studio), 2)[1]

    assert made.level(SECOND // 4) == pytest.approx((before + after) / 2)  # half a beat at 120
    assert made.level(SECOND // 2) == after


def test_random_takes_up_another_seed(studio):
    for clock in ("time", "notes"):
        made = steps(studio, clock=clock)
        made.turn({"seed": 5})

        assert made.level(0) == steps(studio, seed=5).level(0)


@pytest.mark.parametrize("clock", ["time", "notes"])
def test_random_is_the_same_however_it_is_sliced(studio, clock):
    made = steps(studio, clock=clock, smooth=0.7, rate=321.0)
    made.note_on(60.0, 1.0, 1)
    whole = made.draw(0, 1_000)

    parts = [made.draw(begin, 7) for begin in range(0, 994, 7)]

    assert np.array_equal(np.concatenate(parts), whole[:994])
