"""Changes at some times only: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_first_of_changes_the_first_of_some_cycles():
    assert heard(["firstOf", 3, ["mini", "b"], ["mini", "a"]], cycles=4) == ["0..1 b", "1..2 a", "2..3 a", "3..4 b"]


def test_last_of_changes_the_last_of_some_cycles():
    assert heard(["lastOf", 3, ["mini", "b"], ["mini", "a"]], cycles=4) == ["0..1 a", "1..2 a", "2..3 b", "3..4 a"]


def test_whenmod_changes_from_one_cycle_on():
    assert heard(["whenmod", 4, 2, ["mini", "b"], ["mini", "a"]], cycles=5) == [
        "0..1 a",
        "1..2 a",
        "2..3 b",
        "3..4 b",
        "4..5 a",
    ]


def test_when_changes_while_another_pattern_is_true():
    assert heard(["when", ["mini", "<1 0>"], ["mini", "b"], ["mini", "a"]], cycles=2) == ["0..1 b", "1..2 a"]


def test_chunk_changes_the_next_part_in_each_cycle():
    assert heard(["chunk", 4, ["add", 10, ["mini", "0 1 2 3"]], ["mini", "0 1 2 3"]], cycles=2) == [
        "0..1/4 10",
        "1/4..1/2 1",
        "1/2..3/4 2",
        "3/4..1 3",
        "1..5/4 0",
        "5/4..3/2 11",
        "3/2..7/4 2",
        "7/4..2 3",
    ]


def test_chunk_back_changes_the_part_before_in_each_cycle():
    assert heard(["chunkBack", 4, ["add", 10, ["mini", "0 1 2 3"]], ["mini", "0 1 2 3"]], cycles=2) == [
        "0..1/4 10",
        "1/4..1/2 1",
        "1/2..3/4 2",
        "3/4..1 3",
        "1..5/4 0",
        "5/4..3/2 1",
        "3/2..7/4 2",
        "7/4..2 13",
    ]


def test_between_keeps_what_begins_there():
    assert heard(["between", 0.25, 0.5, ["mini", "0 1 2 3"]]) == ["1/4..1/2 1", "1/2..3/4 2"]


def test_not_between_keeps_the_rest():
    assert heard(["notBetween", 0.25, 0.5, ["mini", "0 1 2 3"]]) == ["0..1/4 0", "3/4..1 3"]
