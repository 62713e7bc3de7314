"""What a script says where a pattern is wanted: how many steps, a step string, mini-notation or a pattern value."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.errors import UnknownName, WrongType, did_you_mean
from engine.lua.api.arguments import name_of, shown
from engine.lua.api.pattern_values import expression_of, is_pattern_value
from engine.lua.api.stage import Stage
from engine.lua.convert import Handle
from engine.patterns.written import Written, kept, read_written

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
        if said in stage.document.patterns or not said:
            return said
        _refuse_slip(stage, sequencer, said)
    declare(stage, sequencer, read_said(said, f'sequencer "{sequencer}"'))
    return sequencer


def _refuse_slip(stage: Stage, sequencer: str, text: str) -> None:
    """A single word that is nearly the name of a pattern is taken for a slip, and not for the name of a sound."""
    hint = did_you_mean(text, stage.document.patterns) if text.isidentifier() else ""
    if hint and len(text) > SHORT:
        raise UnknownName(f'sequencer "{sequencer}": there is no pattern "{text}"{hint}')


def declare(stage: Stage, name: str, written: Written) -> None:
    """There is a pattern that plays what is written; outside a run one that is there already is left alone."""
    if stage.is_declaring or name not in stage.document.patterns:
        stage.perform(c.AddPattern(name=name, steps=written.steps, expression=written.expression))
