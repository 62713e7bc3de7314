"""The low-pass of the reverb's lanes, against the loop that it stands for."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sound.effects.damping import Damping
from engine.sound.effects.lanes import Lanes, mixed

GRID = 256


@pytest.mark.parametrize("pole", [0.0, 0.3, 0.9, 0.98])
def test_damping_is_the_filter_of_one_pole_across_lines(pole: float):
    sound = np.random.default_rng(1).uniform(-1, 1, (2, 4 * GRID)).astype(np.float32)
    damping = Damping(2)
    damping.set(np.full((2, 1), pole))

    found = np.concatenate([damping.pass_on(sound[:, at : at + GRID]) for at in range(0, 4 * GRID, GRID)], axis=1)

    wanted, last = np.zeros_like(found), np.zeros(2)
    for frame in range(4 * GRID):
        wanted[:, frame] = last = (1 - pole) * sound[:, frame] + pole * last
    assert np.allclose(found, wanted, atol=1e-5)


def test_mix_keeps_the_energy_and_spreads_each_lane_over_all():
    lanes = np.zeros((8, GRID), dtype=np.float32)
    lanes[3, 10] = 1.0

    spread = mixed(lanes)

    assert np.allclose(np.abs(spread[:, 10]), 1 / np.sqrt(8))
    assert np.allclose(mixed(spread), lanes, atol=1e-6)  # a Hadamard matrix is its own inverse


def test_lanes_read_each_with_its_own_delay_and_fade_to_other_delays():
    lanes = Lanes(2, 600)
    for line in range(5):
        lanes.write(np.arange(line * GRID, (line + 1) * GRID, dtype=np.float32)[None, :].repeat(2, axis=0))

    first = lanes.read([0, 500])
    assert np.array_equal(first[:, 0], [4 * GRID, 4 * GRID - 500])
    faded = lanes.read([100, 500])
    assert faded[0, -1] == 5 * GRID - 1 - 100
    assert faded[0, 0] > 4 * GRID - 1
    assert np.array_equal(faded[1], first[1])
