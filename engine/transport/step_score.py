"""What the steps of a pattern are to a sequencer: which of them sound in which turn, and the notes that they play."""

from __future__ import annotations

from fractions import Fraction
from hashlib import blake2b

from engine.core.document import Pattern, Step
from engine.core.units import exact
from engine.transport.note import Sound
from engine.transport.part import Part
from engine.transport.step_voices import shown_by, step_voices


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

    def sounds(self, index: int, turn: int) -> list[Sound]:
        """Return what the step at `index` plays in a turn of the pattern, counted from 0.

        A rest is silent; of what is filled first the ratio is asked, then the chance.
        """
        step = self.pattern.steps[index]
        if not step.is_on or not self.part.is_audible or not self._is_its_turn(step, index, turn):
            return []
        known = self._sounds[index]
        if known is None:
            known = self._sounds[index] = self._worked_out(step)
        return known

    def _worked_out(self, step: Step) -> list[Sound]:
        length = exact(step.length or 1) * self.step_beats
        voices = step_voices(step, self._shown, self.part.targets)
        return [self.part.sound(voice, length, step.length is None) for voice in voices]

    def _is_its_turn(self, step: Step, index: int, turn: int) -> bool:
        wanted, turns = step.ratio
        if self._shown.has_ratio and turn % turns + 1 != wanted:
            return False
        if not self._shown.has_chance or step.chance >= 100.0:
            return True
        drawn = blake2b(f"{self.part.sequencer} {self.part.seed} {self.pattern.name} {turn} {index}".encode())
        return int.from_bytes(drawn.digest()[:4]) * 100.0 < step.chance * (1 << 32)
