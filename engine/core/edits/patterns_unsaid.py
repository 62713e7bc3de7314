"""Takes away what a script said of patterns and chains, and says no longer; the sweep asks for it key by key."""

from __future__ import annotations

from fractions import Fraction

from immutables import Map
from msgspec.structs import replace

from engine.core.document import COLUMNS, REST, Document, Pattern
from engine.core.edits import chains, patterns, steps
from engine.core.edits.branches import with_pattern
from engine.core.edits.columns import showing
from engine.core.edits.record import heir
from engine.core.edits.step_words import column_words, cycle_words, step_from_words, step_words
from engine.core.units import Value

DETAILS = ("step", "rate", "columns", "cycle")
THINGS = ("pattern", "chain")


def detail_unsaid(document: Document, script: str, key: str, said: Value, now: Map[str, Value]) -> Document:
    """Have a detail of a pattern as it was before the script said it, unless hands changed it since.

    Args:
        key: Begins with one of DETAILS.
        said: What the script said under it.
        now: All that the script says now.
    """
    word, name, *rest = key.split(" ")
    pattern = document.patterns.get(name)
    if pattern is None or heir(document, script, key):
        return document
    match word:
        case "step":
            return _step_unsaid(document, pattern, int(rest[0]), said, now)
        case "rate" if str(Fraction(pattern.steps_per_beat)) == said:
            return patterns.set_steps_per_beat(document, name, Fraction(4))
        case "columns" if tuple(map(column_words, pattern.columns)) == said:
            bare = replace(pattern, columns=COLUMNS)
            after = showing(bare, ((REST, step) for step in pattern.steps))
            return document if after == pattern else with_pattern(document, after)
        case "cycle" if pattern.expression and cycle_words(pattern.expression, pattern.cycle_beats) == said:
            return patterns.set_expression(document, name, "", None)
    return document


def thing_unsaid(document: Document, script: str, key: str) -> Document:
    """Take a pattern or chain away, when the script made it; one that another script says too is that one's now.

    Args:
        key: Begins with one of THINGS.
    """
    word, name = key.split(" ")
    branch = document.patterns if word == "pattern" else document.chains
    if name not in branch or branch[name].owner != script:
        return document
    other = heir(document, script, key)
    if word == "pattern":
        if other:
            return with_pattern(document, replace(document.patterns[name], owner=other))
        return patterns.remove_pattern(document, name)
    return chains.with_owner(document, name, other) if other else chains.remove_chain(document, name)


def _step_unsaid(document: Document, pattern: Pattern, index: int, said: Value, now: Map[str, Value]) -> Document:
    if index >= pattern.count or step_words(pattern.steps[index]) != said:
        return document
    under = now.get(f"steps {pattern.name}")
    step = step_from_words(under[index]) if isinstance(under, tuple) and index < len(under) else REST
    return steps.set_step(document, pattern.name, index, step)
