"""The bit crusher effect: levels are told apart more coarsely, and the sound is looked at less often."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.effects.wet import Socket, Wet


class BitcrusherWet(Wet):
    """A follower that holds but for the frames at which it looks, and then a rounding to so many steps."""

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        self._hold, self._held = nodes.drawn()
        self._steps, self._step = self._control(1.0), self._control(1.0)
        self._anchor: Frame = 0  # a frame at which it looks, ...
        self._looks_per_frame = 1.0  # ... and how often it does from there on
        self.take()
        looked = nodes.lagging(socket.inlet, self._hold)
        self.out = nodes.product(nodes.rounded(nodes.product(looked, self._steps.node)), self._step.node)

    def take(self) -> None:
        """Take up bits and rate, from the next frame on."""
        steps = 2.0 ** (self._settings.number("bits") - 1.0)
        self._steps.jump(steps)
        self._step.jump(1.0 / steps)
        looks = min(self._settings.number("rate") / self._studio.rate, 1.0)
        if looks != self._looks_per_frame:
            self._looks_per_frame = looks
            self._anchor = self._studio.now

    def wake(self) -> None:
        """Begin to look."""
        super().wake()
        self._studio.slices.enter(self._draw)

    def sleep(self) -> None:
        """Look no more."""
        super().sleep()
        self._studio.slices.leave(self._draw)

    def _draw(self, now: Frame, frames: int) -> None:
        begin = now - self._anchor
        looks = np.floor(np.arange(begin - 1, begin + frames) * self._looks_per_frame)
        self._held[0, :frames] = looks[1:] == looks[:-1]
