"""Which steps of which sequencers are due in a span of beats. Pure: a step's number alone gives its beat: no drift."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from immutables import Map

from engine.core.document import Document, Pattern
from engine.core.units import Beat, Value, exact


class Note(NamedTuple):
    """One note for one module."""

    beat: Beat
    module: str
    note: float | None  # MIDI number; None is the module's own pitch
    velocity: float  # above 0.0, to 1.0
    length: Beat
    may_ring: bool = False  # a one-shot sounds to its end, whatever the length
    values: Mapping[str, Value] = Map()  # parameters of this note; see `SoundBackend.note_on`


Binding = tuple[Pattern, list[str]]  # a pattern that a connected sequencer plays, and the modules it plays it on


def due_notes(bound: list[Binding], start: Beat, end: Beat) -> list[Note]:
    """Return what sequencers play from `start` up to, and without, `end`, in order of beat, then of creation."""
    notes = [note for pattern, targets in bound for note in _notes(pattern, targets, start, end)]
    notes.sort(key=lambda note: note.beat)
    return notes


def bindings(document: Document) -> list[Binding]:
    """Return what each connected sequencer plays, oldest first."""
    bound = []
    cables = sorted((c for c in document.connections.values() if c.kind == "event"), key=lambda c: c.number)
    sources = sorted({cable.source for cable in cables}, key=lambda name: document.modules[name].number)
    for source in sources:
        pattern = document.patterns.get(str(document.modules[source].values.get("pattern", "")))
        if pattern is not None:
            bound.append((pattern, [cable.target for cable in cables if cable.source == source]))
    return bound


def step_at(pattern: Pattern, beat: Beat) -> int:
    """Return the index of the step that plays at `beat`."""
    return int(beat * pattern.steps_per_beat // 1) % pattern.count


def _notes(pattern: Pattern, targets: list[str], start: Beat, end: Beat) -> Iterator[Note]:
    for number in range(_first_step(pattern, start), _first_step(pattern, end)):
        step = pattern.steps[number % pattern.count]
        if step.is_on:
            length = exact(step.length or 1) / pattern.steps_per_beat
            beat = Fraction(number, pattern.steps_per_beat)
            for target in targets:
                yield Note(beat, target, step.note, step.velocity, length, step.length is None)


def _first_step(pattern: Pattern, beat: Beat) -> int:
    """Return the number of the first step at or after `beat`; in whole numbers, as it is asked in every block."""
    return -(-beat.numerator * pattern.steps_per_beat // beat.denominator)
