"""What a script says where a pattern is wanted: how many steps, a step string, mini-notation or a pattern value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from engine.core import commands as c
from engine.core.errors import UnknownName, WrongType, did_you_mean
from engine.lua.api.arguments import name_of
from engine.lua.api.pattern_values import expression_of, is_pattern_value
from engine.lua.api.stage import Stage
from engine.lua.convert import Handle
from engine.lua.wording import shown
from engine.patterns.written import Written, kept, read_written

USUAL_COUNT = 16  # steps of a pattern that is told nothing
SHORT = 2  # letters of a word that is rather a sound, as bd, sd and hh are


def read_said(said: Any, function: str) -> Written:
    """Return what a text or a pattern value means; raises EngineError."""
    if isinstance(said, str):
        return read_written(said)
    if is_pattern_value(said):
        return Written(expression=kept(expression_of(said, function)))
    raise WrongType(
        f'{function}: a pattern is a text such as "x...x..." or "bd*2 sd", a number of steps, or a pattern value,'
        f" got {shown(said)}"
    )


def pattern_for(stage: Stage, sequencer: str, said: Any) -> str:
    """Return the name of the pattern that a sequencer is to play: of one that is there, or of one made for it."""
    if isinstance(said, Handle) and not is_pattern_value(said):
        return name_of(said, f'sequencer "{sequencer}"', "the pattern")
    if isinstance(said, str):
        if not said or is_there(stage, said):
            return said
        _refuse_slip(stage, sequencer, said)
    declare(stage, sequencer, read_said(said, f'sequencer "{sequencer}"'))
    return sequencer


def is_there(stage: Stage, name: str) -> bool:
    """Whether there is a pattern of this name: in a run, not one that only the last run has said.

    Else a script would mean something else when it is run again.
    """
    pattern = stage.document.patterns.get(name)
    record = stage.document.declared.get(stage.script)
    if pattern is None or pattern.owner != stage.script or not stage.is_declaring or record is None:
        return pattern is not None
    key = f"pattern {name}"
    return key in record.now or key not in record.before


def nearest_there(stage: Stage, name: str) -> str:
    """Return a hint at the pattern whose name is nearest, or nothing."""
    return did_you_mean(name, [each for each in stage.document.patterns if is_there(stage, each)])


def _refuse_slip(stage: Stage, sequencer: str, text: str) -> None:
    """A single word that is nearly the name of a pattern is taken for a slip, and not for the name of a sound."""
    hint = nearest_there(stage, text) if text.isidentifier() else ""
    if hint and len(text) > SHORT:
        raise UnknownName(f'sequencer "{sequencer}": there is no pattern "{text}"{hint}')


def declare(stage: Stage, name: str, written: Written, count: int = USUAL_COUNT, beats: Fraction | None = None) -> None:
    """There is a pattern that plays what is written; outside a run, one that is there plays it from now on.

    Args:
        count: How many steps, where `written` has none.
        beats: How long a cycle is; None is a bar. Steps do not ask.
    """
    expression, cycle_beats = written.expression, beats if written.expression else None
    if stage.is_declaring or name not in stage.document.patterns:
        made = c.AddPattern(name=name, count=count, steps=written.steps, expression=expression, cycle_beats=cycle_beats)
        stage.perform(made)
    elif expression:
        stage.perform(c.SetExpression(pattern=name, expression=expression, cycle_beats=cycle_beats))
    else:
        stage.perform(c.SetStepCount(pattern=name, count=len(written.steps) or count))
        if written.steps:
            stage.perform(c.SetExpression(pattern=name, expression=""))
            stage.perform(c.PasteSteps(pattern=name, first=0, steps=written.steps))
