"""Single steps of a pattern, as scripts say them. Lua counts steps from 1; the engine counts from 0."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from immutables import Map

from engine.core import commands as c
from engine.core.document import Cell, Step
from engine.core.edits.branches import pattern_named
from engine.core.errors import OutOfRange, WrongType
from engine.core.numbers import is_digits
from engine.core.units import Value, parse_note
from engine.lua.api.arguments import each_of, name_of, number_of, options_of, whole_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.wording import shown

SINCE = "0.1"
HIT = 0.8  # velocity of a step that is not told one
OPTIONS = ("note", "velocity", "length", "index", "chance", "ratio", "params")


def step(stage: Stage, name: Any = None, number: Any = None, options: Any = None) -> None:
    """This step of a pattern is so."""
    called, place = name_of(name, "step", "the pattern"), whole_of(number, "step", "the step")
    count = pattern_named(stage.document, called).count
    if not 1 <= place <= count:
        raise OutOfRange(f'step: the pattern "{called}" has steps 1 to {count}, got {place}')
    stage.perform(c.SetStep(pattern=called, index=place - 1, step=_step_of(options)))


def _step_of(options: Any) -> Step:
    if options is False or options is None or options is True:
        return Step(velocity=0.0 if options is False else HIT)
    if isinstance(options, (int, float)):
        return Step(velocity=float(number_of(options, "step", "the velocity")))
    if not isinstance(options, (dict, list)):
        raise WrongType(f'step: say a velocity, false for a rest, or {{ note = "e3" }}, got {shown(options)}')
    given = options_of(options, "step", OPTIONS)
    length = given.get("length")
    first, *more = _cells(given)
    return Step(
        velocity=float(number_of(given.get("velocity", HIT), "step", "the velocity")),
        note=first.note,
        length=None if length is None else float(number_of(length, "step", "the length")),
        index=first.index,
        chance=float(number_of(given.get("chance", 100), "step", "the chance")),
        ratio=_ratio(given.get("ratio", "1:1")),
        values=values_of(given.get("params"), "step"),
        more=tuple(more),
    )


def _cells(given: dict[str, Any]) -> list[Cell]:
    """One voice for each note or index that is said."""
    notes = [parse_note(note) for note in each_of(given.get("note"))]
    indices = [whole_of(index, "step", "the index") for index in each_of(given.get("index"))]
    return [Cell(index, note) for index, note in zip_longest(indices, notes)] or [Cell()]


def _ratio(said: Any) -> tuple[int, int]:
    """Read "1:2" or { 1, 2 }: in the first of every two turns."""
    parts = said.split(":") if isinstance(said, str) else said
    if isinstance(parts, list) and len(parts) == len(Step().ratio) and all(is_digits(str(part)) for part in parts):
        return int(parts[0]), int(parts[1])
    raise WrongType(f'step: the ratio is a text such as "1:2", got {shown(said)}')


def values_of(said: Any, function: str) -> Map[str, Value]:
    """Return parameters of one note by name, from a table."""
    values: dict[str, Value] = {}
    for name, value in options_of(said, f"{function}: params").items():
        if not isinstance(value, (bool, int, float, str)):
            raise WrongType(f"{function}: {name} is a number, a text, true or false, got {shown(value)}")
        values[name] = value if isinstance(value, (bool, str)) else number_of(value, function, name)
    return Map(values)


STEPS = (
    LuaFunction(name="step", usage="step(pattern, number, { note, velocity, length, index, chance, ratio, params })",
                summary="A step of a pattern, counted from 1, is so; false is a rest.", since=SINCE, call=step,
                example='pattern("four", 16) step("four", 5, { note = "e3", velocity = 0.7, length = 2 })'),
)  # fmt: skip
