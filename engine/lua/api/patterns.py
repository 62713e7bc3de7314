"""Patterns, as scripts say them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple, get_args

from engine.core import commands as c
from engine.core.document import Column, ColumnKind
from engine.core.edits.pattern_limits import ALWAYS_SHOWN
from engine.core.errors import NotAllowed, OutOfRange
from engine.lua.api.arguments import each_of, exact_of, name_of, options_of, text_of, whole_of
from engine.lua.api.said_patterns import USUAL_COUNT, declare, read_said
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.convert import Handle
from engine.patterns.written import Written

SINCE = "0.1"


class _Wish(NamedTuple):
    written: Written
    step_count: int  # where no steps are written
    beats: Fraction | None  # how long a cycle is, or all steps

    @property
    def length(self) -> int:
        return len(self.written.steps) or self.step_count


def pattern(stage: Stage, name: Any = None, said: Any = None, options: Any = None) -> Handle:
    """There is a pattern: of steps, of so many, or cyclic."""
    called = name_of(name, "pattern")
    given = options_of(options, "pattern", ("rate", "beats", "columns"))
    beats = exact_of(given["beats"], "pattern", "beats") if "beats" in given else None
    wish = _wish(said, beats)
    declare(stage, called, wish.written, wish.step_count, beats)
    _set_pace(stage, called, wish, given.get("rate"))
    if "columns" in given:
        _show_columns(stage, called, given["columns"])
    return Handle("pattern", called)


def _wish(said: Any, beats: Fraction | None) -> _Wish:
    if said is None:
        return _Wish(Written(), USUAL_COUNT, beats)
    if isinstance(said, (int, float)) and not isinstance(said, bool):
        return _Wish(Written(), whole_of(said, "pattern", "the number of steps"), beats)
    return _Wish(read_said(said, "pattern"), USUAL_COUNT, beats)


def _set_pace(stage: Stage, name: str, wish: _Wish, rate: Any) -> None:
    """How fast steps go by, from steps in a beat, or from how many beats all of them take."""
    if wish.written.expression:
        if rate is not None:
            raise NotAllowed(f'pattern "{name}": a cyclic pattern has no rate; say beats, how long a cycle is')
        return
    if rate is not None and wish.beats is not None:
        raise NotAllowed(f'pattern "{name}": say rate, steps in a beat, or beats, how long it is; not both')
    if rate is not None:
        pace = exact_of(rate, "pattern", "rate")
    elif wish.beats is None:
        return
    elif wish.beats > 0:
        pace = wish.length / wish.beats
    else:
        raise OutOfRange(f'pattern "{name}": it lasts above 0 beats, got {float(wish.beats):g}')
    stage.perform(c.SetStepsPerBeat(pattern=name, steps_per_beat=pace))


def _show_columns(stage: Stage, name: str, said: Any) -> None:
    """These columns, after those that a pattern always shows and that were not named."""
    named = tuple(column_of(text_of(each, "pattern", "each of columns")) for each in each_of(said))
    kinds = [column.kind for column in named]
    columns = (*(Column(kind) for kind in ALWAYS_SHOWN if kind not in kinds), *named)
    stage.perform(c.SetColumns(pattern=name, columns=columns))


def column_of(name: str) -> Column:
    """Return the column of a name: one of the kinds, or else a parameter."""
    return Column(name) if name in get_args(ColumnKind) and name != "parameter" else Column("parameter", name)  # type: ignore[arg-type]  # narrowed by the condition


PATTERNS = (
    LuaFunction(name="pattern", usage='pattern(name, "x...x..." | "bd*2 sd" | steps, { rate, beats, columns })',
                summary="There is a pattern: steps (X x o . each), a number of them, or mini-notation.",
                since=SINCE, call=pattern,
                example='pattern("four", "x...x...x...x...") pattern("p", "bd*2 [sd hh]", { beats = 4 })'),
)  # fmt: skip
