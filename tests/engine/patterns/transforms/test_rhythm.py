"""Structure from elsewhere: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_struct_takes_the_times_of_another_pattern():
    assert heard(["struct", ["mini", "1 0 1 1"], ["mini", "a b"]]) == ["0..1/4 a", "1/2..3/4 b", "3/4..1 b"]


def test_struct_knows_t_and_f():
    assert heard(["struct", ["mini", "t f t"], ["mini", "a"]]) == ["0..1/3 a", "2/3..1 a"]


def test_struct_takes_words_and_rests():
    assert heard(["struct", ["mini", "x ~ x"], ["mini", "a"]]) == ["0..1/3 a", "2/3..1 a"]


def test_mask_lets_through_while_true():
    assert heard(["mask", ["mini", "1 0"], ["mini", "a*4"]]) == ["0..1/4 a", "1/4..1/2 a"]


def test_euclid_spreads_pulses():
    assert heard(["euclid", 3, 8, 0, ["mini", "a"]]) == ["0..1/8 a", "3/8..1/2 a", "3/4..7/8 a"]


def test_euclid_turns_by_its_rotation():
    assert heard(["euclid", 3, 8, 2, ["mini", "a"]]) == ["0..1/8 a", "1/4..3/8 a", "5/8..3/4 a"]


def test_euclid_plays_the_rests_of_negative_pulses():
    assert heard(["euclid", -3, 8, 0, ["mini", "a"]]) == [
        "1/8..1/4 a",
        "1/4..3/8 a",
        "1/2..5/8 a",
        "5/8..3/4 a",
        "7/8..1 a",
    ]


def test_euclid_takes_its_pulses_from_a_pattern():
    assert heard(["euclid", ["mini", "<1 2>"], 4, 0, ["mini", "a"]], cycles=2) == ["0..1/4 a", "1..5/4 a", "3/2..7/4 a"]


def test_euclid_legato_holds_until_the_next():
    assert heard(["euclidLegato", 3, 8, 0, ["mini", "a"]]) == ["0..3/8 a", "3/8..3/4 a", "3/4..1 a"]


def test_euclid_legato_turns_by_its_rotation():
    assert heard(["euclidLegato", 3, 8, 2, ["mini", "a"]]) == ["0..1/4 a", "1/4..5/8 a", "5/8..1 a"]
