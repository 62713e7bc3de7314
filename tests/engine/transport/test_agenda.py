"""The queue of what is due."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.transport.agenda import Agenda


@given(st.lists(st.integers(0, 20)))
def test_agenda_gives_items_by_when_they_are_due_and_then_in_the_order_they_were_put(moments):
    agenda = Agenda()
    for order, at in enumerate(moments):
        agenda.put(at, order)

    assert len(agenda) == len(moments)
    assert [agenda.take() for _ in moments] == sorted((at, order) for order, at in enumerate(moments))


def test_agenda_never_compares_its_items():
    agenda = Agenda()
    first, second = object(), object()
    agenda.put(Fraction(1), first)
    agenda.put(Fraction(1), second)

    assert [agenda.take()[1], agenda.take()[1]] == [first, second]


def test_agenda_tells_when_the_first_is_due():
    agenda = Agenda()
    assert agenda.first() is None

    agenda.put(Fraction(3), "b")
    agenda.put(Fraction(1, 3), "a")
    assert agenda.first() == Fraction(1, 3)


def test_take_everything_leaves_nothing():
    agenda = Agenda()
    agenda.put(2, "b")
    agenda.put(1, "a")

    assert agenda.take_everything() == [(1, "a"), (2, "b")]
    assert len(agenda) == 0


def test_take_from_nothing_is_a_bug_of_the_caller():
    with pytest.raises(IndexError):
        Agenda().take()
