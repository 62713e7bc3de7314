"""Meters: levels, load and scope of what they are given."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sound.meters import Meters

RATE, FRAMES = 48_000, 256


def block(left: float, right: float, frames: int = FRAMES) -> np.ndarray:
    return np.array([[left], [right]], dtype=np.float32).repeat(frames, axis=1)


def test_levels_are_those_of_the_newest_block():
    meters = Meters(RATE, FRAMES)
    wave = np.sin(2 * np.pi * np.arange(FRAMES) / 64)

    meters.take(block(1.0, 1.0), 0.001)
    meters.take(np.stack([wave, -wave / 2]).astype(np.float32), 0.001)

    assert meters.peak == pytest.approx((1.0, 0.5))
    assert meters.rms == pytest.approx((0.5**0.5, 0.5**0.5 / 2))


def test_load_is_the_part_of_a_block_that_rendering_took():
    meters = Meters(RATE, FRAMES)
    for _ in range(300):
        meters.take(block(0, 0), 0.25 * FRAMES / RATE)
    meters.take(block(0, 0), 2.0 * FRAMES / RATE)

    assert meters.load == pytest.approx(0.3375, abs=1e-3)
    assert meters.worst_load == pytest.approx(2.0)
    meters.forget_worst()
    assert meters.worst_load == 0.0


def test_scope_is_the_newest_sound_oldest_first():
    meters = Meters(RATE, 1_000)
    sound = np.arange(250_000, dtype=np.float32).reshape(1, -1).repeat(2, axis=0)
    for begin in range(0, 250_000, 1_000):
        meters.take(sound[:, begin : begin + 1_000], 0.0)
        newest = begin + 1_000
        seen = meters.scope(1_500)
        if newest >= 1_500:
            assert np.array_equal(seen, sound[:, newest - 1_500 : newest])

    assert meters.frames_taken == 250_000
    assert meters.scope(10**9).shape == (2, 144_000)
    assert np.array_equal(meters.scope(144_000), sound[:, -144_000:])
    assert meters.scope(0).shape == (2, 0)


def test_scope_is_a_copy():
    meters = Meters(RATE, FRAMES)
    meters.take(block(0.5, 0.5), 0.0)

    seen = meters.scope(FRAMES)
    meters.take(block(0.1, 0.1), 0.0)

    assert np.all(seen == 0.5)
