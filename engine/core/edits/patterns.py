"""Edits of patterns: add, remove, set a step, show more or fewer."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core.document import NOBODY, REST, Document, Pattern, Step
from engine.core.edits.branches import check_name, free_name, pattern_named, with_pattern
from engine.core.errors import NameTaken, OutOfRange

MOST_STEPS = 512
LONGEST_STEP = 64.0


def add_pattern(document: Document, name: str, count: int, steps: tuple[Step, ...], owner: str = NOBODY) -> Document:
    """Make a pattern; raises NameTaken, NotAllowed (a name that cannot be one) or OutOfRange."""
    name = check_name(name or free_name("P", document.patterns, first=0))
    if name in document.patterns:
        raise NameTaken(f'there is a pattern called "{name}" already')
    count = _check_count(len(steps) or count)
    filled = tuple(check_step(step) for step in steps) or (REST,) * count
    made = Pattern(name, document.next_number, count, filled, owner=owner)
    return replace(with_pattern(document, made), next_number=document.next_number + 1)


def remove_pattern(document: Document, name: str) -> Document:
    """Take a pattern away, and out of the sequencers that play it; raises UnknownName."""
    pattern_named(document, name)
    modules = document.modules
    for module in document.modules.values():
        if module.type == "sequencer" and module.values.get("pattern") == name:
            modules = modules.set(module.name, replace(module, values=module.values.set("pattern", "")))
    return replace(document, patterns=document.patterns.delete(name), modules=modules)


def set_step(document: Document, name: str, index: int, step: Step) -> Document:
    """Replace the step at `index`; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    if not 0 <= index < pattern.count:
        raise OutOfRange(f'pattern "{name}" has steps 1 to {pattern.count}, got {index + 1}')
    if pattern.steps[index] == check_step(step):
        return document
    return with_pattern(document, replace(pattern, steps=(*pattern.steps[:index], step, *pattern.steps[index + 1 :])))


def set_steps(document: Document, name: str, steps: tuple[Step, ...]) -> Document:
    """Replace every step that plays, and how many play; hidden ones beyond stay."""
    pattern = pattern_named(document, name)
    count = _check_count(len(steps))
    checked = tuple(check_step(step) for step in steps)
    after = replace(pattern, count=count, steps=checked + pattern.steps[count:])
    return document if after == pattern else with_pattern(document, after)


def set_step_count(document: Document, name: str, count: int) -> Document:
    """Show `count` steps; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    if _check_count(count) == pattern.count:
        return document
    missing = max(0, count - len(pattern.steps))
    return with_pattern(document, replace(pattern, count=count, steps=pattern.steps + (REST,) * missing))


def check_step(step: Step) -> Step:
    """Return `step`; raises OutOfRange when its velocity, note or length is."""
    if not 0.0 <= step.velocity <= 1.0:
        raise OutOfRange(f"a step's velocity is 0 to 1, got {step.velocity:g}")
    if step.note is not None and not 0.0 <= step.note <= 127.0:
        raise OutOfRange(f"a step's note is 0 to 127, got {step.note:g}")
    if step.length is not None and not 0.0 < step.length <= LONGEST_STEP:
        raise OutOfRange(f"a step's length is above 0 and up to {LONGEST_STEP:g} steps, got {step.length:g}")
    return step


def _check_count(count: int) -> int:
    if not 1 <= count <= MOST_STEPS:
        raise OutOfRange(f"a pattern has 1 to {MOST_STEPS} steps, got {count}")
    return count
