"""The LFO: a wave that goes round by its rate or in time with the music, or once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.modulation.cycle import Cycle, Turns
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.shapes import WAVES, Signal, held_values
from engine.sound.protocol import NO_VALUES
from engine.sound.studio import Studio


class Lfo(Modulator):
    """A wave. Its random shapes are the same each time at the same place of the music, when it keeps to the beats."""

    def __init__(self, studio: Studio, module: Module) -> None:
        self._cycle = Cycle(studio)
        self._is_free = False  # it was begun by a note, and does not keep to the bars any more
        super().__init__(studio, module)

    def take(self, changed: Mapping[str, Value]) -> None:
        """Take up another rate."""
        if changed.keys() & {"rate", "sync", "oneShot"}:
            may_lock = not self._is_free and not self.is_on("oneShot")
            self._cycle.set(self.number("rate"), self.number("sync"), may_lock=may_lock)

    def note_on(
        self, _note: float | None, _velocity: float, _key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        """Begin the wave at the present frame."""
        self._is_free = True
        self.turn(values)
        self._cycle.restart()

    def follow_tempo(self) -> None:
        """Go on with the music."""
        self._cycle.follow_tempo()

    def draw(self, now: Frame, frames: int) -> Signal:
        """Return the wave."""
        counts, phase = self._turns(now, frames)
        shape = self.text("shape")
        if shape in WAVES:
            wave = WAVES[shape](phase)
        else:
            wave = held_values(int(self.number("seed")), counts, phase, 1.0 if shape == "smooth" else 0.0)
        return wave if self.text("polarity") == "bipolar" else 0.5 + 0.5 * wave

    def _turns(self, now: Frame, frames: int) -> Turns:
        ahead = self.number("phase")
        if not self.is_on("oneShot"):
            return self._cycle.turns(now, frames, ahead)
        passed = self._cycle.first_turn(now, frames) + ahead
        whole = np.floor(passed)
        return Turns(whole.astype(np.int64), passed - whole)
