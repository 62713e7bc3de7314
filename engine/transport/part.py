"""What a sequencer is to play, as its document says it: its part. Nothing here knows how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from engine.core.document import Chain, ChainEntry, Document, Module, Pattern
from engine.core.units import Beat
from engine.transport.note import Sound, Voice
from engine.transport.target import Target

OWN_PITCH = 60.0  # the note of a module's own pitch
_PERCENT = 100

Source = tuple[Literal["pattern", "chain"], int]
"""What a sequencer plays, by its number: it keeps its place while this is the same."""


class Part(NamedTuple):
    """What one sequencer plays on which modules, and how."""

    sequencer: str
    source: Source
    entries: tuple[ChainEntry, ...]  # a pattern of its own is a chain of one entry
    patterns: Mapping[str, Pattern]  # all of the document's
    targets: tuple[Target, ...]
    bar_beats: int = 4  # how long a cycle is that says nothing else
    restarts: int = 0  # of the chain
    transpose: int = 0  # semitones
    swing: Fraction = Fraction(0)  # how much later every second step comes, in steps: 0 to 1/2
    gate: Fraction = Fraction(1)  # times the length of every note
    seed: int = 0  # of its chances
    is_audible: bool = True  # one that is not goes on in silence

    def can_play(self, entry: ChainEntry) -> bool:
        """Whether an entry's turn comes: one that is off, or whose pattern is not there, is passed over."""
        return entry.is_enabled and entry.pattern in self.patterns

    def sound(self, voice: Voice, length: Beat, may_ring: bool) -> Sound:
        """Return the note that `voice` makes whenever it comes."""
        note = voice.note
        if self.transpose:
            note = min(max((OWN_PITCH if note is None else note) + self.transpose, 0.0), 127.0)
        length = length if self.gate == 1 else length * self.gate
        return voice.module, note, voice.velocity, length, may_ring, voice.values


def turn_beats(pattern: Pattern, bar_beats: int) -> Beat:
    """Return how long one turn of a pattern lasts: all its steps, or a cycle."""
    if pattern.expression:
        return Fraction(bar_beats) if pattern.cycle_beats is None else pattern.cycle_beats
    return pattern.count / abs(Fraction(pattern.steps_per_beat))


def part_of(document: Document, sequencer: Module, targets: tuple[Target, ...]) -> Part | None:
    """Return what `sequencer` plays; None when there is nothing."""
    values = sequencer.values
    chain = document.chains.get(str(values.get("chain", "")))
    own = document.patterns.get(str(values.get("pattern", "")))
    source: Source
    if chain is not None and values.get("chainEnabled", True) and _plays(chain, document):
        source, entries, restarts = ("chain", chain.number), chain.entries, chain.restarts
    elif own is not None:
        source, entries, restarts = ("pattern", own.number), (ChainEntry(own.name),), 0
    else:
        return None
    return Part(
        sequencer.name, source, entries, document.patterns, targets,
        document.transport.beats_per_bar, restarts,
        transpose=_whole(sequencer, "transpose", 0),
        swing=Fraction(_whole(sequencer, "swing", 0), 2 * _PERCENT),
        gate=Fraction(_whole(sequencer, "gate", _PERCENT), _PERCENT),
        seed=_whole(sequencer, "seed", 0),
        is_audible=sequencer.is_enabled and not sequencer.is_muted,
    )  # fmt: skip


def _plays(chain: Chain, document: Document) -> bool:
    """Whether any of a chain is to be heard; one of which nothing is leaves the sequencer its own pattern."""
    return chain.is_enabled and any(each.is_enabled and each.pattern in document.patterns for each in chain.entries)


def _whole(sequencer: Module, parameter: str, default: int) -> int:
    value = sequencer.values.get(parameter, default)
    return value if isinstance(value, int) else default
