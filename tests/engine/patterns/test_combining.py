"""Patterns from patterns: at once, in turn, one after the other; and how long it takes until they repeat."""

from __future__ import annotations

from fractions import Fraction

from engine.patterns.combining import SILENCE, cat, cat_in_place, fastcat, pure, reify, stack, timecat
from engine.patterns.mini.notation import mini
from engine.patterns.pattern import Pattern

F = Fraction


def _heard(pattern: Pattern, begin: int = 0, end: int = 1) -> list[str]:
    return [f"{event.part[0]}-{event.part[1]} {event.value}" for event in pattern.query(begin, end)]


def test_pure_is_one_event_a_cycle():
    assert _heard(pure("a"), 0, 2) == ["0-1 a", "1-2 a"]


def test_silence_has_no_events():
    assert SILENCE.query(0, 100) == []


def test_reify_makes_a_pattern_of_what_is_none():
    pattern = pure("a")

    assert reify(pattern) is pattern
    assert _heard(reify(3)) == ["0-1 3"]


def test_stack_gives_the_events_of_each_layer_after_the_other():
    assert _heard(stack([mini("a b"), pure("c")])) == ["0-1/2 a", "1/2-1 b", "0-1 c"]


def test_cat_gives_each_pattern_a_cycle_and_skips_none_of_theirs():
    pattern = cat([mini("<a b c>"), pure("x")])

    assert _heard(pattern, 0, 6) == ["0-1 a", "1-2 x", "2-3 b", "3-4 x", "4-5 c", "5-6 x"]


def test_cat_in_place_lets_the_cycles_of_a_pattern_pass_while_others_are_heard():
    pattern = cat_in_place([mini("<a b c>"), pure("x")])

    assert _heard(pattern, 0, 6) == ["0-1 a", "1-2 x", "2-3 c", "3-4 x", "4-5 b", "5-6 x"]


def test_fastcat_squeezes_all_into_each_cycle():
    assert _heard(fastcat([mini("a b"), pure("c")]), 1, 2) == ["1-5/4 a", "5/4-3/2 b", "3/2-2 c"]


def test_timecat_gives_each_pattern_its_share():
    assert _heard(timecat([(F(1, 2), pure("a")), (2, mini("b c"))])) == ["0-1/5 a", "1/5-3/5 b", "3/5-1 c"]


def test_timecat_leaves_out_what_has_no_length():
    assert _heard(timecat([(0, pure("a")), (1, pure("b"))])) == ["0-1 b"]


def test_nothing_in_turn_is_silence():
    assert cat([]) is SILENCE
    assert fastcat([]).query(0, 1) == []
    assert stack([]).query(0, 1) == []


def test_periods_are_those_of_all_parts_together():
    assert mini("a b").period == 1
    assert mini("<a b> <c d e>").period == 6
    assert cat([mini("<a b>"), pure("c")]).period == 4
    assert mini("a/3").period == 3
    assert mini("<a b c>*2").period == 3
    assert mini("a?").period is None
