"""The chorus effect: several readers of one line, each swaying at its own point of a slow wave."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control
from engine.sound.effects.line import Line, Places
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import GRID

_NEAREST_SECONDS = 0.007
_SWAY_SECONDS = 0.005  # from one end to the other, at a depth of 1
_APART = 0.381966  # turns from one reader to the next: however many there are, they are far apart


class ChorusWet(Wet):
    """A reader sways from 7 ms to 12 ms back, which bends its pitch. The right side is a part of a wave ahead.

    A change of depth, of voices or of width is made on a slope as long as a line of the grid.
    """

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        rate = self._studio.rate
        self._nearest = max(_NEAREST_SECONDS * rate, GRID + 2.0)
        self._line = Line(round(self._nearest + _SWAY_SECONDS * rate) + GRID)
        self.out, self._left, self._right = nodes.drawn_stereo()
        self._inlet = socket.inlet.output_buffer
        self._anchor: Frame = 0  # a frame, ...
        self._turn = 0.0  # ... where the wave is there, in turns, ...
        self._turns_per_frame = 0.0  # ... and how fast it goes on
        self._depth, self._width = self._control(0.0), self._control(0.0)
        self._gains = [self._control(0.0) for _ in range(6)]
        self.take()

    def take(self) -> None:
        """Take up rate, depth, voices and width."""
        number, now = self._settings.number, self._studio.now
        speed = number("rate") / self._studio.rate
        if speed != self._turns_per_frame:
            self._turn = (self._turn + (now - self._anchor) * self._turns_per_frame) % 1.0
            self._anchor, self._turns_per_frame = now, speed
        self._move(self._depth, number("depth"))
        self._move(self._width, number("width"))
        voices = int(number("voices"))
        for i, gain in enumerate(self._gains):
            self._move(gain, 1.0 / sqrt(voices) if i < voices else 0.0)

    def wake(self) -> None:
        """Begin with an empty line."""
        super().wake()
        self._line.begin(self._studio.now)
        self._studio.slices.enter(self._draw, self._hear)

    def sleep(self) -> None:
        """Draw no more."""
        super().sleep()
        self._studio.slices.leave(self._draw, self._hear)

    def _draw(self, now: Frame, frames: int) -> None:
        places = np.arange(now, now + frames, dtype=np.float64)
        turns = self._turn + (places - self._anchor) * self._turns_per_frame
        sounding = [i for i, gain in enumerate(self._gains) if gain.value or gain.at(now)]
        gains = np.array([_of(self._gains[i], frames) for i in sounding])
        starts = np.array([[_APART * i] for i in sounding])
        sway = _of(self._depth, frames) * (0.5 * _SWAY_SECONDS * self._studio.rate)
        ahead = _of(self._width, frames) * 0.25
        for channel, view in enumerate((self._left, self._right)):
            waves = 1.0 + np.sin(2 * pi * (turns + ahead * channel + starts))
            read = gains * self._line.between(channel, places - self._nearest - sway * waves)
            view[0, :frames] = _sum(read)

    def _hear(self, now: Frame, frames: int) -> None:
        self._line.write(now, self._inlet[0, :frames], self._inlet[1, :frames])


def _of(control: Control, frames: int) -> Places:
    signal: Places = control.node.output_buffer[0, :frames].astype(np.float64)
    return signal


def _sum(rows: Places) -> Places:
    """Return the sum of some rows, one after another: `numpy.sum` may add in another order for another length."""
    total: Places = rows[0]
    for row in rows[1:]:
        total = total + row
    return total
