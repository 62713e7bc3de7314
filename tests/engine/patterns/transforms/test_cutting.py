"""Cycles cut, squeezed, turned and repeated: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_rev_plays_backwards():
    assert heard(["rev", ["mini", "0 1 2"]]) == ["0..1/3 2", "1/3..2/3 1", "2/3..1 0"]


def test_palindrome_plays_every_other_cycle_backwards():
    assert heard(["palindrome", ["mini", "0 1 2"]], cycles=2) == [
        "0..1/3 0",
        "1/3..2/3 1",
        "2/3..1 2",
        "1..4/3 2",
        "4/3..5/3 1",
        "5/3..2 0",
    ]


def test_ply_says_each_event_over_in_its_time():
    assert heard(["ply", 2, ["mini", "a b"]]) == ["0..1/4 a", "1/4..1/2 a", "1/2..3/4 b", "3/4..1 b"]


def test_ply_takes_its_count_from_a_pattern():
    assert heard(["ply", ["mini", "<1 3>"], ["mini", "a"]], cycles=2) == [
        "0..1 a",
        "1..4/3 a",
        "4/3..5/3 a",
        "5/3..2 a",
    ]


def test_segment_makes_events_of_a_signal():
    assert heard(["segment", 4, ["saw"]]) == ["0..1/4 0", "1/4..1/2 0.25", "1/2..3/4 0.5", "3/4..1 0.75"]


def test_compress_squeezes_a_cycle():
    assert heard(["compress", 0.25, 0.75, ["mini", "a b"]]) == ["1/4..1/2 a", "1/2..3/4 b"]


def test_zoom_plays_a_part_as_long_as_the_cycle():
    assert heard(["zoom", 0.25, 0.75, ["mini", "0 1 2 3"]]) == ["0..1/2 1", "1/2..1 2"]


def test_zoom_is_silent_when_it_ends_before_it_begins():
    assert heard(["zoom", 0.75, 0.25, ["mini", "0 1 2 3"]]) == []


def test_linger_repeats_the_first_part():
    assert heard(["linger", 0.25, ["mini", "0 1 2 3"]]) == ["0..1/4 0", "1/4..1/2 0", "1/2..3/4 0", "3/4..1 0"]


def test_linger_repeats_the_last_part_when_negative():
    assert heard(["linger", -0.25, ["mini", "0 1 2 3"]]) == ["0..1/4 3", "1/4..1/2 3", "1/2..3/4 3", "3/4..1 3"]


def test_ribbon_loops_some_cycles():
    assert heard(["ribbon", 1, 2, ["mini", "<0 1 2 3>"]], cycles=4) == ["0..1 1", "1..2 2", "2..3 1", "3..4 2"]


def test_ribbon_lets_nothing_sound_over_its_end():
    assert heard(["ribbon", 0, 0.75, ["mini", "a"]]) == ["0..3/4 a", "3/4..1 of 3/4..3/2 a"]


def test_press_plays_in_the_second_half_of_each_time():
    assert heard(["press", ["mini", "a b"]]) == ["1/4..1/2 a", "3/4..1 b"]


def test_press_by_plays_after_a_part_of_each_time():
    assert heard(["pressBy", 0.25, ["mini", "a"]]) == ["1/4..1 a"]


def test_brak_squeezes_every_other_cycle():
    assert heard(["brak", ["mini", "a b"]], cycles=2) == ["0..1/2 a", "1/2..1 b", "5/4..3/2 a", "3/2..7/4 b"]
