"""The clock by which workers are lost patience with stands still while the machine sleeps."""

from __future__ import annotations

from engine.scripts.supervising.waking import LONGEST_STEP_SECONDS, WakingClock


def test_clock_counts_what_passes_between_readings():
    clock = WakingClock()

    assert [round(clock.read(now), 3) for now in (100.0, 100.1, 100.1, 100.4)] == [0.0, 0.1, 0.1, 0.4]


def test_leap_counts_as_one_step_and_a_leap_back_as_none():
    clock = WakingClock()
    clock.read(10.0)

    assert clock.read(10_000.0) == LONGEST_STEP_SECONDS
    assert clock.read(0.0) == LONGEST_STEP_SECONDS
    assert clock.read(0.25) == LONGEST_STEP_SECONDS + 0.25
