"""The envelope modulator: attack, decay, sustain and release of the notes that it gets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.shapes import Signal
from engine.sound.protocol import NO_VALUES
from engine.sound.studio import Studio


class Contour(Modulator):
    """Straight lines from 0 to 1 and back: a note begins them where they are, the end of the last one releases."""

    def __init__(self, studio: Studio, module: Module) -> None:
        self._at: list[float] = [0.0]  # the frames at which lines meet
        self._heights: list[float] = [0.0]
        self._held: set[int] = set()  # keys of notes
        super().__init__(studio, module)

    def note_on(self, _note: float | None, velocity: float, key: int, values: Mapping[str, Value] = NO_VALUES) -> None:
        """Rise from where it is."""
        self._held.add(key)
        self.turn(values)
        now, start = self._studio.now, self.level(self._studio.now)
        top = 1.0 - self.number("velocity") * (1.0 - velocity)
        peak = now + self._frames("attack")
        self._at = [now, peak, peak + self._frames("decay")]
        self._heights = [start, top, top * self.number("sustain")]

    def note_off(self, key: int) -> None:
        """Fall, when no other note is held."""
        if self._held == {key}:
            now, start = self._studio.now, self.level(self._studio.now)
            self._at, self._heights = [now, now + self._frames("release")], [start, 0.0]
        self._held.discard(key)

    def silence(self) -> None:
        """Fall at once."""
        self._held.clear()
        self._at, self._heights = [0.0], [0.0]

    def draw(self, now: Frame, frames: int) -> Signal:
        """Return the lines."""
        return np.interp(np.arange(now, now + frames, dtype=np.float64), self._at, self._heights)

    def _frames(self, name: str) -> float:
        return max(1.0, self.number(name) * self._studio.rate)
