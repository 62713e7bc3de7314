"""Names of notes where the octave may be left out, as in words of a pattern: "c", "eb", "f#4"."""

from __future__ import annotations

from engine.core.errors import EngineError, OutOfRange, WrongType
from engine.core.units import parse_note

USUAL_OCTAVE = 3  # of a note that is told none: "c" is c3, number 48
_LETTERS, _ACCIDENTALS = "abcdefg", "#sbf"


def note_number(name: str) -> float:
    """Return the MIDI number of a note's name; without an octave it is in octave 3, so "c" is 48.

    Raises:
        WrongType: `name` is no note.
        OutOfRange: it is outside 0 to 127.
    """
    letter, accidentals, octave = _parts(name)
    if not letter:
        raise WrongType(f'"{name}" is not a note: write a name such as "c4", "f#3", "eb", or a MIDI number')
    natural = parse_note(f"{letter}{octave or USUAL_OCTAVE}")
    number = natural + sum(1 if sign in "#s" else -1 for sign in accidentals)
    if not 0 <= number <= 127:
        raise OutOfRange(f"a note is 0 to 127, got {name}")
    return number


def is_note(name: str) -> bool:
    """Whether `name` is a note's name, with or without an octave."""
    return bool(_parts(name)[0])


def note_or_none(word: object) -> float | None:
    """Return the MIDI number of a number or of a note's name, and None for what is neither."""
    if isinstance(word, bool):
        return None
    if isinstance(word, (int, float)):
        return word
    if not isinstance(word, str):
        return None
    try:
        return note_number(word)
    except EngineError:
        return None


def split_note(text: str) -> tuple[str, str]:
    """Split `text` after the note that it begins with, octave excluded: "ebm7" is "eb" and "m7"; "" when there is none.

    A flat is `b`: "bb7" is the chord b flat seven.
    """
    if text[:1].lower() not in _LETTERS or not text:
        return "", text
    end = 1
    while text[end : end + 1] in ("#", "b"):
        end += 1
    return text[:end], text[end:]


def _parts(name: str) -> tuple[str, str, str]:
    """Letter, accidentals and octave; the first is empty when `name` is no note."""
    letter, rest = name[:1].lower(), name[1:]
    accidentals = rest[: len(rest) - len(rest.lstrip(_ACCIDENTALS))]
    octave = rest[len(accidentals) :]
    is_note = letter in _LETTERS and bool(letter) and octave.removeprefix("-").isdecimal() | (not octave)
    return (letter, accidentals, octave) if is_note and octave.isascii() else ("", "", "")
