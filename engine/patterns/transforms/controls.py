"""Controls: values with names, such as `note` and `cutoff`, which a pattern brings to what it plays."""

from __future__ import annotations

from typing import Any

from engine.core.errors import WrongType
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.theory.notes import note_number, note_or_none
from engine.patterns.transforms.values import PLAIN

ALIASES = {"sound": "s", "gain": "volume"}
"""Other names that players know -> what the control is called here."""

NOTE_CONTROLS = {
    "s": 'The sample: a name, "bd" or with its number, "bd:3".',
    "n": "The number of a sample in its bank, or of a degree in a scale.",
    "note": 'The note: a MIDI number or a name, "c4"; "c" is c3.',
    "velocity": "How hard a note is played, 0 to 1.",
    "length": "How long a note is, in beats.",
}
"""Controls that belong to the event, not to a parameter of a module."""

_PLACES = {"s": ("s", "n", "volume"), "note": ("note", "n")}  # what `bd:3:0.5` says, in its order


def control(pattern: Pattern, name: str) -> Pattern:
    """Return `pattern` with its values as the control `name`; note names become numbers, `bd:3` becomes s and n."""
    called = ALIASES.get(name, name)
    return pattern.map(lambda value: _named(called, value))


def _named(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        rest = {key: each for key, each in value.items() if key != PLAIN}
        return {**rest, **_named(name, value[PLAIN])} if PLAIN in value else rest
    if isinstance(value, list):
        return {key: _read(key, each) for key, each in zip(_PLACES.get(name, (name,)), value, strict=False)}
    return {name: _read(name, value)}


def _read(name: str, value: Any) -> Any:
    if name != "note":
        return value
    number = note_or_none(value)
    return value if number is None else number


def _check_name(name: str) -> str:
    if not (name.isidentifier() and name.isascii()):
        raise WrongType(f'a control is called like a parameter, such as "cutoff", got "{name:.40}"')
    return name


def _examine(value: Any, name: str) -> None:
    word = value[0] if isinstance(value, list) else value
    if ALIASES.get(name, name) == "note" and isinstance(word, str):
        note_number(word)


CONTROLS = (
    Operation(name="control", build=control, arguments=(Argument("name", "text", parse=_check_name),),
              examine=_examine, example='control("cutoff", "<400 800>")',
              summary="The values of a pattern as a control, called like a parameter of what it plays."),
)  # fmt: skip
