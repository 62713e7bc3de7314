"""What `pattern ls`, `chain ls` and `info` tell of patterns and chains, as text."""

from __future__ import annotations

import json

from engine.core.document import Cell, Chain, ChainEntry, Column, Document, Pattern, Step, in_order
from engine.core.lines.text_table import aligned, counted, shown, titled
from engine.core.lines.verb import Scene
from engine.core.units import note_name
from engine.patterns.notation import format_steps

STEPS_A_LINE = 64


def list_patterns(scene: Scene) -> str:
    """Return each pattern with what it plays."""
    rows = [
        (each.name, "cyclic" if each.expression else counted(each.count, "step"), pattern_drawn(each))
        for each in in_order(scene.document.patterns)
    ]
    return titled("patterns", aligned(rows))


def list_chains(scene: Scene) -> str:
    """Return each chain with its entries."""
    rows = [
        (each.name, "on" if each.is_enabled else "off", " ".join(map(entry_words, each.entries)))
        for each in in_order(scene.document.chains)
    ]
    return titled("chains", aligned(rows))


def pattern_drawn(pattern: Pattern) -> str:
    """Return what a pattern plays, in a line: its first steps, or its mini-notation."""
    if pattern.expression:
        plain = json.loads(pattern.expression)
        return str(plain[1]) if plain[0] == "mini" else json.dumps(plain, ensure_ascii=False)
    return format_steps(pattern.steps[: min(pattern.count, STEPS_A_LINE)])


def pattern_details(pattern: Pattern, document: Document) -> str:
    """Return a pattern's steps, what each that says more is like, and who plays it."""
    steps = pattern.steps[: pattern.count]
    drawn = "" if pattern.expression else format_steps(steps)
    grid = "\n".join(f"  {drawn[at : at + STEPS_A_LINE]}" for at in range(0, len(drawn), STEPS_A_LINE))
    rows = [
        (f"step {number}", step_words(step))
        for number, step in enumerate(steps, start=1)
        if step != Step(velocity=step.velocity)
    ]
    players = [each.name for each in in_order(document.modules) if each.values.get("pattern") == pattern.name]
    played = f"  played by {', '.join(players)}" if players else ""
    return "\n".join(part for part in (_head(pattern), grid, aligned(rows), played) if part)


def _head(pattern: Pattern) -> str:
    owner = f", made by {pattern.owner}" if pattern.owner else ""
    if not pattern.expression:
        return f"{pattern.name}: {counted(pattern.count, 'step')}, {pattern.steps_per_beat} a beat{owner}"
    length = "a bar" if pattern.cycle_beats is None else f"{float(pattern.cycle_beats):g} beats"
    return f"{pattern.name}: cyclic, a cycle is {length}{owner}\n  {pattern_drawn(pattern)}"


def chain_details(chain: Chain) -> str:
    """Return a chain's entries, one a line."""
    rows = [
        (str(number), each.pattern, counted(each.repeats, "time"), "" if each.is_enabled else "off")
        for number, each in enumerate(chain.entries, start=1)
    ]
    owner = f", made by {chain.owner}" if chain.owner else ""
    return titled(f"{chain.name}: chain, {'on' if chain.is_enabled else 'off'}{owner}", aligned(rows), "empty")


def entry_words(entry: ChainEntry) -> str:
    """Return an entry as it is typed: `four*2`, in brackets when it is passed over."""
    words = f"{entry.pattern}*{entry.repeats}" if entry.repeats != 1 else entry.pattern
    return words if entry.is_enabled else f"({words})"


def column_words(column: Column) -> str:
    """Return a column as it is typed."""
    return column.parameter or column.kind


def step_words(step: Step) -> str:
    """Return a step in words: "velocity 0.8, e3, length 2"."""
    words = [f"velocity {step.velocity:g}" if step.is_on else "off"]
    cells = (Cell(step.index, step.note), *step.more)
    words += [note_words(cell.note) for cell in cells if cell.note is not None]
    words += [f"index {cell.index}" for cell in cells if cell.index is not None]
    if step.length is not None:
        words.append(f"length {step.length:g}")
    if step.chance != Step().chance:
        words.append(f"chance {step.chance:g}")
    if step.ratio != Step().ratio:
        words.append(f"ratio {step.ratio[0]}:{step.ratio[1]}")
    words += [f"{name} {shown(value)}" for name, value in sorted(step.values.items())]
    return ", ".join(words)


def note_words(note: float) -> str:
    """Return the name of a whole note, the number of one in between."""
    return note_name(note) if note == int(note) else f"{note:g}"
