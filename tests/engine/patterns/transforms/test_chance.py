"""Chance, the same in each playing: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_degrade_by_leaves_out_events():
    assert heard(["degradeBy", 0.5, ["mini", "a*8"]]) == ["1/8..1/4 a"]


def test_undegrade_by_keeps_what_degrade_by_leaves_out():
    assert heard(["undegradeBy", 0.5, ["mini", "a*8"]]) == [
        "0..1/8 a",
        "1/4..3/8 a",
        "3/8..1/2 a",
        "1/2..5/8 a",
        "5/8..3/4 a",
        "3/4..7/8 a",
        "7/8..1 a",
    ]


def test_degrade_by_1_leaves_out_all():
    assert heard(["degradeBy", 1, ["mini", "a*8"]]) == []


def test_degrade_cycles_by_leaves_out_whole_cycles():
    assert heard(["degradeCyclesBy", 0.5, ["mini", "a*2"]], cycles=3) == [
        "1..3/2 a",
        "3/2..2 a",
        "2..5/2 a",
        "5/2..3 a",
    ]


def test_undegrade_cycles_by_keeps_the_others():
    assert heard(["undegradeCyclesBy", 0.5, ["mini", "a*2"]], cycles=3) == ["0..1/2 a", "1/2..1 a"]


def test_randcat_chooses_in_each_cycle():
    assert heard(["randcat", ["mini", "a"], ["mini", "b"], ["mini", "c"]], cycles=6) == [
        "0..1 a",
        "1..2 b",
        "2..3 c",
        "3..4 a",
        "4..5 a",
        "5..6 a",
    ]


def test_wchoose_chooses_by_weight():
    assert heard(["wchoose", ["mini", "a"], 10, ["mini", "b"], 1], cycles=6) == [
        "0..1 a",
        "1..2 a",
        "2..3 b",
        "3..4 a",
        "4..5 a",
        "5..6 a",
    ]


def test_wchoose_is_silent_without_weight():
    assert heard(["wchoose", ["mini", "a"], 0, ["mini", "b"], 0]) == []


def test_choose_picks_by_number():
    assert heard(["choose", ["mini", "a"], ["mini", "b"], ["mini", "0 0.5 1"]]) == [
        "0..1/3 a",
        "1/3..2/3 b",
        "2/3..1 b",
    ]
