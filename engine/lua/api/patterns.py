"""Patterns and steps, as scripts say them. Lua counts steps from 1; the engine counts from 0."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.document import Step
from engine.core.edits.branches import pattern_named
from engine.core.errors import OutOfRange, WrongType
from engine.core.units import parse_note
from engine.lua.api.arguments import name_of, number_of, options_of, shown, whole_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.convert import Handle
from engine.patterns.notation import parse_steps

SINCE = "0.1"
HIT = 0.8  # velocity of a step that is not told one


def pattern(stage: Stage, name: Any = None, said: Any = None) -> Handle:
    """There is a pattern, with these steps or this many."""
    called = name_of(name, "pattern")
    if isinstance(said, str):
        steps, count = parse_steps(said), 0
    elif said is None or (isinstance(said, (int, float)) and not isinstance(said, bool)):
        steps, count = (), 16 if said is None else whole_of(said, "pattern", "the number of steps")
    else:
        raise WrongType(f'pattern: the steps are a text such as "x...x..." or a number, got {shown(said)}')
    if stage.is_declaring or called not in stage.document.patterns:
        stage.perform(c.AddPattern(name=called, count=count, steps=steps))
    else:
        _rewrite(stage, called, steps, count)
    return Handle("pattern", called)


def _rewrite(stage: Stage, name: str, steps: tuple[Step, ...], count: int) -> None:
    stage.perform(c.SetStepCount(pattern=name, count=len(steps) or count))
    for index, each in enumerate(steps):
        stage.perform(c.SetStep(pattern=name, index=index, step=each))


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
    given = options_of(options, "step", ("note", "velocity", "length"))
    note, length = given.get("note"), given.get("length")
    return Step(
        velocity=float(number_of(given.get("velocity", HIT), "step", "the velocity")),
        note=None if note is None else parse_note(note),
        length=None if length is None else float(number_of(length, "step", "the length")),
    )


PATTERNS = (
    LuaFunction(name="pattern", usage='pattern(name, "x...x...")', since=SINCE, call=pattern,
                summary="There is a pattern: X accent, x hit, o soft, . rest, one a step; or a number of steps.",
                example='pattern("four", "x...x...x...x...")'),
    LuaFunction(name="step", usage="step(pattern, number, { note, velocity, length })", since=SINCE, call=step,
                summary="A step of a pattern, counted from 1, is so; false is a rest.",
                example='pattern("four", 16) step("four", 5, { note = "e3", velocity = 0.7, length = 2 })'),
)  # fmt: skip
