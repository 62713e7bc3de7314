"""Faster, slower, sooner, later, swung: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_fast_plays_so_many_times_as_fast():
    assert heard(["fast", 2, ["mini", "a b"]]) == ["0..1/4 a", "1/4..1/2 b", "1/2..3/4 a", "3/4..1 b"]


def test_fast_takes_its_factor_from_a_pattern():
    assert heard(["fast", ["mini", "2 1"], ["mini", "a b"]]) == ["0..1/4 a", "1/4..1/2 b", "1/2..1 b"]


def test_fast_is_silent_for_a_factor_of_0():
    assert heard(["fast", 0, ["mini", "a b"]]) == []


def test_slow_plays_so_many_times_as_slow():
    assert heard(["slow", 2, ["mini", "a b"]], cycles=2) == ["0..1 a", "1..2 b"]


def test_hurry_multiplies_the_speed_of_samples_too():
    assert heard(["hurry", 2, ["control", "s", ["mini", "a"]]]) == [
        '0..1/2 {"s": "a", "speed": 2}',
        '1/2..1 {"s": "a", "speed": 2}',
    ]


def test_early_plays_sooner():
    assert heard(["early", 0.25, ["mini", "a b"]]) == ["0..1/4 of -1/4..1/4 a", "1/4..3/4 b", "3/4..1 of 3/4..5/4 a"]


def test_late_plays_later():
    assert heard(["late", 0.25, ["mini", "a b"]]) == ["0..1/4 of -1/4..1/4 b", "1/4..3/4 a", "3/4..1 of 3/4..5/4 b"]


def test_late_understands_a_third():
    assert heard(["late", 0.3333333333333333, ["mini", "a b c"]]) == ["0..1/3 c", "1/3..2/3 a", "2/3..1 b"]


def test_repeat_cycles_plays_each_cycle_over():
    assert heard(["repeatCycles", 2, ["mini", "<a b>"]], cycles=3) == ["0..1 a", "1..2 a", "2..3 b"]


def test_iter_begins_further_in_each_cycle():
    assert heard(["iter", 4, ["mini", "0 1 2 3"]], cycles=2) == [
        "0..1/4 0",
        "1/4..1/2 1",
        "1/2..3/4 2",
        "3/4..1 3",
        "1..5/4 1",
        "5/4..3/2 2",
        "3/2..7/4 3",
        "7/4..2 0",
    ]


def test_iter_back_begins_sooner_in_each_cycle():
    assert heard(["iterBack", 4, ["mini", "0 1 2 3"]], cycles=2) == [
        "0..1/4 0",
        "1/4..1/2 1",
        "1/2..3/4 2",
        "3/4..1 3",
        "1..5/4 3",
        "5/4..3/2 0",
        "3/2..7/4 1",
        "7/4..2 2",
    ]


def test_swing_by_delays_the_second_half_of_each_pair():
    assert heard(["swingBy", 0.5, 2, ["mini", "0 1 2 3"]]) == [
        "0..1/4 0",
        "1/4..3/8 of 1/8..3/8 0",
        "3/8..1/2 of 3/8..5/8 1",
        "1/2..3/4 2",
        "3/4..7/8 of 5/8..7/8 2",
        "7/8..1 of 7/8..9/8 3",
    ]


def test_swing_delays_by_a_third():
    assert heard(["swing", 2, ["mini", "a*4"]]) == [
        "0..1/4 a",
        "1/4..1/3 of 1/12..1/3 a",
        "1/3..1/2 of 1/3..7/12 a",
        "1/2..3/4 a",
        "3/4..5/6 of 7/12..5/6 a",
        "5/6..1 of 5/6..13/12 a",
    ]
