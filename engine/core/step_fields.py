"""What a step of a pattern has, one thing at a time: read it, or have another value in its place."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from engine.core.document import REST, Step
from engine.core.edits.pattern_limits import HIGHEST_INDEX, LONGEST_STEP, MOST_TURNS
from engine.core.errors import OutOfRange, WrongType
from engine.core.numbers import is_digits
from engine.core.units import Value, parse_note
from engine.modules.parameter import Parameter

STEP_FIELDS: dict[str, Parameter] = {
    each.name: each
    for each in (
        Parameter(name="velocity", label="Velocity", summary="How loud; 0 is a rest."),
        Parameter(name="note", label="Note", maximum=127.0, default=60.0, summary="MIDI number, or a name such as c4."),
        Parameter(name="length", label="Length", maximum=LONGEST_STEP, default=1.0, unit="steps", summary="How long."),
        Parameter(name="chance", label="Chance", maximum=100.0, default=100.0, unit="%", summary="How often."),
        Parameter(name="index", label="Index", kind="int", maximum=HIGHEST_INDEX, summary="Which sample, from 0."),
        Parameter(
            name="ratio", label="Ratio", kind="text", default="1:1", summary="1:2 is the first of every 2 turns."
        ),
    )
}
_MAY_BE_NOTHING = ("note", "length", "index")


def step_value(step: Step, name: str) -> Value | None:
    """Return one thing of a step; None is what it leaves to the module that plays it."""
    if name == "ratio":
        return f"{step.ratio[0]}:{step.ratio[1]}"
    if name in STEP_FIELDS:
        found: float | int | None = getattr(step, name)
        return found
    return step.values.get(name)


def with_step_value(step: Step, parameter: Parameter, value: Value | None) -> Step:
    """Return a step with another value of one thing; None leaves it to the module that plays it.

    Raises:
        OutOfRange, WrongType: the value does not fit.
    """
    name = parameter.name
    if name not in STEP_FIELDS:
        if value is None:
            return replace(step, values=step.values.delete(name)) if name in step.values else step
        return replace(step, values=step.values.set(name, parameter.check(value)))
    changed: dict[str, Any] = {name: _field(parameter, value)}
    return replace(step, **changed)


def _field(parameter: Parameter, value: Value | None) -> Value | tuple[int, int] | None:
    if value is None:
        return None if parameter.name in _MAY_BE_NOTHING else getattr(REST, parameter.name)
    match parameter.name:
        case "ratio":
            return _ratio(value)
        case "note" if isinstance(value, str):
            return parse_note(value)
        case _:
            return parameter.check(value)


def _ratio(value: Value) -> tuple[int, int]:
    turn, colon, turns = str(value).partition(":")
    if not colon or not is_digits(turn) or not is_digits(turns):
        raise WrongType(f'a ratio is written "1:2", got "{value}"')
    if not (1 <= int(turn) <= MOST_TURNS and 1 <= int(turns) <= MOST_TURNS):
        raise OutOfRange(f"a ratio is 1:1 to {MOST_TURNS}:{MOST_TURNS}, got {value}")
    return int(turn), int(turns)
