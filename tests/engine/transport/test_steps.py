"""Which steps are due in a span of beats."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import Pattern, Step
from engine.core.starting import empty_document
from engine.patterns.notation import parse_steps
from engine.transport.steps import bindings, due_notes, step_at
from tests.engine.core.documents import after, studio

FOUR = Pattern("four", 1, 4, parse_steps("x..x"))
BOUND = [(FOUR, ["kick"])]


def beats(notes):
    return [note.beat for note in notes]


def test_steps_repeat_for_ever_from_the_first_beat():
    assert beats(due_notes(BOUND, Fraction(0), Fraction(2))) == [0, Fraction(3, 4), 1, Fraction(7, 4)]


def test_the_first_beat_is_due_and_the_last_is_left_to_the_next_span():
    assert beats(due_notes(BOUND, Fraction(1), Fraction(7, 4))) == [1]
    assert beats(due_notes(BOUND, Fraction(7, 4), Fraction(2))) == [Fraction(7, 4)]


def test_nothing_is_due_in_no_time():
    assert due_notes(BOUND, Fraction(1), Fraction(1)) == []


@given(st.lists(st.fractions(0, 16, max_denominator=48), max_size=12))
def test_however_the_time_is_cut_the_same_notes_are_due(cuts):
    edges = [Fraction(0), *sorted(cuts), Fraction(16)]
    pieces = [due_notes(BOUND, start, end) for start, end in pairwise(edges)]

    assert [note for piece in pieces for note in piece] == due_notes(BOUND, Fraction(0), Fraction(16))


def test_hidden_steps_do_not_play():
    pattern = replace(FOUR, count=3)

    assert beats(due_notes([(pattern, ["kick"])], Fraction(0), Fraction(3, 2))) == [0, Fraction(3, 4)]


def test_a_note_carries_what_its_step_says():
    pattern = Pattern("p", 1, 1, (Step(velocity=0.4, note=52.0, length=0.5),), steps_per_beat=2)
    (note,) = due_notes([(pattern, ["bass"])], Fraction(0), Fraction(1, 4))

    assert (note.module, note.note, note.velocity, note.length, note.may_ring) == (
        "bass",
        52.0,
        0.4,
        Fraction(1, 4),
        False,
    )


def test_a_step_without_a_length_is_one_step_or_rings():
    (note,) = due_notes(BOUND, Fraction(0), Fraction(1, 4))

    assert (note.length, note.may_ring) == (Fraction(1, 4), True)


def test_notes_of_one_beat_come_in_the_order_of_the_sequencers():
    other = Pattern("other", 2, 1, parse_steps("x"))
    notes = due_notes([(FOUR, ["kick", "bass"]), (other, ["hat"])], Fraction(0), Fraction(1, 2))

    assert [(note.beat, note.module) for note in notes] == [
        (0, "kick"),
        (0, "bass"),
        (0, "hat"),
        (Fraction(1, 4), "hat"),
    ]


def test_bindings_are_the_connected_sequencers_that_have_a_pattern():
    document = after(
        studio(),
        c.Connect(source="beat", target="bass"),
        c.AddModule(type="sequencer", name="idle"),
        c.AddModule(type="sequencer", name="lost", values=(("pattern", "nowhere"),)),
        c.Connect(source="lost", target="kick"),
    )

    assert bindings(document) == [(document.patterns["four"], ["kick", "bass"])]


def test_bindings_are_in_the_order_in_which_the_sequencers_were_made():
    document = studio()
    for name in ("b", "a"):
        document = after(document, c.AddModule(type="sequencer", name=name, values=(("pattern", "four"),)))
    document = after(document, *(c.Connect(source=name, target="bass") for name in ("a", "b")))

    assert [targets for _, targets in bindings(document)] == [["kick"], ["bass"], ["bass"]]


def test_no_bindings_where_nothing_is_connected():
    assert bindings(empty_document()) == []


@pytest.mark.parametrize(
    ("beat", "step"), [(Fraction(0), 0), (Fraction(9, 10), 3), (Fraction(1), 0), (Fraction(31, 8), 3)]
)
def test_step_at_is_the_one_that_plays_there(beat, step):
    assert step_at(FOUR, beat) == step
