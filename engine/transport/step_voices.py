"""What a step of a tracker pattern sounds like: which of its cells its columns show, and what they say to a module."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from engine.core.document import Cell, Pattern, Step
from engine.core.units import Value
from engine.transport.note import Voice
from engine.transport.target import Target


class Shown(NamedTuple):
    """The columns of a pattern, counted: what stands in others is kept, and not heard."""

    indices: int  # how many index columns there are
    notes: int
    has_chance: bool
    has_ratio: bool
    parameters: tuple[str, ...]


def shown_by(pattern: Pattern) -> Shown:
    """Return which columns `pattern` shows."""
    kinds = [column.kind for column in pattern.columns]
    parameters = tuple(column.parameter for column in pattern.columns if column.kind == "parameter")
    return Shown(kinds.count("index"), kinds.count("note"), "chance" in kinds, "ratio" in kinds, parameters)


def step_voices(step: Step, shown: Shown, targets: Iterable[Target]) -> list[Voice]:
    """Return what a filled step plays on each target: a voice for its first cells, and one for each more it shows."""
    cells = _cells(step, shown)
    voices = []
    for target in targets:
        own: dict[str, Value] = {}
        for name in shown.parameters:
            if name in step.values and (fitting := target.fit(name, step.values[name])) is not None:
                own[name] = fitting
        for cell in cells:
            values = own if cell.index is None or target.samples is None else {**own, "index": cell.index}
            voices.append(Voice(target.name, cell.note, step.velocity, values))
    return voices


def _cells(step: Step, shown: Shown) -> list[Cell]:
    cells = [_visible(Cell(step.index, step.note), 0, shown)]
    for place, cell in enumerate(step.more, start=1):
        visible = _visible(cell, place, shown)
        if visible.index is not None or visible.note is not None:
            cells.append(visible)
    return cells


def _visible(cell: Cell, place: int, shown: Shown) -> Cell:
    if place < shown.indices and place < shown.notes:
        return cell
    return Cell(cell.index if place < shown.indices else None, cell.note if place < shown.notes else None)
