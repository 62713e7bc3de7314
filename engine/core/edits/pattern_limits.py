"""What patterns, steps and chains allow: checks that return what they were given, or say what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from engine.core.document import Cell, ChainEntry, Column, ColumnKind, Step
from engine.core.errors import NotAllowed, OutOfRange, UnknownName, WrongType, did_you_mean
from engine.modules.table import module_types
from engine.patterns.stored import read_expression

MOST_STEPS = 512
LONGEST_STEP = 64.0  # steps
FASTEST_STEPS = 96  # steps in a quarter note, forwards or backwards
FINEST_FRACTION = 5040  # denominator of a rate or a cycle's length
LONGEST_CYCLE = 1024  # beats
MOST_TURNS = 16  # of a ratio
HIGHEST_INDEX = 9999
MOST_VOICES = 16  # of one step
MOST_VALUES = 64  # parameters of one step
MOST_COLUMNS = 64
MOST_ENTRIES = 256
MOST_REPEATS = 99

ALWAYS_SHOWN: tuple[ColumnKind, ...] = ("velocity", "index", "length")
_SEVERAL = ("index", "note")


def check_count(count: int) -> int:
    """Return how many steps a pattern has; raises OutOfRange outside 1 to 512."""
    if not 1 <= count <= MOST_STEPS:
        raise OutOfRange(f"a pattern has 1 to {MOST_STEPS} steps, got {count}")
    return count


def check_steps_per_beat(rate: Fraction) -> Fraction:
    """Return how many steps a beat has; raises OutOfRange for 0, or beyond 96 either way, or too fine a fraction."""
    if not 0 < abs(rate) <= FASTEST_STEPS:
        raise OutOfRange(f"a beat has -{FASTEST_STEPS} to {FASTEST_STEPS} steps, and not 0, got {float(rate):g}")
    return _check_fine(Fraction(rate), "steps per beat")


def check_cycle_beats(beats: Fraction | None) -> Fraction | None:
    """Return how long a cycle is; None, a bar, is as good; raises OutOfRange."""
    if beats is None:
        return None
    if not 0 < beats <= LONGEST_CYCLE:
        raise OutOfRange(f"a cycle lasts above 0 and up to {LONGEST_CYCLE} beats, got {float(beats):g}")
    return _check_fine(Fraction(beats), "the beats of a cycle")


def check_expression(text: str) -> str:
    """Return the JSON of a cyclic pattern, or ""; raises EngineError with what is wrong in it."""
    if text:
        read_expression(text)
    return text


def check_step(step: Step) -> Step:
    """Return `step`; raises OutOfRange or WrongType when something that it holds does not fit."""
    if not 0.0 <= step.velocity <= 1.0:
        raise OutOfRange(f"a step's velocity is 0 to 1, got {step.velocity:g}")
    if step.length is not None and not 0.0 < step.length <= LONGEST_STEP:
        raise OutOfRange(f"a step's length is above 0 and up to {LONGEST_STEP:g} steps, got {step.length:g}")
    if not 0.0 <= step.chance <= 100.0:
        raise OutOfRange(f"a step's chance is 0 to 100 percent, got {step.chance:g}")
    turn, turns = step.ratio
    if not 1 <= turn <= MOST_TURNS or not 1 <= turns <= MOST_TURNS:
        raise OutOfRange(f"a step's ratio is 1:1 to {MOST_TURNS}:{MOST_TURNS}, got {turn}:{turns}")
    if len(step.more) >= MOST_VOICES:
        raise OutOfRange(f"a step has up to {MOST_VOICES} voices, got {len(step.more) + 1}")
    for cell in (Cell(step.index, step.note), *step.more):
        _check_cell(cell)
    _check_values(step)
    return step


def check_columns(columns: tuple[Column, ...], shown: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """Return `columns`; raises NotAllowed or UnknownName when they cannot stand side by side.

    Those `shown` already may stay: the plug-in that has such a parameter may be gone.
    """
    kinds = [column.kind for column in columns]
    missing = [kind for kind in ALWAYS_SHOWN if kind not in kinds]
    if missing:
        raise NotAllowed(f"a pattern always shows velocity, index and length; there is no {missing[0]} column")
    if len(columns) > MOST_COLUMNS:
        raise OutOfRange(f"a pattern has up to {MOST_COLUMNS} columns, got {len(columns)}")
    for column in columns:
        if column.kind not in _SEVERAL and columns.count(column) > 1:
            raise NotAllowed(f"a pattern has one {column.parameter or column.kind} column, not several")
        if column not in shown:
            _check_parameter(column)
    return columns


def check_entries(entries: Iterable[ChainEntry], patterns: Iterable[str]) -> tuple[ChainEntry, ...]:
    """Return the entries of a chain; raises OutOfRange, or UnknownName for a pattern that is not there."""
    checked = tuple(check_entry(entry, patterns) for entry in entries)
    if len(checked) > MOST_ENTRIES:
        raise OutOfRange(f"a chain has up to {MOST_ENTRIES} entries, got {len(checked)}")
    return checked


def check_entry(entry: ChainEntry, patterns: Iterable[str]) -> ChainEntry:
    """Return one entry of a chain; raises as `check_entries` does."""
    if not 1 <= entry.repeats <= MOST_REPEATS:
        raise OutOfRange(f"an entry of a chain plays 1 to {MOST_REPEATS} times, got {entry.repeats}")
    if entry.pattern not in patterns:
        raise UnknownName(f'there is no pattern "{entry.pattern}"{did_you_mean(entry.pattern, patterns)}')
    return entry


def _check_cell(cell: Cell) -> None:
    if cell.note is not None and not 0.0 <= cell.note <= 127.0:
        raise OutOfRange(f"a step's note is 0 to 127, got {cell.note:g}")
    if cell.index is not None and not 0 <= cell.index <= HIGHEST_INDEX:
        raise OutOfRange(f"a step's index is 0 to {HIGHEST_INDEX}, got {cell.index}")


def _check_values(step: Step) -> None:
    if len(step.values) > MOST_VALUES:
        raise OutOfRange(f"a step sets up to {MOST_VALUES} parameters, got {len(step.values)}")
    for name, value in step.values.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise OutOfRange(f"a step's {name} is a finite number, got {value:g}")


def _check_parameter(column: Column) -> None:
    if (column.kind == "parameter") != bool(column.parameter):
        raise WrongType("a column shows a parameter's name when it is a parameter column, and only then")
    if column.kind != "parameter":
        return
    known = {parameter.name for kind in module_types().values() for parameter in kind.parameters}
    if column.parameter not in known:
        raise UnknownName(f'no module has a parameter "{column.parameter}"{did_you_mean(column.parameter, known)}')


def _check_fine(number: Fraction, what: str) -> Fraction:
    """Times are exact sums of these: finer ones would make numbers of ever more digits."""
    if number.denominator > FINEST_FRACTION:
        raise OutOfRange(f"{what} is a number or a fraction down to 1/{FINEST_FRACTION}, got {float(number):g}")
    return number
