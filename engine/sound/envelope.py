"""An envelope of straight lines, that a voice opens at the start of a note and closes at its end."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.steady import Knob, Lever, Steady


@dataclass(frozen=True, slots=True)
class Shape:
    """The envelope of a note. A voice's level is the square of it, so a fall sounds like one that dies away."""

    attack: float  # seconds to full level; 0 is there at the first frame
    decay: float  # seconds from there to `sustain`
    sustain: float  # level while held, 0.0 to 1.0
    release: float  # seconds to silence


class Envelope:
    """One envelope; `node` goes from 0 to 1 and back."""

    def __init__(self, glides: Glides, steady: Steady) -> None:
        self.node = nodes.envelope()
        self._attack = Knob(steady, self.node, "attack", 0.0)
        self._decay = Knob(steady, self.node, "decay", 0.0)
        self._release = Knob(steady, self.node, "release", 0.01)
        self._gate = Knob(steady, self.node, "gate", 0.0)
        self._sustain = Lever(glides, steady, self.node, "sustain", 1.0)

    def open(self, attack: float, decay: float, sustain: float) -> None:
        """Begin at nothing, at the frame that is rendered next."""
        self._attack.turn(attack)
        self._decay.turn(decay)
        self._sustain.jump(sustain)
        self._gate.turn(1.0)
        self.node.trigger()

    def close(self, seconds: float) -> None:
        """Fall to nothing in `seconds`, from the frame that is rendered next."""
        self._release.turn(seconds)
        self._gate.turn(0.0)

    def bend_sustain(self, sustain: float, frames: int, now: Frame) -> None:
        """Go to another level while held."""
        self._sustain.glide(sustain, frames, now)
