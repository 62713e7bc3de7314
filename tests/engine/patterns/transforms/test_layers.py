"""Patterns put together: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_stack_plays_at_once():
    assert heard(["stack", ["mini", "a"], ["mini", "b"]]) == ["0..1 a", "0..1 b"]


def test_cat_plays_in_turn():
    assert heard(["cat", ["mini", "a"], ["mini", "b c"]], cycles=3) == ["0..1 a", "1..3/2 b", "3/2..2 c", "2..3 a"]


def test_seq_plays_one_after_the_other():
    assert heard(["seq", ["mini", "a"], ["mini", "b c"]]) == ["0..1/2 a", "1/2..3/4 b", "3/4..1 c"]


def test_timecat_gives_each_its_weight():
    assert heard(["timecat", 3, ["mini", "a"], 1, ["mini", "b"]]) == ["0..3/4 a", "3/4..1 b"]


def test_arrange_gives_each_its_cycles():
    assert heard(["arrange", 2, ["mini", "a"], 1, ["mini", "b"]], cycles=4) == ["0..1 a", "1..2 a", "2..3 b", "3..4 a"]


def test_echo_repeats_later_and_softer():
    assert heard(["echo", 3, 0.25, 0.5, ["mini", "a ~ ~ ~"]]) == [
        '0..1/4 {"value": "a", "volume": 1}',
        '1/4..1/2 {"value": "a", "volume": 0.5}',
        '1/2..3/4 {"value": "a", "volume": 0.25}',
    ]


def test_stutter_is_echo_with_its_arguments_swapped():
    assert heard(["stutter", 2, 0.5, 0.25, ["control", "s", ["mini", "a ~"]]]) == [
        '0..1/2 {"s": "a", "volume": 1}',
        '1/4..3/4 {"s": "a", "volume": 0.5}',
    ]


def test_pan_by_moves_from_the_middle():
    assert heard(["panBy", -0.5, ["control", "s", ["mini", "a"]]]) == ['0..1 {"pan": -0.5, "s": "a"}']


def test_pan_by_stops_at_the_side():
    assert heard(["panBy", 0.75, ["control", "pan", 0.5]]) == ['0..1 {"pan": 1}']
