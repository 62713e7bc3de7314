"""Edits of the steps of a pattern: set, clear, paste, duplicate and double them, and make them legato or random."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from engine.core.document import REST, Column, Document, Pattern, Step
from engine.core.edits.branches import pattern_named, with_pattern
from engine.core.edits.columns import showing
from engine.core.edits.pattern_limits import LONGEST_STEP, MOST_STEPS, check_count, check_step
from engine.core.edits.randomness import random_cell, random_step
from engine.core.errors import NotAllowed, OutOfRange

Steps = tuple[Step, ...]


def set_step(document: Document, name: str, index: int, step: Step) -> Document:
    """Replace the step at `index`; raises UnknownName, OutOfRange, or what `check_step` does."""
    pattern = pattern_named(document, name)
    _check_range(pattern, index, 1)
    before = pattern.steps[index]
    if before == check_step(step):
        return document
    return _with(document, pattern, index, (step,))


def set_steps(document: Document, name: str, steps: Steps) -> Document:
    """Replace every step that plays, and how many play; hidden ones beyond stay."""
    pattern = pattern_named(document, name)
    count = check_count(len(steps))
    checked = tuple(check_step(step) for step in steps)
    before = pattern.steps[:count] + (REST,) * (count - len(pattern.steps))
    after = replace(pattern, count=count, steps=checked + pattern.steps[count:])
    return document if after == pattern else with_pattern(document, showing(after, zip(before, checked, strict=True)))


def clear_steps(document: Document, name: str, first: int, count: int) -> Document:
    """Make a range of steps rests; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    _check_range(pattern, first, count)
    return _with(document, pattern, first, (REST,) * count)


def paste_steps(document: Document, name: str, first: int, steps: Steps) -> Document:
    """Write steps over those from `first` on, as far as the pattern goes; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    _check_range(pattern, first, 1)
    fitting = steps[: pattern.count - first]
    return _with(document, pattern, first, tuple(check_step(step) for step in fitting))


def duplicate_steps(document: Document, name: str, first: int, count: int, to: int) -> Document:
    """Write a range over the steps from `to` on, as it was before; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    _check_range(pattern, first, count)
    _check_range(pattern, to, 1)
    return _with(document, pattern, to, pattern.steps[first : first + count][: pattern.count - to])


def double_steps(document: Document, name: str) -> Document:
    """Have twice as many steps, the second half as the first; raises UnknownName or OutOfRange beyond 512."""
    pattern = pattern_named(document, name)
    count = 2 * pattern.count
    if count > MOST_STEPS:
        raise OutOfRange(f'pattern "{name}" has {pattern.count} steps: doubled they would be more than {MOST_STEPS}')
    steps = 2 * pattern.steps[: pattern.count] + pattern.steps[count:]
    return with_pattern(document, replace(pattern, count=count, steps=steps))


def legato_steps(document: Document, name: str) -> Document:
    """Have each filled step last until the next one that is, 64 steps at most; raises UnknownName."""
    pattern = pattern_named(document, name)
    steps = list(pattern.steps[: pattern.count])
    filled = [index for index, step in enumerate(steps) if step.is_on]
    for index, following in zip(filled, [*filled[1:], *(each + pattern.count for each in filled[:1])], strict=True):
        steps[index] = replace(steps[index], length=min(LONGEST_STEP, float(following - index)))
    return _with(document, pattern, 0, tuple(steps))


def randomise_steps(document: Document, name: str, seed: int, column: Column | None) -> Document:
    """Fill a pattern at random, or one of its columns where steps are filled; the same for the same seed.

    Raises:
        UnknownName: no such pattern.
        NotAllowed: the pattern does not show that column, or it holds no numbers.
    """
    pattern = pattern_named(document, name)
    chance = Random(seed)
    playing = pattern.steps[: pattern.count]
    if column is None:
        return _with(document, pattern, 0, tuple(random_step(step, chance) for step in playing))
    if column not in pattern.columns:
        raise NotAllowed(f'pattern "{name}" shows no {column.parameter or column.kind} column')
    drawn = tuple(random_cell(step, column, chance) if step.is_on else step for step in playing)
    return _with(document, pattern, 0, drawn)


def _with(document: Document, pattern: Pattern, first: int, steps: Steps) -> Document:
    """Return the document with `steps` over those of `pattern` from `first` on; itself when they are as they were."""
    before = pattern.steps[first : first + len(steps)]
    written = tuple(old if old == new else new for old, new in zip(before, steps, strict=True))
    if written == before:
        return document
    after = replace(pattern, steps=pattern.steps[:first] + written + pattern.steps[first + len(steps) :])
    return with_pattern(document, showing(after, zip(before, written, strict=True)))


def _check_range(pattern: Pattern, first: int, count: int) -> None:
    if not 0 <= first < pattern.count:
        raise OutOfRange(f'pattern "{pattern.name}" has steps 1 to {pattern.count}, got {first + 1}')
    if not 1 <= count <= pattern.count - first:
        raise OutOfRange(
            f'pattern "{pattern.name}" has {pattern.count - first} steps from step {first + 1} on, got {count}'
        )
