"""Edits of patterns as wholes: add, remove, rename, how many steps, how fast, and which cyclic pattern instead."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from engine.core.document import NOBODY, REST, Document, Pattern, Step
from engine.core.edits import said_names
from engine.core.edits.branches import check_name, free_name, pattern_named, with_pattern
from engine.core.edits.columns import showing
from engine.core.edits.pattern_limits import (
    check_count,
    check_cycle_beats,
    check_expression,
    check_step,
    check_steps_per_beat,
)
from engine.core.errors import NameTaken


def add_pattern(
    document: Document,
    name: str,
    count: int,
    steps: tuple[Step, ...],
    expression: str = "",
    cycle_beats: Fraction | None = None,
    owner: str = NOBODY,
) -> Document:
    """Make a pattern.

    Raises:
        NameTaken: there is one of that name.
        NotAllowed: a name that cannot be one.
        EngineError: too many steps, a step that does not fit, or a cyclic pattern that is none.
    """
    name = check_name(name or free_name("P", document.patterns, first=0))
    if name in document.patterns:
        raise NameTaken(f'there is a pattern called "{name}" already')
    count = check_count(len(steps) or count)
    filled = tuple(check_step(step) for step in steps) or (REST,) * count
    made = Pattern(
        name, document.next_number, count, filled, owner=owner,
        expression=check_expression(expression), cycle_beats=check_cycle_beats(cycle_beats),
    )  # fmt: skip
    made = showing(made, ((REST, step) for step in filled))
    return replace(with_pattern(document, made), next_number=document.next_number + 1)


def remove_pattern(document: Document, name: str) -> Document:
    """Take a pattern away, out of the sequencers and chains that play it; raises UnknownName."""
    pattern_named(document, name)
    document = said_names.in_sequencers(document, "pattern", name, "")
    chains = document.chains
    for chain in document.chains.values():
        kept = tuple(entry for entry in chain.entries if entry.pattern != name)
        if len(kept) != len(chain.entries):
            chains = chains.set(chain.name, replace(chain, entries=kept))
    return replace(document, patterns=document.patterns.delete(name), chains=chains)


def rename_pattern(document: Document, name: str, new_name: str) -> Document:
    """Give a pattern another name, which sequencers, chains and what scripts declared follow.

    Raises:
        UnknownName: no such pattern.
        NameTaken: another one has that name.
        NotAllowed: a name that cannot be one.
    """
    pattern = pattern_named(document, name)
    if check_name(new_name) == name:
        return document
    if new_name in document.patterns:
        raise NameTaken(f'there is a pattern called "{new_name}" already')
    document = replace(document, patterns=document.patterns.delete(name))
    document = with_pattern(document, replace(pattern, name=new_name))
    document = said_names.in_sequencers(document, "pattern", name, new_name)
    document = _in_chains(document, name, new_name)
    return said_names.in_declarations(document, "pattern", name, new_name)


def set_step_count(document: Document, name: str, count: int) -> Document:
    """Show `count` steps; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    if check_count(count) == pattern.count:
        return document
    missing = max(0, count - len(pattern.steps))
    return with_pattern(document, replace(pattern, count=count, steps=pattern.steps + (REST,) * missing))


def set_steps_per_beat(document: Document, name: str, steps_per_beat: Fraction) -> Document:
    """Have the steps go by so fast; raises UnknownName or OutOfRange."""
    pattern = pattern_named(document, name)
    if check_steps_per_beat(steps_per_beat) == pattern.steps_per_beat:
        return document
    return with_pattern(document, replace(pattern, steps_per_beat=Fraction(steps_per_beat)))


def set_expression(document: Document, name: str, expression: str, cycle_beats: Fraction | None) -> Document:
    """Have a cyclic pattern play, or with "" the steps again.

    Raises:
        UnknownName: no such pattern.
        OutOfRange: a cycle of no length, or of too much.
        EngineError: the expression makes no pattern; it says why.
    """
    pattern = pattern_named(document, name)
    check_expression(expression)
    after = replace(pattern, expression=expression, cycle_beats=check_cycle_beats(cycle_beats))
    return document if after == pattern else with_pattern(document, after)


def _in_chains(document: Document, name: str, new_name: str) -> Document:
    chains = document.chains
    for chain in document.chains.values():
        if any(entry.pattern == name for entry in chain.entries):
            entries = tuple(replace(each, pattern=new_name) if each.pattern == name else each for each in chain.entries)
            chains = chains.set(chain.name, replace(chain, entries=entries))
    return document if chains is document.chains else replace(document, chains=chains)
