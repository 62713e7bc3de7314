"""Two patterns made one, and patterns of patterns made flat: who gives the wholes."""

from __future__ import annotations

from operator import add

from engine.patterns.combining import pure
from engine.patterns.joining import app_both, app_left, app_right, bind, inner_join, outer_join, squeeze_join
from engine.patterns.mini.notation import mini
from engine.patterns.pattern import Pattern
from engine.patterns.timing import fast, signal


def _heard(pattern: Pattern) -> list[str]:
    shown = []
    for event in pattern.query(0, 1):
        whole = "~" if event.whole is None else f"{event.whole[0]}-{event.whole[1]}"
        shown.append(f"{event.part[0]}-{event.part[1]} of {whole}: {event.value}")
    return shown


def test_app_left_keeps_the_wholes_of_the_left():
    assert _heard(app_left(mini("1 2"), mini("10 20 30"), add)) == [
        "0-1/3 of 0-1/2: 11",
        "1/3-1/2 of 0-1/2: 21",
        "1/2-2/3 of 1/2-1: 22",
        "2/3-1 of 1/2-1: 32",
    ]


def test_app_right_keeps_the_wholes_of_the_right():
    assert _heard(app_right(mini("1 2"), mini("10"), lambda left, right: left - right)) == [
        "0-1/2 of 0-1: -9",
        "1/2-1 of 0-1: -8",
    ]


def test_app_both_keeps_what_the_wholes_share():
    assert _heard(app_both(mini("1 2"), mini("10 20 30"), add)) == [
        "0-1/3 of 0-1/3: 11",
        "1/3-1/2 of 1/3-1/2: 21",
        "1/2-2/3 of 1/2-2/3: 22",
        "2/3-1 of 2/3-1: 32",
    ]


def test_app_both_with_a_signal_has_no_wholes():
    assert _heard(app_both(mini("1 2"), signal(lambda _: 10), add)) == ["0-1/2 of ~: 11", "1/2-1 of ~: 12"]


def test_app_left_samples_a_signal_at_each_begin():
    assert _heard(app_left(mini("0 1"), signal(lambda cycles: cycles), add)) == [
        "0-1/2 of 0-1/2: 0.0",
        "1/2-1 of 1/2-1: 1.5",
    ]


def test_inner_join_keeps_the_wholes_of_the_values():
    assert _heard(inner_join(mini("1 2").map(lambda n: fast(pure(n), n)))) == ["0-1/2 of 0-1: 1", "1/2-1 of 1/2-1: 2"]


def test_outer_join_keeps_the_wholes_outside():
    assert _heard(outer_join(mini("1 2").map(lambda n: fast(pure(n), n)))) == ["0-1/2 of 0-1/2: 1", "1/2-1 of 1/2-1: 2"]


def test_bind_keeps_what_the_wholes_share():
    assert _heard(bind(mini("1 2").map(lambda n: fast(pure(n), n)))) == ["0-1/2 of 0-1/2: 1", "1/2-1 of 1/2-1: 2"]


def test_squeeze_join_plays_a_cycle_of_each_value_in_its_event():
    assert _heard(squeeze_join(mini("1 2").map(lambda n: fast(pure(n), n)))) == [
        "0-1/2 of 0-1/2: 1",
        "1/2-3/4 of 1/2-3/4: 2",
        "3/4-1 of 3/4-1: 2",
    ]
