"""One turn of a tracker pattern: its steps, each at its exact beat, from the first to the last or backwards."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from engine.core.units import Beat
from engine.transport.moment import beat_of, moment_of
from engine.transport.note import Note
from engine.transport.step_score import StepScore

_FINEST = 1 << 80  # denominator of a beat; beyond it many odd rates have met, and a beat is rounded, far below a frame


class StepTurn:
    """Where a sequencer is in a turn of a pattern's steps. Time is counted in ticks of a grid on which they all lie.

    An edit of the pattern keeps the place: the next step is due when it was, and all is as edited from then on. Below 0
    steps a beat the last step comes first.
    """

    def __init__(self, score: StepScore, number: int, begin: Beat) -> None:
        self.score = score
        self.number = number  # how many turns of this pattern the sequencer has played before
        self.step: int | None = None  # the step that came last
        self.moment = 0  # of `due`
        self._played = 0  # steps of this turn that have come
        self._lay_out(begin)

    def _lay_out(self, beat: Beat) -> None:
        """Find the grid for the steps from `beat` on, where the next one is, swing apart."""
        beat = beat if beat.denominator < _FINEST else beat.limit_denominator(_FINEST)
        step, swing = self.score.step_beats, self.score.swing_beats
        grid = self._grid = lcm(beat.denominator, step.denominator, swing.denominator)
        self._next = int(beat * grid)
        self._step_ticks, self._swing_ticks = int(step * grid), int(swing * grid)
        self._go_on(0)

    @property
    def is_over(self) -> bool:
        """Whether all of its steps have come."""
        return self._played >= self.score.pattern.count

    @property
    def due(self) -> Beat:
        """When the next step comes, or the turn is over."""
        return beat_of(self._due, self._grid)

    def skip_to(self, beat: Beat) -> None:
        """Leave out what comes before `beat`."""
        passed = int((beat - Fraction(self._next, self._grid)) // self.score.step_beats)
        self._go_on(max(0, min(passed, self.score.pattern.count - self._played)))
        while not self.is_over and self.due < beat:
            self._go_on(1)

    def follow(self, score: StepScore) -> None:
        """Go on with `score`, of the same pattern in a newer version."""
        index, next_beat = self._index(), Fraction(self._next, self._grid)
        self.score = score
        count = score.pattern.count
        if index < 0:
            self._played = count
        else:
            self._played = max(0, count - 1 - index) if score.goes_backwards else index
        self._lay_out(next_beat)

    def take(self) -> list[Note]:
        """Return what the step that is due plays, and go on to the next."""
        index = self.step = self._index()
        sounds = self.score.sounds(index, self.number)
        beat = self.due if sounds else None
        self._go_on(1)
        return [Note(beat, *sound) for sound in sounds] if beat is not None else []

    def _go_on(self, steps: int) -> None:
        self._played += steps
        self._next += steps * self._step_ticks
        is_late = self._swing_ticks and self._played % 2 and not self.is_over
        self._due = self._next + self._swing_ticks if is_late else self._next
        self.moment = moment_of(self._due, self._grid)

    def _index(self) -> int:
        return self.score.pattern.count - 1 - self._played if self.score.goes_backwards else self._played
