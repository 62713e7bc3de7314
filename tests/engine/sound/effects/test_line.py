"""A line of sound: what is read of it, at whole frames and between."""

from __future__ import annotations

import numpy as np

from engine.sound.effects.line import Line

GRID = 256


def filled(lines: int, begin: int = 0) -> Line:
    """Return a line into which the numbers of the frames were written."""
    line = Line(1_000)
    line.begin(begin)
    for now in range(begin, begin + lines * GRID, GRID):
        numbers = np.arange(now, now + GRID, dtype=np.float32)
        line.write(now, numbers, -numbers)
    return line


def test_line_gives_back_what_passed_at_a_frame():
    line = filled(20)

    for begin in (20 * GRID - 1_000, 20 * GRID - 700, 20 * GRID - 100):
        assert np.array_equal(line.read(begin, 100)[0], np.arange(begin, begin + 100))


def test_line_is_silent_before_its_beginning():
    line = filled(1, begin=GRID * 30)

    heard = line.read(GRID * 30 - 50, 100)
    assert not heard[:, :50].any()
    assert np.array_equal(heard[1, 50:], -np.arange(GRID * 30, GRID * 30 + 50))
    assert not line.between(0, np.array([GRID * 30 - 2.0])).any()


def test_line_is_straight_between_frames():
    places = np.array([1_500.0, 1_500.25, 1_999.5])

    assert np.allclose(filled(20).between(0, places + 3_000), places + 3_000)
