"""Declarations of patterns and chains: what a script's run says that there is, so that saying it twice is once."""

from __future__ import annotations

from fractions import Fraction

from engine.core import commands as c
from engine.core.document import ChainEntry, Column, Document, Pattern, Step
from engine.core.edits import chains, columns, patterns, steps
from engine.core.edits.branches import check_name
from engine.core.edits.record import is_said_again, is_said_anew, noted, record_of, unsaid_before
from engine.core.edits.step_words import column_words, cycle_words, entry_words, step_words
from engine.core.units import Value


def declare_pattern(document: Document, said: c.DeclarePattern) -> Document:
    """There is a pattern of this name; what it plays is only touched where it is said, and newly."""
    script, name = said.script, said.name
    existing = document.patterns.get(check_name(name))
    if existing is None:
        document = patterns.add_pattern(
            document, name, said.count, said.steps, said.expression, said.cycle_beats, owner=script
        )
        document = unsaid_before(document, script, name, ("step", "rate", "columns"))
    document = noted(document, script, f"pattern {name}", True)
    if said.expression:
        return _cycle_said(document, said, existing)
    return _steps_said(document, said, existing)


def _cycle_said(document: Document, said: c.DeclarePattern, existing: Pattern | None) -> Document:
    key, words = f"cycle {said.name}", cycle_words(said.expression, said.cycle_beats)
    if existing is not None and not is_said_again(document, said.script, key, words):
        document = patterns.set_expression(document, said.name, said.expression, said.cycle_beats)
    return noted(document, said.script, key, words)


def _steps_said(document: Document, said: c.DeclarePattern, existing: Pattern | None) -> Document:
    script, name = said.script, said.name
    key = f"steps {name}"
    words: Value = tuple(map(step_words, said.steps)) if said.steps else said.count
    is_over_steps = any(each.startswith(f"step {name} ") for each in record_of(document, script).now)
    if existing is not None and (is_over_steps or not is_said_again(document, script, key, words)):
        document = patterns.set_expression(document, name, "", existing.cycle_beats)
        if said.steps:
            document = steps.set_steps(document, name, said.steps)
        else:
            document = patterns.set_step_count(document, name, said.count)
    return noted(document, script, key, words)


def declare_step(document: Document, script: str, pattern: str, index: int, step: Step) -> Document:
    """This step is so."""
    after = columns.show_step(steps.set_step(document, pattern, index, step), pattern, step)
    is_rewritten = any(is_said_anew(document, script, f"{word} {pattern}") for word in ("steps", "columns"))
    key, words = f"step {pattern} {index}", step_words(step)
    is_again = not is_rewritten and is_said_again(document, script, key, words)
    return noted(document if is_again else after, script, key, words)


def declare_rate(document: Document, script: str, pattern: str, steps_per_beat: Fraction) -> Document:
    """The steps of this pattern go by so fast."""
    after = patterns.set_steps_per_beat(document, pattern, steps_per_beat)
    key, words = f"rate {pattern}", str(Fraction(steps_per_beat))
    return noted(document if is_said_again(document, script, key, words) else after, script, key, words)


def declare_columns(document: Document, script: str, pattern: str, shown: tuple[Column, ...]) -> Document:
    """This pattern shows these columns."""
    after = columns.set_columns(document, pattern, shown)
    key, words = f"columns {pattern}", tuple(map(column_words, shown))
    return noted(document if is_said_again(document, script, key, words) else after, script, key, words)


def declare_chain(document: Document, script: str, name: str, entries: tuple[ChainEntry, ...]) -> Document:
    """There is a chain of this name, with these entries."""
    key, words = f"chain {check_name(name)}", tuple(map(entry_words, entries))
    if name not in document.chains:
        document = chains.add_chain(document, name, entries, owner=script)
    elif not is_said_again(document, script, key, words):
        document = chains.set_chain(document, name, entries)
    return noted(document, script, key, words)
