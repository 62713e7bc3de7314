"""The source of delayed cables: what a unit sounded one line of the grid ago, so that its way may close a circle."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.cables import Lead, Source
from engine.sound.nodes import GRID
from engine.sound.protocol import Block
from engine.sound.studio import Studio

_INAUDIBLE = 1e-6  # -120 dB


class Relay:
    """Sounds, between two lines of the grid, what its source sounded between the two before: exactly GRID frames later.

    To its source it is a way on, to its cables a source. It sleeps when what it carries is inaudible, so that a circle
    can fall silent.
    """

    def __init__(self, studio: Studio, source: Source) -> None:
        self._studio = studio
        self._source = source
        self.bus, self._left, self._right = nodes.drawn_stereo()
        self._sounded = source.bus.output_buffer
        self._came: Block = np.zeros((2, GRID), dtype=np.float32)
        self._goes: Block = np.zeros((2, GRID), dtype=np.float32)
        self.cables_out: list[Lead] = []
        self.is_awake = False
        source.cables_out.append(self)
        studio.slices.enter(self._draw, self._hear)

    @property
    def levels(self) -> tuple[float, float]:
        """Those of its source, now."""
        return self._source.levels

    @property
    def is_passing(self) -> bool:
        """Whether its source passes its sound on."""
        return self._source.is_passing

    @property
    def fades_until(self) -> Frame:
        """Until when a change of its source's level takes."""
        return self._source.fades_until

    def wake(self) -> None:
        """Do nothing: what its source sounds now is heard on the next line."""

    def sleep(self) -> None:
        """Do nothing: what its source has sounded is still to be heard."""

    def follow(self, now: Frame) -> None:
        """Pass on that the level of its source is another."""
        for lead in self.cables_out:
            lead.follow(now)

    def gate(self, now: Frame) -> None:
        """Pass on that its source passes its sound on, or does not."""
        for lead in self.cables_out:
            lead.gate(now)

    def cut(self) -> None:
        """Carry nothing any more."""
        self._studio.slices.leave(self._draw, self._hear)
        self._source.cables_out.remove(self)

    def on_line(self) -> None:
        """Begin to sound what came since the last line; called before anything of the next line is rendered."""
        self._came, self._goes = self._goes, self._came
        is_audible = bool(np.abs(self._goes).max() > _INAUDIBLE)
        if is_audible != self.is_awake:
            self.is_awake = is_audible
            for lead in self.cables_out:
                (lead.wake if is_audible else lead.sleep)()

    def _draw(self, now: Frame, frames: int) -> None:
        if self.is_awake:
            begin = now % GRID
            self._left[0, :frames], self._right[0, :frames] = self._goes[:, begin : begin + frames]

    def _hear(self, now: Frame, frames: int) -> None:
        begin = now % GRID
        self._came[:, begin : begin + frames] = self._sounded[:, :frames] if self._source.is_awake else 0.0
