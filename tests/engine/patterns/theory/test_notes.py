"""Names of notes, with and without an octave."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange, WrongType
from engine.patterns.theory.notes import note_number, note_or_none, split_note


@pytest.mark.parametrize(
    ("name", "number"),
    [("c4", 60), ("c", 48), ("eb", 51), ("F#3", 54), ("bb2", 46), ("cs4", 61), ("df4", 61), ("c-1", 0), ("g9", 127)],
)
def test_note_number_reads_a_name(name, number):
    assert note_number(name) == number


@pytest.mark.parametrize("name", ["", "h4", "bd", "c4x", "60", "c٣", "c 4"])
def test_note_number_refuses_what_is_no_note(name):
    with pytest.raises(WrongType, match="is not a note: write a name such as"):
        note_number(name)


@pytest.mark.parametrize("name", ["c10", "cb-1", "g#9"])
def test_note_number_refuses_what_is_out_of_range(name):
    with pytest.raises(OutOfRange, match="a note is 0 to 127"):
        note_number(name)


def test_note_or_none_takes_numbers_and_names_and_nothing_else():
    assert [note_or_none(said) for said in (60, 60.5, "c4", "bd", True, None, ["c4"])] == [
        60, 60.5, 60, None, None, None, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "note", "rest"),
    [("Ebm7", "Eb", "m7"), ("bb7", "bb", "7"), ("f#4", "f#", "4"), ("x", "", "x"), ("", "", "")],
)
def test_split_note_leaves_what_follows_the_note(text, note, rest):
    assert split_note(text) == (note, rest)
