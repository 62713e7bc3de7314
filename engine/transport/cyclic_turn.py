"""One turn of a cyclic pattern: the events of a cycle, each at its exact beat."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from engine.core.units import Beat
from engine.transport.cyclic_score import CyclicScore
from engine.transport.moment import beat_of, moment_of
from engine.transport.note import Note


class CyclicTurn:
    """Where a sequencer is in a cycle.

    An edit of the pattern goes on at the same moment of the new one; the length of a cycle changes with the next.
    """

    step: int | None = None  # it has none

    def __init__(self, score: CyclicScore, number: int, begin: Beat) -> None:
        self.score = score
        self.number = number  # the cycle, from 0
        self._begin = begin
        self._beats = score.beats
        self._lay_out()
        self._coming = score.events(number)
        self._taken = 0
        self._find_due()

    def _lay_out(self) -> None:
        """Count time in ticks of a grid: when cycle 0 would have begun, and how long a cycle is."""
        grid = self._grid = lcm(self._begin.denominator, self._beats.denominator)
        self._cycle_ticks = int(self._beats * grid)
        self._origin = int(self._begin * grid) - self.number * self._cycle_ticks

    @property
    def is_over(self) -> bool:
        """Whether all of its events have come."""
        return self._taken >= len(self._coming)

    @property
    def due(self) -> Beat:
        """When the next event comes, or the cycle is over."""
        return beat_of(self._due, self._parts)

    def skip_to(self, beat: Beat) -> None:
        """Leave out what comes before `beat`."""
        cycles = self.number + Fraction(beat - self._begin) / self._beats
        while not self.is_over and self._coming[self._taken].onset < cycles:
            self._taken += 1
        self._find_due()

    def follow(self, score: CyclicScore) -> None:
        """Go on with `score`, of the same pattern in a newer version; `skip_to` says from where on."""
        if score.pattern.expression != self.score.pattern.expression:
            self._coming, self._taken = score.events(self.number), 0
        self.score = score
        self._find_due()

    def take(self) -> list[Note]:
        """Return what the event that is due plays, and go on to the next."""
        part, event = self.score.part, self._coming[self._taken]
        voices = self.score.voices(event.value) if part.is_audible else []
        beat = self.due if voices else None
        self._taken += 1
        self._find_due()
        if beat is None:
            return []
        cycles, finer = event.length.as_integer_ratio()
        lasts = beat_of(cycles * self._cycle_ticks, finer * self._grid)
        return [Note(beat, *part.sound(voice, voice.length or lasts, voice.length is None)) for voice in voices]

    def _find_due(self) -> None:
        """Work out when the next event comes, or the cycle is over: in `_parts` of a beat."""
        cycles, finer = (self.number + 1, 1) if self.is_over else self._coming[self._taken].onset.as_integer_ratio()
        self._due, self._parts = self._origin * finer + cycles * self._cycle_ticks, self._grid * finer
        self.moment = moment_of(self._due, self._parts)
