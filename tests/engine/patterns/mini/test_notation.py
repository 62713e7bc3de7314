"""The way in: one pattern for one text, what a long text costs, and where its events were written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.patterns.mini.mistake import NotationMistake
from engine.patterns.mini.notation import MOST_CHARACTERS, mini


def test_mini_returns_the_same_pattern_for_the_same_text():
    assert mini("bd sd") is mini("bd sd")


def test_mini_tells_where_each_event_was_written():
    events = mini("bd:3 [hh cp]*<2>").query(0, 1)

    assert [(event.value, event.spans) for event in events] == [
        (["bd", 3], ((0, 2), (3, 4))),
        ("hh", ((14, 15), (6, 8))),
        ("hh", ((14, 15), (6, 8))),
        ("cp", ((14, 15), (9, 11))),
        ("cp", ((14, 15), (9, 11))),
    ]


def test_mini_keeps_a_pattern_that_is_slower_than_a_cycle_in_one_piece_when_asked_for_both():
    (event,) = mini("bd/2").query(0, 2)

    assert event.part == event.whole == (Fraction(0), Fraction(2))


def test_mini_refuses_a_text_that_is_longer_than_anybody_writes():
    with pytest.raises(NotationMistake, match="at most 500,000 characters, got 500,001"):
        mini(" " * (MOST_CHARACTERS + 1))


@pytest.mark.slow
def test_mini_plays_a_hundred_thousand_steps_and_refuses_one_more():
    steps = mini("bd " * 100_000)
    assert len(steps.query(7, 8)) == 100_000

    with pytest.raises(NotationMistake, match="100,001 events a cycle"):
        mini("bd " * 100_001)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[" * 64 + "a b" + "]" * 64, ["a", "b"]),
        ("<a " * 64 + "b" + ">" * 64, ["a"]),
        ("[a . " * 64 + "b" + "]" * 64, ["a"] * 64 + ["b"]),
        ("a" + "*1" * 128, ["a"]),
    ],
)
def test_mini_plays_what_is_nested_as_deeply_as_is_allowed(text, values):
    assert [event.value for event in mini(text).query(0, 1)] == values
