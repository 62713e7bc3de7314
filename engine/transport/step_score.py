"""What the steps of a pattern are to a sequencer: which of them sound in which turn, and the notes that they play."""

from __future__ import annotations

from fractions import Fraction
from hashlib import blake2b

from engine.core.document import Pattern
from engine.core.units import exact
from engine.transport.note import Sound
from engine.transport.part import Part
from engine.transport.step_voices import shown_by, step_voices

_ALWAYS = 100.0  # percent


class StepScore:
    """A tracker pattern as a part plays it. What a step plays is worked out once."""

    def __init__(self, pattern: Pattern, part: Part) -> None:
        self.pattern = pattern
        self.part = part
        self.step_beats = 1 / abs(Fraction(pattern.steps_per_beat))
        self.swing_beats = part.swing * self.step_beats  # how much later every second step comes
        self.goes_backwards = pattern.steps_per_beat < 0
        self._shown = shown_by(pattern)
        self._sounds: list[list[Sound] | None] = [None] * pattern.count
        self._conditional: set[int] = set()  # the steps of those that do not sound in every turn

    def sounds(self, index: int, turn: int) -> list[Sound]:
        """Return what the step at `index` plays in a turn of the pattern, counted from 0.

        A rest is silent; of what is filled first the ratio is asked, then the chance.
        """
        known = self._sounds[index]
        if known is None:
            known = self._sounds[index] = self._worked_out(index)
        return known if index not in self._conditional or self._is_its_turn(index, turn) else []

    def _worked_out(self, index: int) -> list[Sound]:
        step = self.pattern.steps[index]
        if not step.is_on or not self.part.is_audible:
            return []
        if self._shown.has_ratio or (self._shown.has_chance and step.chance < _ALWAYS):
            self._conditional.add(index)
        length = exact(step.length or 1) * self.step_beats
        voices = step_voices(step, self._shown, self.part.targets)
        return [self.part.sound(voice, length, step.length is None) for voice in voices]

    def _is_its_turn(self, index: int, turn: int) -> bool:
        step = self.pattern.steps[index]
        wanted, turns = step.ratio
        if self._shown.has_ratio and turn % turns + 1 != wanted:
            return False
        if not self._shown.has_chance or step.chance >= _ALWAYS:
            return True
        drawn = blake2b(f"{self.part.sequencer} {self.part.seed} {self.pattern.name} {turn} {index}".encode())
        return int.from_bytes(drawn.digest()[:4]) * _ALWAYS < step.chance * (1 << 32)
