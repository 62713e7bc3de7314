"""Which entry of a chain comes next, and where a place is after the entries have changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.core.document import ChainEntry
from engine.transport.order import BEFORE_ALL, DONE, Place, kept_place, place_after
from tests.engine.transport.band import entries


def is_on(entry: ChainEntry) -> bool:
    return entry.is_enabled


def places(chain: tuple[ChainEntry, ...], count: int) -> list[tuple[int, int]]:
    walked, place = [], BEFORE_ALL
    for _ in range(count):
        place = place_after(chain, place, is_on)
        walked.append(tuple(place))
    return walked


def test_entries_come_one_after_another_each_as_often_as_it_says():
    assert places(entries("a", ("b", 2), "c"), 5) == [(0, 0), (1, 0), (1, 1), (2, 0), (0, 0)]


def test_equal_neighbours_are_two_entries():
    assert places(entries("a", "a"), 3) == [(0, 0), (1, 0), (0, 0)]


def test_an_entry_that_is_off_is_passed_over():
    a, b = entries("a", "b")

    assert places((replace(a, is_enabled=False), b), 2) == [(1, 0), (1, 0)]


def test_nothing_follows_where_nothing_is_on():
    assert place_after((replace(ChainEntry("a"), is_enabled=False),), Place(0, 0), is_on) is None
    assert place_after((), BEFORE_ALL, is_on) is None


def test_an_entry_that_was_shortened_ends_when_its_time_is_up():
    assert place_after(entries(("a", 2), "b"), Place(0, 3), is_on) == Place(1, 0)


@pytest.mark.parametrize(
    ("before", "after", "place", "kept"),
    [
        (entries("a", "b"), entries("x", "a", "b"), Place(1, 0), Place(2, 0)),
        (entries("a", "b"), entries("a", "x", "b"), Place(0, 0), Place(0, 0)),
        (entries("a", "b", "c"), entries("b", "c"), Place(2, 0), Place(1, 0)),
        (entries("a", ("b", 4)), entries("a", ("b", 2)), Place(1, 3), Place(1, 3)),
        (entries("a", "b", "c"), entries("a", "c"), Place(1, 0), Place(0, DONE)),
        (entries("a", "a"), entries("a"), Place(1, 0), Place(0, DONE)),
        (entries("a", "b"), (), Place(1, 0), Place(-1, DONE)),
    ],
)
def test_a_place_is_kept_when_entries_change(before, after, place, kept):
    assert kept_place(before, after, place) == kept


def test_what_followed_an_entry_that_went_follows():
    assert place_after(
        entries("a", "c"), kept_place(entries("a", "b", "c"), entries("a", "c"), Place(1, 0)), is_on
    ) == (Place(1, 0))


chains = st.lists(st.builds(ChainEntry, st.sampled_from("abc"), st.integers(1, 3)), max_size=5).map(tuple)


@given(chains.filter(bool), chains, st.integers(0, 4))
def test_a_kept_place_is_in_the_new_entries_or_before_one_of_them(before, after, index):
    kept = kept_place(before, after, Place(index % len(before), 0))

    assert -1 <= kept.entry < max(1, len(after))
    assert kept.repeat in (0, DONE)
