"""The envelope follower: how loud a sound is, a line of the grid later."""

from __future__ import annotations

from math import exp

import numpy as np
from numpy.typing import NDArray

from engine.core.document import Module
from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.shapes import Signal
from engine.sound.nodes import GRID
from engine.sound.studio import Studio

_INAUDIBLE = 1e-6  # -120 dB


class Follower(Modulator):
    """Hears whole lines of the grid, however they are sliced, and goes to the peak of each during the next.

    Its bus is what it hears: nothing of it is sound to others, but what leads nowhere is parked, and so is rendered.
    """

    def __init__(self, studio: Studio, module: Module) -> None:
        self.bus = self.inlet = nodes.bus(2)
        self._heard = self.inlet.output_buffer
        self._line: NDArray[np.float32] = np.zeros((2, GRID), dtype=np.float32)
        self._before = self._level = 0.0  # where this line begins and where it ends
        self._sounding = 0  # how many cables bring sound
        self._is_listening = False
        super().__init__(studio, module)

    @property
    def is_awake(self) -> bool:
        """Whether any of its cables brings sound."""
        return self._sounding > 0

    def input_woke(self) -> None:
        """Listen, from the first cable that brings something."""
        self._sounding += 1
        if not self._is_listening:
            self._is_listening = True
            self._line.fill(0.0)
            self._studio.slices.enter(after=self._hear)
        if self._sounding == 1:
            for lead in self.cables_out:
                lead.wake()

    def input_slept(self) -> None:
        """Take note that one of its cables brings no sound any more; it listens until it has come to rest."""
        self._sounding -= 1
        if self._sounding == 0:
            for lead in self.cables_out:
                lead.sleep()

    def retire(self) -> None:
        """Listen no more."""
        if self._is_listening:
            self._is_listening = False
            self._studio.slices.leave(after=self._hear)

    def draw(self, now: Frame, frames: int) -> Signal:
        """Return the way of this line."""
        way = (now % GRID + np.arange(frames)) / GRID
        drawn: Signal = self._before + (self._level - self._before) * way
        return drawn

    def _hear(self, now: Frame, frames: int) -> None:
        begin = now % GRID
        self._line[:, begin : begin + frames] = self._heard[:, :frames] if self._sounding else 0.0
        if begin + frames == GRID:
            self._end_line()

    def _end_line(self) -> None:
        peak = float(np.abs(self._line).max()) * 10.0 ** (self.number("gain") / 20.0)
        aim = min(1.0, peak) if peak == peak else 0.0
        seconds = self.number("attack" if aim > self._level else "release")
        kept = exp(-GRID / (seconds * self._studio.rate)) if seconds > 0.0 else 0.0
        self._before, self._level = self._level, aim + (self._level - aim) * kept
        if not self._sounding and self._level < _INAUDIBLE:
            self._before = self._level = 0.0
            self.retire()
