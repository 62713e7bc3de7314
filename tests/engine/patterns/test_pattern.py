"""Asking a pattern: whole cycles, spans, windows for playing, and what it remembers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core.errors import OutOfRange
from engine.patterns.combining import cat, pure, stack, timecat
from engine.patterns.event import Event
from engine.patterns.grid import FinerGrid
from engine.patterns.mini.notation import mini
from engine.patterns.pattern import Pattern
from engine.patterns.timing import late, slow

F = Fraction


def _spans(events: list[Event]) -> list[tuple[Fraction, Fraction, str]]:
    return [(*event.part, event.value) for event in events]


def test_query_of_one_cycle_gives_its_events_with_exact_times():
    assert _spans(timecat([(1, pure("a")), (2, pure("b"))]).query(3, 4)) == [
        (F(3), F(10, 3), "a"),
        (F(10, 3), F(4), "b"),
    ]


def test_query_of_a_part_gives_pieces_that_keep_their_wholes():
    (piece,) = pure("a").query(F(1, 4), F(1, 2))

    assert piece.part == (F(1, 4), F(1, 2))
    assert piece.whole == (F(0), F(1))
    assert not piece.has_onset


def test_query_of_a_moment_gives_what_sounds_then():
    (moment,) = timecat([(1, pure("a")), (1, pure("b"))]).query(F(1, 2), F(1, 2))

    assert (moment.value, moment.part) == ("b", (F(1, 2), F(1, 2)))


def test_query_before_the_first_cycle_counts_cycles_downwards():
    assert _spans(cat([pure("a"), pure("b")]).query(-2, 0)) == [(F(-2), F(-1), "a"), (F(-1), F(0), "b")]


def test_query_gives_a_list_that_the_asker_may_change():
    pattern = mini("a b")
    pattern.query(0, 1).clear()

    assert [event.value for event in pattern.query(0, 1)] == ["a", "b"]


def test_query_of_a_later_cycle_is_that_of_an_earlier_one_moved():
    pattern = mini("<a [b c]>(3,8)")

    for first, later in zip(pattern.query(1, 2), pattern.query(1_000_001, 1_000_002), strict=True):
        assert later.value == first.value
        assert later.part[0] - first.part[0] == 1_000_000


def test_a_pattern_asked_cycle_by_cycle_remembers_a_bounded_number_of_them():
    pattern = mini("a*16?")
    for cycle in range(1000):
        pattern.query(cycle, cycle + 1)

    assert len(pattern._kept) <= 64


def test_window_gives_each_onset_once_and_in_order():
    pattern = stack([mini("a b c"), late(mini("d"), F(1, 3)), slow(pure("e"), 2)])
    step = F(1, 375)
    windows = [event for n in range(750) for event in pattern.window(n * step, (n + 1) * step)]

    assert [(event.onset, event.value) for event in windows] == [
        (F(0), "a"),
        (F(0), "e"),
        (F(1, 3), "b"),
        (F(1, 3), "d"),
        (F(2, 3), "c"),
        (F(1), "a"),
        (F(4, 3), "b"),
        (F(4, 3), "d"),
        (F(5, 3), "c"),
    ]


def test_window_over_several_cycles_begins_with_its_begin_and_ends_before_its_end():
    assert [event.onset for event in mini("a b").window(F(1, 2), F(2))] == [F(1, 2), F(1), F(3, 2)]
    assert mini("a b").window(F(1, 4), F(1, 4)) == []


def test_map_and_filter_change_and_choose_values():
    numbers = mini("1 2 3 4")

    assert [event.value for event in numbers.map(lambda n: n * 10).query(0, 1)] == [10, 20, 30, 40]
    assert [event.value for event in numbers.filter(lambda n: n > 2).query(0, 1)] == [3, 4]


def test_onsets_only_leaves_out_pieces_of_what_began_earlier():
    assert [len(slow(pure("a"), 2).onsets_only().query(n, n + 1)) for n in range(3)] == [1, 0, 1]


def test_a_pattern_that_always_wants_a_finer_grid_is_refused():
    def ask(begin: int, end: int, grid: int) -> list:
        raise FinerGrid(2)

    with pytest.raises(OutOfRange, match="divides time too finely"):
        Pattern(ask).query(0, 1)


def test_a_pattern_nested_beyond_what_can_be_asked_is_refused():
    pattern = pure("a")
    for _ in range(600):
        pattern = slow(pattern, 2)

    with pytest.raises(OutOfRange, match="nested too deeply"):
        pattern.query(0, 1)


def test_equal_events_have_equal_times_and_values_wherever_they_were_written():
    here, there = mini("a").query(0, 1)[0], mini("  a").query(0, 1)[0]

    assert here == there
    assert here.spans == ((0, 1),)
    assert there.spans == ((2, 3),)
    assert here != mini("a").query(1, 2)[0]
    assert Event.at((F(0), F(1)), (F(0), F(1)), "a") == here
    assert repr(here) == "Event(0..1 of 0..1: 'a')"
