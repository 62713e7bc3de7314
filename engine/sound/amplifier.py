"""Brings the source of a voice to its level: by envelope and gain, or by one steady value while neither moves."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.envelope import Envelope
from engine.sound.nodes import SoundNode
from engine.sound.steady import Lever, Steady


class Amplifier:
    """A source times the square of an envelope times a gain, in `node`.

    An envelope costs as much as a source. So a note that is held, and has come to its sustain level, does without; and
    a gain of 1 is no node. The sound is the same to the bit.
    """

    def __init__(self, glides: Glides, steady: Steady, source: SoundNode, envelope: Envelope) -> None:
        self._steady = steady
        self._squared = nodes.product(envelope.node, envelope.node)
        self._moving = nodes.product(nodes.constant(0.0), self._squared)
        self._gain = Lever(glides, steady, self._moving, "input0", 0.0)
        self._value = 0.0
        self._arrives: Frame = 0
        self._is_settled = False
        self._level = self._moving  # the one of these two that it follows, when it has not settled
        self.node = nodes.product(source, self._moving)

    def jump(self, gain: float) -> None:
        """Have a gain from the frame that is rendered next."""
        self._follow(self._squared if gain == 1.0 else self._moving)
        self._arrives = 0
        self._value = gain
        self._gain.jump(gain)

    def glide(self, gain: float, frames: int, now: Frame) -> None:
        """Go to a gain in a straight line."""
        self._follow(self._moving)
        self._value, self._arrives = gain, now + frames
        self._gain.glide(gain, frames, now)

    def settle(self, envelope_level: float, now: Frame) -> None:
        """Do without the envelope, which stays at a level until `move` is called; not while the gain glides."""
        if now >= self._arrives and not self._is_settled:
            self._is_settled = True
            level = np.float32(envelope_level)
            self.node.set_input("input1", self._steady.node("input1", float(level * level * np.float32(self._value))))

    def move(self) -> None:
        """Follow the envelope again."""
        self._follow(self._level)

    def _follow(self, level: SoundNode) -> None:
        if self._is_settled or level is not self._level:
            self._is_settled = False
            self._level = level
            self.node.set_input("input1", level)  # under one name everywhere, so that it can be taken out again
            nodes.refresh(level)
