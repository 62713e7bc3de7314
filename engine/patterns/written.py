"""Tells apart what a player writes for a pattern: a step string such as `x...x...`, or mini-notation."""

from __future__ import annotations

import json
from typing import NamedTuple

from engine.core.document import Step
from engine.patterns.expression import Expression, mini, to_plain
from engine.patterns.notation import is_step_string, parse_steps
from engine.patterns.stored import read_expression

_SPACING = " |"


class Written(NamedTuple):
    """What a text came to: steps, or else a cyclic pattern."""

    steps: tuple[Step, ...] = ()
    expression: str = ""  # as a document keeps it; empty where there are steps


def read_written(text: str) -> Written:
    """Return what `text` writes.

    Raises:
        EngineError: it is neither, and the sentence names the column; or it has too many steps or events.
    """
    if is_step_string(text) or _is_meant_as_steps(text):
        return Written(steps=parse_steps(text))
    expression = kept(mini(text))
    read_expression(expression)
    return Written(expression=expression)


def kept(expression: Expression) -> str:
    """Return an expression as a document keeps it: JSON without spaces."""
    return json.dumps(to_plain(expression), ensure_ascii=False, separators=(",", ":"))


def _is_meant_as_steps(text: str) -> bool:
    """Whether a text is a step string with a slip in it, such as `x..y`, and no single word of mini-notation."""
    bare = "".join(char for char in text if char not in _SPACING)
    strays = sum(not is_step_string(char) for char in bare)
    is_drawn = (".." in text or "--" in text) and " .. " not in text  # which is a range of mini-notation
    return is_drawn and strays * 3 < len(bare)
