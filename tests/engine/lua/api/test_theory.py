"""Chords and scales as lists of notes."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange, UnknownName, WrongType
from engine.lua.api.theory import chord, scale


def test_chord_is_a_list_of_notes():
    assert chord(None, "c4", "minor7") == [60, 63, 67, 70]
    assert chord(None, 60, "major", 1) == [64, 67, 72]
    assert chord(None, "eb") == [51, 55, 58]


def test_scale_is_a_list_of_notes_up_to_the_root_above():
    assert scale(None, "c4", "major pentatonic") == [60, 62, 64, 67, 69, 72]
    assert scale(None, "a", "minor", 2)[-1] == 81


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: chord(None, "h4"), WrongType, 'chord: the root is a note such as "c4" or 60, got "h4"'),
        (lambda: chord(None, "c4", "foo"), UnknownName, 'there is no chord "foo"'),
        (lambda: chord(None, "c4", 7), WrongType, "chord: the kind of chord is a text, got 7"),
        (lambda: scale(None), WrongType, "scale: the root is a note"),
        (lambda: scale(None, "c4", "dorain"), UnknownName, 'did you mean "dorian"'),
        (lambda: scale(None, "c4", "dorian", 99), OutOfRange, "a scale goes over 1 to 10 octaves, got 99"),
    ],
)
def test_mistake_is_a_sentence(call, kind, sentence):
    with pytest.raises(kind, match=sentence):
        call()
