"""How loud it was since the last look."""

from __future__ import annotations

import numpy as np

from app.levels import Levels
from engine.sound.meters import Meters


def block(left: float, right: float):
    sound = np.zeros((2, 256), np.float32)
    sound[0, 7], sound[1, 9] = left, right
    return sound


def test_levels_are_the_peaks_of_all_blocks_since_the_last_look():
    meters = Meters(48_000, 256)
    levels = Levels(meters)
    for left, right in ((0.5, -0.25), (0.125, 0.0)):
        meters.take(block(left, right), 0.001)

    assert levels.look()[:2] == (0.5, 0.25)


def test_levels_fall_to_nothing_when_nothing_was_rendered():
    meters = Meters(48_000, 256)
    meters.take(block(0.5, 0.5), 0.001)
    levels = Levels(meters)

    assert levels.look()[:2] == (0.0, 0.0)
