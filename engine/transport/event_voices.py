"""What an event of a cyclic pattern sounds like on the modules that play it: words, numbers and controls.

A word that is the name of a connected module is for that one alone. Else it is the name of a sample, for a module that
has a bank, or a note's name; in a bank a note's name needs its octave, and a sample of that name goes before it. A bare
number is a place in a bank, counted from 0, and a MIDI number where there is none. True plays, false rests.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from immutables import Map

from engine.core.units import Beat, Value, exact
from engine.patterns.theory.notes import note_or_none
from engine.patterns.transforms.values import PLAIN
from engine.transport.note import Voice
from engine.transport.target import Target

Complain = Callable[[str], None]

_LONGEST_BEATS = 4096.0


class Said(NamedTuple):
    """An event's value, taken apart."""

    word: str = ""
    number: float | None = None  # a bare number, or `n`
    note: float | None = None
    velocity: float = 1.0
    length: Beat | None = None  # in beats
    controls: Mapping[str, Any] = Map()


def event_voices(value: Any, targets: Sequence[Target], complain: Complain) -> list[Voice]:
    """Return what an event with this value plays on each of `targets`.

    Args:
        complain: Called with a sentence about what no target understands; that part of the value is left out.
    """
    said = read_value(value)
    if said is None or said.velocity <= 0.0:
        return []
    named = [target for target in targets if target.name == said.word]
    if named:
        said, targets = said._replace(word=""), named
    voices = [voice for target in targets if (voice := _voice(said, target)) is not None]
    if targets:
        _tell_unknown(said, targets, voices, complain)
    return voices


def read_value(value: Any) -> Said | None:
    """Return an event's value taken apart; None for a rest."""
    if isinstance(value, dict):
        return _read_controls(value)
    if isinstance(value, bool):
        return Said() if value else None
    if isinstance(value, list):
        first, *others = value or [False]
        said = read_value(first)
        return said if said is None or not others else said._replace(number=_number(others[0]))
    if isinstance(value, str):
        word, colon, place = value.partition(":")
        return Said(word, _number(place) if colon else None)
    return Said(number=_number(value))


def _read_controls(controls: Mapping[str, Any]) -> Said | None:
    plain = controls.get("s", controls.get(PLAIN))
    said = Said() if plain is None else read_value(plain)
    if said is None:
        return None
    number = _number(controls["n"]) if "n" in controls else said.number
    velocity, length = _number(controls.get("velocity")), _number(controls.get("length"))
    return Said(
        said.word,
        number,
        note_or_none(controls.get("note")),
        1.0 if velocity is None else min(velocity, 1.0),
        exact(min(length, _LONGEST_BEATS)) if length is not None and length > 0 else None,
        {name: each for name, each in controls.items() if name not in _OF_THE_EVENT},
    )


_OF_THE_EVENT = ("s", "n", "note", "velocity", "length", PLAIN)


def _voice(said: Said, target: Target) -> Voice | None:
    """Return what `target` plays; None for a word that means nothing to it."""
    values: dict[str, Value] = {}
    if target.samples is None:
        note = _pitch(said)
        if note is None and said.word:
            return None
    else:
        note, values = _from_bank(said, target)
    for control, value in said.controls.items():
        if (fitting := target.fit(control, value)) is not None:
            values[control] = fitting
    pitch = None if note is None else min(max(note, 0.0), 127.0)
    return Voice(target.name, pitch, said.velocity, values, said.length)


def _pitch(said: Said) -> float | None:
    """Return the note that is meant where there is no bank."""
    if said.note is not None:
        return said.note
    return note_or_none(said.word) if said.word else said.number


def _from_bank(said: Said, target: Target) -> tuple[float | None, dict[str, Value]]:
    """Return the note, and which sample, where there is a bank."""
    values: dict[str, Value] = {}
    note = said.note
    if said.word and (named := _note_in_bank(said.word, target)) is not None:
        note = named if note is None else note
    elif said.word:
        values["word"] = said.word
    if said.number is not None:
        values["index"] = max(0, math.floor(said.number))
    return note, values


def _note_in_bank(word: str, target: Target) -> float | None:
    if not word[-1].isdecimal() or (target.samples is not None and word in target.samples):
        return None
    return note_or_none(word)


def _tell_unknown(said: Said, targets: Sequence[Target], voices: Sequence[Voice], complain: Complain) -> None:
    names = " and ".join(target.name for target in targets)
    if not voices:
        complain(f'"{said.word}" is no note, and {names} has no samples: nothing plays it')
    for control, value in said.controls.items():
        if all(target.fit(control, value) is None for target in targets):
            is_known = any(control in target.parameters for target in targets)
            what = f"cannot have the {control} {value!r:.40}" if is_known else f"has no parameter {control}"
            complain(f"{names} {what}: it is left out")


def _number(value: Any) -> float | None:
    """Return a finite number, also of a text such as "3", and None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
