"""Other times: faster, later, squeezed, backwards, in pieces, in some cycles only."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.patterns import timing
from engine.patterns.combining import SILENCE, pure, split_at_cycles
from engine.patterns.mini.notation import mini
from engine.patterns.pattern import Pattern

F = Fraction


def _heard(pattern: Pattern, begin: Fraction | int = 0, end: Fraction | int = 1) -> list[str]:
    return [f"{event.part[0]}-{event.part[1]} {event.value}" for event in pattern.query(begin, end)]


def test_fast_and_slow_change_how_long_a_cycle_is():
    assert _heard(timing.fast(mini("a b"), 2)) == ["0-1/4 a", "1/2-3/4 a", "1/4-1/2 b", "3/4-1 b"]
    assert sorted(_heard(timing.fast(mini("a b"), F(3, 2)))) == ["0-1/3 a", "1/3-2/3 b", "2/3-1 a"]
    assert _heard(timing.slow(mini("a b"), 2), 0, 2) == ["0-1 a", "1-2 b"]


@pytest.mark.parametrize("factor", [F(1, 3), F(7, 5), 4])
def test_fast_then_slow_is_identity(factor):
    pattern = mini("<a [b c]> d(3,8)")

    assert timing.slow(timing.fast(pattern, factor), factor).query(2, 3) == pattern.query(2, 3)


@pytest.mark.parametrize("factor", [0, -1, F(-1, 2)])
def test_a_factor_that_is_no_speed_gives_silence(factor):
    assert timing.fast(pure("a"), factor) is SILENCE
    assert timing.slow(pure("a"), factor) is SILENCE


def test_late_and_early_move_over_the_ends_of_cycles():
    assert _heard(timing.late(mini("a b"), F(1, 4))) == ["1/4-3/4 a", "0-1/4 b", "3/4-1 b"]
    assert timing.early(timing.late(mini("a b"), F(1, 4)), F(1, 4)).query(0, 1) == mini("a b").query(0, 1)


def test_compress_leaves_the_rest_of_the_cycle_empty():
    assert _heard(timing.compress(mini("a b"), F(1, 4), F(3, 4)), 1, 2) == ["5/4-3/2 a", "3/2-7/4 b"]
    assert timing.compress(pure("a"), F(3, 4), F(1, 4)) is SILENCE


def test_rev_turns_each_cycle_round():
    assert sorted(_heard(timing.rev(mini("<a [b c@3]>")), 1, 2)) == ["1-7/4 c", "7/4-2 b"]


def test_rev_twice_is_identity():
    pattern = mini("<a [b c@3]> d")

    assert timing.rev(timing.rev(pattern)).query(1, 2) == pattern.query(1, 2)


def test_ply_says_each_event_again_in_its_own_time():
    assert _heard(timing.ply(mini("a b"), 2)) == ["0-1/4 a", "1/4-1/2 a", "1/2-3/4 b", "3/4-1 b"]
    assert timing.ply(mini("<a b>"), 3).query(0, 1)[0].value == "a"


def test_segment_samples_a_signal():
    signal = timing.signal(lambda cycles: cycles * 8)

    assert _heard(timing.segment(signal, 4)) == ["0-1/4 0.0", "1/4-1/2 2.0", "1/2-3/4 4.0", "3/4-1 6.0"]


def test_a_signal_has_no_whole_and_no_onset():
    (event,) = timing.signal(lambda cycles: cycles).query(F(1, 2), F(3, 4))

    assert (event.whole, event.part, event.value, event.has_onset) == (None, (F(1, 2), F(3, 4)), 0.5, False)
    assert event.onset == F(1, 2)


def test_first_of_and_last_of_change_one_cycle_in_so_many():
    first = timing.first_of(mini("a b"), 3, timing.rev)
    last = timing.last_of(mini("a b"), 3, timing.rev)

    assert [sorted(_heard(first, n, n + 1))[0][-1] for n in range(4)] == ["b", "a", "a", "b"]
    assert [sorted(_heard(last, n, n + 1))[0][-1] for n in range(4)] == ["a", "a", "b", "a"]


def test_split_at_cycles_hears_what_is_longer_in_pieces():
    assert _heard(split_at_cycles(timing.slow(pure("a"), 2)), 0, 2) == ["0-1 a", "1-2 a"]


def test_any_change_of_query_and_event_time_goes_together():
    moved = timing.with_event_time(
        timing.with_query_time(mini("a b"), lambda time: time - F(1, 3)), lambda time: time + F(1, 3)
    )

    assert moved.query(0, 1) == timing.late(mini("a b"), F(1, 3)).query(0, 1)
