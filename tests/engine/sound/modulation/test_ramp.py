"""Ramps: straight ways to an exact number, however they are drawn."""

from __future__ import annotations

import numpy as np

from engine.sound.modulation.ramp import Ramp


def values(ramp: Ramp, now: int, frames: int) -> list[float]:
    return np.broadcast_to(ramp.drawn(now, frames), frames).tolist()


def test_ramp_holds_its_number():
    assert values(Ramp(0.5), 100, 3) == [0.5, 0.5, 0.5]


def test_ramp_goes_straight_to_its_number_and_stays():
    ramp = Ramp(0.0)
    ramp.glide(1.0, 4, 10)

    assert values(ramp, 10, 6) == [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]
    assert [ramp.at(frame) for frame in (10, 12, 14, 99)] == [0.0, 0.5, 1.0, 1.0]
    assert ramp.ends == 14


def test_ramp_may_turn_on_its_way():
    ramp = Ramp(0.0)
    ramp.glide(1.0, 4, 0)
    ramp.glide(0.0, 2, 2)

    assert values(ramp, 2, 4) == [0.5, 0.25, 0.0, 0.0]


def test_ramp_is_the_same_however_it_is_drawn():
    ramp = Ramp(0.3)
    ramp.glide(-0.9, 50, 0)

    assert [value for frame in range(60) for value in values(ramp, frame, 1)] == values(ramp, 0, 60)


def test_jump_ends_a_ramp():
    ramp = Ramp(0.0)
    ramp.glide(1.0, 100, 0)
    ramp.jump(0.25)

    assert values(ramp, 5, 2) == [0.25, 0.25]
