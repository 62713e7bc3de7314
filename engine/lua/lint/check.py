"""Lints a text: every rule in turn, and what they find in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.lua.lint import flow, globals, handles, locals, time
from engine.lua.lint.finding import Finding
from engine.lua.lint.reading import Found, Reading
from engine.lua.lint.terms import Terms
from engine.lua.source import Source, parse

Rule = Callable[[Reading], Iterator[Found]]

RULES: tuple[Rule, ...] = (
    globals.undefined,
    globals.absent,
    globals.overwritten,
    handles.unknown_methods,
    locals.unused,
    locals.self_assignment,
    locals.repeated_parameters,
    locals.repeated_keys,
    locals.repeated_loops,
    flow.unreachable,
    flow.conditions,
    flow.comparisons,
    flow.numeric_loops,
    time.loops_without_time,
    time.wrong_mode,
    time.wrong_place,
)

LONGEST_TEXT = 500_000  # characters


def lint(text: str, terms: Terms | None = None) -> list[Finding] | None:
    """Return what is wrong with `text` for certain, in its order; None when it is no Lua, and nothing can be said.

    A text that is longer, or nested deeper, than players write is let pass. Thread: any.
    """
    if len(text) > LONGEST_TEXT:
        return []
    source: Source = parse(text)
    if source.is_broken:
        return None
    try:
        reading = Reading(source, terms or Terms())
        found = [reading.finding(each) for rule in RULES for each in rule(reading)]
    except RecursionError:
        return []
    return sorted(found, key=lambda finding: (finding.line, finding.column, finding.kind))
