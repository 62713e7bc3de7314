"""Ways through a sample: where a player is, and when it has passed some place."""

from __future__ import annotations

import pytest

from engine.sound.walk import Walk


def walk(step: float, place: float = 0.0, now: int = 0) -> Walk:
    made = Walk()
    made.change_step(step, now)
    made.go_from(place, now)
    return made


def test_walk_is_where_its_steps_have_brought_it():
    assert walk(1.5, place=10.0, now=100).place_at(104) == 16.0
    assert walk(-0.5, place=10.0, now=100).place_at(104) == 8.0


@pytest.mark.parametrize(
    ("step", "place", "edge", "expected"),
    [
        (1.0, 0.0, 10, 10),
        (3.0, 0.0, 10, 4),
        (0.5, 9.9, 10, 1),
        (-1.0, 9.0, 0, 10),
        (-1.0, 9.5, 0, 10),
        (-4.0, 9.0, 0, 3),
    ],
)
def test_edge_is_passed_at_the_first_frame_beyond_it(step: float, place: float, edge: int, expected: int):
    found = walk(step, place)

    assert found.passes(edge) == expected
    for frame in range(1, expected):
        assert found.place_at(frame) >= 0
        assert found.place_at(frame) < edge or step < 0


def test_change_of_step_goes_on_from_where_it_is():
    changed = walk(2.0)

    assert changed.change_step(-1.0, 10)
    assert changed.place_at(10) == 20.0
    assert changed.place_at(15) == 15.0
    assert not changed.change_step(-1.0, 12)


@pytest.mark.parametrize(("asked", "expected"), [(1e9, 64.0), (-1e9, -64.0), (1e-9, 0.0), (-1e-9, 0.0)])
def test_step_is_kept_within_what_can_be_played(asked: float, expected: float):
    limited = walk(asked)

    assert limited.step == expected
    assert limited.is_still == (expected == 0.0)
