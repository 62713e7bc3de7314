"""Steps, columns, cycles and entries of chains as the words of a run's record, and steps back from them."""

from __future__ import annotations

import json
from fractions import Fraction

from immutables import Map

from engine.core.document import REST, Cell, ChainEntry, Column, Step
from engine.core.units import Value


def step_words(step: Step) -> str:
    """Return a step as JSON: velocity, note and length, and a table of what else it holds."""
    numbers = [_float(step.velocity), _float(step.note), _float(step.length)]
    return json.dumps([*numbers, more] if (more := _more(step)) else numbers)


def step_from_words(words: str) -> Step:
    """Return the step that `step_words` wrote; a rest for what an older Moonloop wrote."""
    try:
        velocity, note, length, *rest = json.loads(words)
    except ValueError:
        return REST
    more = rest[0] if rest else {}
    return Step(
        velocity,
        note,
        length,
        more.get("index"),
        more.get("chance", 100.0),
        tuple(more.get("ratio", (1, 1))),
        Map({name: _value(value) for name, value in more.get("values", {}).items()}),
        tuple(Cell(index, note) for index, note in more.get("more", ())),
    )


def column_words(column: Column) -> str:
    """Return a column: `note`, `parameter cutoff`."""
    return f"{column.kind} {column.parameter}".rstrip()


def cycle_words(expression: str, cycle_beats: Fraction | None) -> str:
    """Return a cyclic pattern: the length of its cycle, nothing for a bar, and its expression."""
    return f"{'' if cycle_beats is None else Fraction(cycle_beats)} {expression}"


def entry_words(entry: ChainEntry) -> str:
    """Return an entry of a chain: `four 2`, `four 2 off`."""
    return f"{entry.pattern} {entry.repeats}{'' if entry.is_enabled else ' off'}"


def _more(step: Step) -> dict[str, object]:
    more: dict[str, object] = {}
    if step.index is not None:
        more["index"] = step.index
    if step.chance != REST.chance:
        more["chance"] = _float(step.chance)
    if step.ratio != REST.ratio:
        more["ratio"] = step.ratio
    if step.values:
        more["values"] = dict(sorted(step.values.items()))
    if step.more:
        more["more"] = [(cell.index, _float(cell.note)) for cell in step.more]
    return more


def _float(number: float | None) -> float | None:
    """Whole numbers come as either; what is the same is to be written the same."""
    return None if number is None else float(number)


def _value(plain: Value | list[str]) -> Value:
    return tuple(plain) if isinstance(plain, list) else plain
