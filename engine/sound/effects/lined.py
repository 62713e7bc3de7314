"""A wet path that works on whole lines of the grid, with numpy: what comes is heard GRID frames later."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import GRID
from engine.sound.protocol import Block


class LinedWet(Wet):
    """Collects what comes between two lines of the grid, and plays what was made of it between the next two.

    So what is made never depends on the slices, whatever it is.
    """

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        self.out, self._left, self._right = nodes.drawn_stereo()
        self._inlet = socket.inlet.output_buffer
        self._came: Block = np.zeros((2, GRID), dtype=np.float32)
        self._goes: Block = np.zeros((2, GRID), dtype=np.float32)

    @abstractmethod
    def _work(self, came: Block) -> Block:
        """Return what is made of a line, both of shape (2, GRID); `came` may be written to."""

    @abstractmethod
    def _forget(self) -> None:
        """Be as new."""

    def wake(self) -> None:
        """Begin with nothing."""
        super().wake()
        self._came.fill(0.0)
        self._goes.fill(0.0)
        self._forget()
        self._studio.slices.enter(self._draw, self._hear)

    def sleep(self) -> None:
        """Work no more."""
        super().sleep()
        self._studio.slices.leave(self._draw, self._hear)

    def _draw(self, now: Frame, frames: int) -> None:
        begin = now % GRID
        self._left[0, :frames], self._right[0, :frames] = self._goes[:, begin : begin + frames]

    def _hear(self, now: Frame, frames: int) -> None:
        begin = now % GRID
        self._came[:, begin : begin + frames] = self._inlet[:, :frames]
        if begin + frames == GRID:
            self._goes = self._work(self._came)
