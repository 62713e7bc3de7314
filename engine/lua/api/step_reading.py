"""What a pattern's steps are, and whole patterns at once, as scripts say it. Lua counts steps from 1."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.document import Step, in_order
from engine.core.edits.branches import pattern_named
from engine.core.errors import OutOfRange
from engine.lua.api.arguments import name_of, whole_of
from engine.lua.api.stage import LuaFunction, Stage

SINCE = "0.3"


def get_step(stage: Stage, name: Any = None, number: Any = None) -> dict[str, Any]:
    """Tell how a step is, as `step` takes it."""
    pattern = pattern_named(stage.document, name_of(name, "getStep", "the pattern"))
    place = whole_of(number, "getStep", "the step")
    if not 1 <= place <= pattern.count:
        raise OutOfRange(f'getStep: the pattern "{pattern.name}" has steps 1 to {pattern.count}, got {place}')
    return _step_table(pattern.steps[place - 1])


def _step_table(step: Step) -> dict[str, Any]:
    cells = [(step.index, step.note), *((cell.index, cell.note) for cell in step.more)]
    said = {
        "velocity": step.velocity,
        "note": _one_or_all([note for _, note in cells if note is not None]),
        "index": _one_or_all([index for index, _ in cells if index is not None]),
        "length": step.length,
        "chance": step.chance,
        "ratio": list(step.ratio),
        "params": dict(step.values.items()) or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _one_or_all(values: list[Any]) -> Any:
    return values if len(values) > 1 else next(iter(values), None)


def step_count(stage: Stage, name: Any = None, count: Any = None) -> int:
    """Set how many steps of a pattern play, or tell it."""
    called = name_of(name, "stepCount", "the pattern")
    if count is not None:
        stage.perform(c.SetStepCount(pattern=called, count=whole_of(count, "stepCount", "the number of steps")))
    return pattern_named(stage.document, called).count


def clear_steps(stage: Stage, name: Any = None, first: Any = None, count: Any = None) -> None:
    """Make rests of steps: of all, or of some."""
    pattern = pattern_named(stage.document, name_of(name, "clearSteps", "the pattern"))
    start = 1 if first is None else whole_of(first, "clearSteps", "the first step")
    number = pattern.count - start + 1 if count is None else whole_of(count, "clearSteps", "how many")
    stage.perform(c.ClearSteps(pattern=pattern.name, first=start - 1, count=number))


def pattern_names(stage: Stage) -> list[str]:
    """Tell the names of all patterns, oldest first."""
    return [pattern.name for pattern in in_order(stage.document.patterns)]


STEP_READING = (
    LuaFunction(name="getStep", usage="getStep(pattern, number)", summary="Tell how a step is, as step takes it.",
                since=SINCE, example='pattern("four", "x...") print(getStep("four", 1).velocity)', call=get_step),
    LuaFunction(name="stepCount", usage="stepCount(pattern[, count])", since=SINCE, call=step_count,
                summary="Set how many steps of a pattern play, or tell it.",
                example='pattern("four", "x...x...") print(stepCount("four", 6))'),
    LuaFunction(name="clearSteps", usage="clearSteps(pattern[, first, count])", since=SINCE, call=clear_steps,
                summary="Make rests of all steps of a pattern, or of so many.",
                example='pattern("four", 16) clearSteps("four", 1, 8)'),
)  # fmt: skip
