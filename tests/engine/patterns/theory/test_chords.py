"""Chords by name and by symbol."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange, UnknownName, WrongType
from engine.patterns.theory.chords import CHORD_ALIASES, CHORDS, chord_notes, chord_steps, parse_chord


def test_there_are_forty_chords_and_each_is_another_one():
    assert len(CHORDS) >= 40
    assert len(set(CHORDS.values())) == len(CHORDS)


@pytest.mark.parametrize("name", [*CHORDS, *CHORD_ALIASES])
def test_chord_rises_from_its_root(name):
    steps = chord_steps(name)

    assert steps[0] == 0
    assert list(steps) == sorted(set(steps))


@pytest.mark.parametrize(
    ("name", "steps"),
    [("m7", (0, 3, 7, 10)), ("M7", (0, 4, 7, 11)), ("Maj7", (0, 4, 7, 11)), ("", (0, 4, 7)), ("Minor7", (0, 3, 7, 10))],
)
def test_chord_steps_tells_case_apart_only_where_it_matters(name, steps):
    assert chord_steps(name) == steps


def test_chord_steps_names_the_nearest_of_an_unknown_one():
    with pytest.raises(UnknownName, match='there is no chord "minr7"; did you mean "minor7"'):
        chord_steps("minr7")


def test_chord_notes_lifts_the_lowest_note_with_each_inversion():
    assert chord_notes(60, "minor7") == [60, 63, 67, 70]
    assert chord_notes(60, "major", 1) == [64, 67, 72]
    assert chord_notes(60, "major", -1) == [55, 60, 64]


def test_chord_notes_refuses_an_inversion_out_of_range():
    with pytest.raises(OutOfRange, match="-12 to 12, got 13"):
        chord_notes(60, "major", 13)


@pytest.mark.parametrize(
    ("symbol", "notes"),
    [
        ("C", [48, 52, 55]),
        ("Cm7", [48, 51, 55, 58]),
        ("Eb^7", [51, 55, 58, 62]),
        ("bb7", [58, 62, 65, 68]),
        ("f#4:minor7", [66, 69, 73, 76]),
        ("e:m", [52, 55, 59]),
        ("c4", [60, 64, 67]),
        ("C7", [48, 52, 55, 58]),
        ("C6/9", [48, 52, 55, 57, 62]),
        ("C/E", [40, 48, 55]),
    ],
)
def test_parse_chord_reads_a_symbol(symbol, notes):
    assert parse_chord(symbol) == notes


@pytest.mark.parametrize("symbol", ["", "x7", "/E"])
def test_parse_chord_refuses_what_begins_with_no_note(symbol):
    with pytest.raises(WrongType, match="is not a note"):
        parse_chord(symbol)
