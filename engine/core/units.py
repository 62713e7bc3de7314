"""Typed names for the quantities of the house: beats, bars, quanta, tempo and notes. Pure conversions only."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from engine.core.errors import OutOfRange, WrongType
from engine.core.numbers import LONGEST_NUMBER, is_digits

Beat = Fraction  # musical time in quarter notes, exact
Frame = int  # one sample of every channel
Value = float | int | bool | str | tuple[str, ...]  # what a parameter can hold

LOWEST_BPM, HIGHEST_BPM = 20.0, 480.0
MOST_BEATS_PER_BAR = 32

FINEST = 720_720 << 32  # parts of a beat that beats are rounded to, once their fractions have grown too large
_MOST_PARTS = 5040  # of a beat that a person means by a number that was reckoned out
MOST_BARS = 4096  # of a quantum
_MOST_BITS = 62  # of a denominator; more would neither go over the wire as a number nor be quick to add

_SEMITONES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_SHARPS = ("c", "c#", "d", "d#", "e", "f", "f#", "g", "g#", "a", "a#", "b")


class Quantum(msgspec.Struct, frozen=True):
    """The grid on which a change lands: at once, or on the next multiple of `count` beats or bars."""

    unit: Literal["now", "beat", "bar"] = "bar"
    count: int = 1  # how many beats or bars make one slot, >= 1

    def next_slot(self, position: Beat, beats_per_bar: int) -> Beat:
        """Return the first beat at or after `position` that lies on this grid."""
        if self.unit == "now":
            return position
        size = self.count * (beats_per_bar if self.unit == "bar" else 1)
        return Fraction(-(-position // size) * size)


NOW = Quantum("now")
NEXT_BAR = Quantum("bar")


def parse_quantum(text: str) -> Quantum:
    """Read `now`, `beat`, `bar` or `bars(4)`.

    Raises:
        WrongType: `text` is none of them.
    """
    if text in ("now", "beat", "bar"):
        return Quantum(text)  # type: ignore[arg-type]  # narrowed by the line above, which mypy does not see
    if text.startswith("bars(") and text.endswith(")") and is_digits(text[5:-1]) and int(text[5:-1]) > 0:
        count = int(text[5:-1])
        if count > MOST_BARS:
            raise OutOfRange(f"a quantum is up to bars({MOST_BARS}), got {text}")
        return Quantum("bar", count)
    raise WrongType(f'a quantum is "now", "beat", "bar" or "bars(n)", got "{text:.{LONGEST_NUMBER}}"')


def exact(number: float | int | Fraction) -> Fraction:
    """Return `number` as the fraction a person meant by it: 0.1 is 1/10, and 1/3 is recognised."""
    if isinstance(number, (int, Fraction)):
        return Fraction(number)
    top, bottom = number.as_integer_ratio()
    if bottom <= _MOST_PARTS:  # 0.25 and the like need no search
        return Fraction(top, bottom)
    near = Fraction(top, bottom).limit_denominator(_MOST_PARTS)
    return near if abs(float(near) - number) < 1e-12 * max(1.0, abs(number)) else Fraction(repr(number))


def tidy(beat: Beat) -> Beat:
    """Return `beat`, rounded by less than 10^-15 beats where its fraction has grown too large to reckon with for long.

    What people mean by a beat never has, however long it is added up; a sum of many unlike fractions has.
    """
    if beat.denominator.bit_length() <= _MOST_BITS:
        return beat
    return Fraction(round(beat * FINEST), FINEST)


def check_bpm(bpm: float) -> float:
    """Return `bpm` as a float; raises OutOfRange outside 20 to 480 quarter notes a minute."""
    if not LOWEST_BPM <= bpm <= HIGHEST_BPM:
        raise OutOfRange(f"the tempo is {LOWEST_BPM:g} to {HIGHEST_BPM:g} beats per minute, got {bpm:g}")
    return float(bpm)


def check_beats_per_bar(beats: int) -> int:
    """Return `beats`; raises OutOfRange outside 1 to 32, and WrongType for a part of a beat."""
    if beats != int(beats):
        raise WrongType(f"a bar has a whole number of beats, got {beats:g}")
    if not 1 <= beats <= MOST_BEATS_PER_BAR:
        raise OutOfRange(f"a bar has 1 to {MOST_BEATS_PER_BAR} beats, got {beats}")
    return beats


def parse_note(note: str | float | int) -> float:
    """Return the MIDI number of `note`: 60, or "c4", "f#3", "eb2". Middle C is c4, number 60.

    Raises:
        WrongType: `note` is neither a number nor a note's name.
        OutOfRange: it is outside 0 to 127.
    """
    number = _named_note(note) if isinstance(note, str) else float(note)
    if not 0 <= number <= 127:
        raise OutOfRange(f"a note is 0 to 127, got {note}")
    return float(number)


def _named_note(name: str) -> float:
    letter, rest = name[:1].lower(), name[1:]
    shift = 0
    while rest[:1] in ("#", "s", "b"):
        shift += -1 if rest[0] == "b" else 1
        rest = rest[1:]
    octave = rest.removeprefix("-")
    if letter not in _SEMITONES or not is_digits(octave):
        raise WrongType(f'"{name}" is not a note: write a MIDI number (60) or a name such as "c4", "f#3", "eb2"')
    return 12 * (int(rest) + 1) + _SEMITONES[letter] + shift


def note_name(number: float) -> str:
    """Return the name of the MIDI note nearest to `number`: 60 is "c4"."""
    nearest = round(number)
    return f"{_SHARPS[nearest % 12]}{nearest // 12 - 1}"
