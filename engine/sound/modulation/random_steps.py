"""The random modulator: takes a value by rate, in time with the music or at each note, and holds it or glides."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.modulation.cycle import Cycle
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.ramp import Ramp
from engine.sound.modulation.shapes import Signal, held_values, random_values
from engine.sound.protocol import NO_VALUES
from engine.sound.studio import Studio


class RandomSteps(Modulator):
    """A row of values that the seed decides."""

    def __init__(self, studio: Studio, module: Module) -> None:
        self._cycle = Cycle(studio)
        self._notes = 0  # how many have come
        self._held = Ramp(0.0)
        super().__init__(studio, module)

    def take(self, changed: Mapping[str, Value]) -> None:
        """Take up another rate or another row."""
        if changed.keys() & {"rate", "sync"}:
            self._cycle.set(self.number("rate"), self.number("sync"), may_lock=True)
        if "seed" in changed:
            self._held.jump(self._value_of_note())

    def note_on(
        self, _note: float | None, _velocity: float, _key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        """Take the next value of the row, where notes are its clock."""
        self._notes += 1
        self.turn(values)
        frames = round(self.number("smooth") / float(self._studio.beats_per_frame))
        if frames > 0:
            self._held.glide(self._value_of_note(), frames, self._studio.now)
        else:
            self._held.jump(self._value_of_note())

    def follow_tempo(self) -> None:
        """Go on with the music."""
        self._cycle.follow_tempo()

    def draw(self, now: Frame, frames: int) -> Signal:
        """Return the values."""
        if self.text("clock") == "notes":
            wave: Signal = np.full(frames, self._held.drawn(now, frames))
        else:
            counts, phase = self._cycle.turns(now, frames)
            wave = held_values(int(self.number("seed")), counts, phase, self.number("smooth"))
        return wave if self.text("polarity") == "bipolar" else 0.5 + 0.5 * wave

    def _value_of_note(self) -> float:
        return float(random_values(int(self.number("seed")), np.array([self._notes]))[0])
