"""Which columns a pattern must show so that what is set on a step is heard: what is set is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from engine.core.document import REST, Column, Document, Pattern, Step
from engine.core.edits.branches import pattern_named, with_pattern
from engine.core.edits.pattern_limits import check_columns


def set_columns(document: Document, name: str, columns: tuple[Column, ...]) -> Document:
    """Show these columns; steps keep what the others hold. Raises UnknownName or NotAllowed."""
    pattern = pattern_named(document, name)
    if pattern.columns == check_columns(columns, pattern.columns):
        return document
    return with_pattern(document, replace(pattern, columns=columns))


def show_step(document: Document, name: str, step: Step) -> Document:
    """Show all that `step`, which the pattern has, holds; raises UnknownName."""
    pattern = pattern_named(document, name)
    after = showing(pattern, ((REST, step),))
    return document if after is pattern else with_pattern(document, after)


def showing(pattern: Pattern, changes: Iterable[tuple[Step, Step]]) -> Pattern:
    """Return `pattern` with a column more for whatever is new in the steps after, against those before.

    What a step held in a hidden column already stays hidden. Raises UnknownName for a parameter that there is nowhere.
    """
    columns = list(pattern.columns)
    for before, after in changes:
        if after is before or after == REST:
            continue
        held = _columns_of(before)
        for column, count in _columns_of(after).items():
            if count > held[column]:
                columns += [column] * (count - columns.count(column))
    if len(columns) == len(pattern.columns):
        return pattern
    return replace(pattern, columns=check_columns(tuple(columns), pattern.columns))


def _columns_of(step: Step) -> Counter[Column]:
    """Return which columns, and how many of each, show all that a step holds."""
    columns: Counter[Column] = Counter()
    notes = [step.note, *(cell.note for cell in step.more)]
    indices = [step.index, *(cell.index for cell in step.more)]
    columns[Column("note")] = _used(notes)
    columns[Column("index")] = _used(indices)
    columns[Column("chance")] = int(step.chance != 100.0)
    columns[Column("ratio")] = int(step.ratio != (1, 1))
    for parameter in sorted(step.values):
        columns[Column("parameter", parameter)] = 1
    return columns


def _used(cells: list[float | None] | list[int | None]) -> int:
    return max((place for place, content in enumerate(cells, start=1) if content is not None), default=0)
