"""Patterns between the document and the session file."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from immutables import Map

from engine.core.document import COLUMNS, Column, Pattern
from engine.core.edits.pattern_limits import check_columns, check_cycle_beats, check_expression, check_steps_per_beat
from engine.core.errors import EngineError, UnknownName
from engine.session.cycles import expression_of, lists_of
from engine.session.fields import exact_number, plain_fields, plain_number
from engine.session.layout import OneLine
from engine.session.problems import SessionProblem
from engine.session.records import ParameterColumn, PatternRecord
from engine.session.steps import read_steps, write_steps
from engine.session.things import Numbers, Problems, named


def write_pattern(pattern: Pattern) -> dict[str, Any]:
    """Return a pattern as it stands in the file."""
    steps, details = write_steps(pattern.steps, pattern.steps_per_beat)
    record = PatternRecord(
        name=pattern.name,
        number=pattern.number,
        count=pattern.count,
        steps_per_beat=plain_number(pattern.steps_per_beat),
        owner=pattern.owner,
        cycle_beats=None if pattern.cycle_beats is None else plain_number(pattern.cycle_beats),
        steps=steps,
        details=details,
    )
    fields = plain_fields(record)
    if pattern.columns != COLUMNS:
        fields["columns"] = OneLine([_plain_column(column) for column in pattern.columns])
    if pattern.expression:
        fields["expression"] = OneLine(lists_of(pattern.expression))
    return {field: fields[field] for field in _ORDER if field in fields}


_ORDER = ("name", "number", "count", "stepsPerBeat", "owner", "columns", "expression", "cycleBeats", "steps", "details")


def _plain_column(column: Column) -> str | dict[str, str]:
    return {"parameter": column.parameter} if column.kind == "parameter" else column.kind


def read_patterns(plain: list[object], numbers: Numbers, problems: Problems) -> Map[str, Pattern]:
    """Return the patterns; `problems` grows by what is wrong with them."""
    patterns = {}
    for place, record in named(plain, PatternRecord, "patterns", numbers, problems):
        pattern = Pattern(
            record.name,
            record.number,
            record.count,
            read_steps(record, place, problems),
            exact_number(record.steps_per_beat, f"{place}.stepsPerBeat", problems),
            record.owner,
            COLUMNS if record.columns is None else tuple(map(_column, record.columns)),
            "" if record.expression is None else expression_of(record.expression),
            _cycle_beats(record, place, problems),
        )
        _check(pattern, place, problems)
        patterns[record.name] = pattern
    return Map(patterns)


def _check(pattern: Pattern, place: str, problems: Problems) -> None:
    """Note what does not hold by the rules that hold while playing."""
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("stepsPerBeat", lambda: check_steps_per_beat(pattern.steps_per_beat)),
        ("columns", lambda: check_columns(pattern.columns)),
        ("expression", lambda: check_expression(pattern.expression)),
        ("cycleBeats", lambda: check_cycle_beats(pattern.cycle_beats)),
    )
    for field, check in checks:
        try:
            check()
        except UnknownName as error:
            is_column = field == "columns"  # whose plug-in may be gone; it is kept
            remedy = "it is kept for when there is" if is_column else "correct it in the file"
            problems.append(SessionProblem(f"{place}.{field}", str(error), remedy, is_warning=is_column))
        except EngineError as error:
            problems.append(SessionProblem(f"{place}.{field}", str(error)))


def _column(plain: Any) -> Column:
    return Column("parameter", plain.parameter) if isinstance(plain, ParameterColumn) else Column(plain)


def _cycle_beats(record: PatternRecord, place: str, problems: Problems) -> Fraction | None:
    if record.cycle_beats is None:
        return None
    return exact_number(record.cycle_beats, f"{place}.cycleBeats", problems)
