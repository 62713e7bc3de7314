"""The macro: one knob for many parameters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.ramp import Ramp
from engine.sound.modulation.shapes import Signal
from engine.sound.studio import Studio
from engine.sound.timbre import GLIDE_SECONDS

_STEEPEST = 3.0  # octaves by which the fullest curve bends the exponent: 8 or 1/8


class Macro(Modulator):
    """A knob, 0 to 1, that glides where it is turned to, and may be bent."""

    def __init__(self, studio: Studio, module: Module) -> None:
        value = module.values["value"]
        assert isinstance(value, (int, float))
        self._knob = Ramp(float(value))
        super().__init__(studio, module)

    def take(self, changed: Mapping[str, Value]) -> None:
        """Turn the knob."""
        if "value" in changed:
            self._knob.glide(self.number("value"), round(GLIDE_SECONDS * self._studio.rate), self._studio.now)

    def draw(self, now: Frame, frames: int) -> Signal:
        """Return where the knob is, along its curve."""
        bent: Signal = np.full(frames, self._knob.drawn(now, frames)) ** 2.0 ** (_STEEPEST * self.number("curve"))
        return bent
