"""One sounding instance: a source through an envelope and a gain, made once and triggered again and again."""

from __future__ import annotations

from math import ceil, inf, sqrt
from typing import TYPE_CHECKING, Any

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.amplifier import Amplifier
from engine.sound.control import Glides
from engine.sound.envelope import Envelope, Shape
from engine.sound.nodes import SoundNode
from engine.sound.steady import Steady

if TYPE_CHECKING:
    from engine.sound.pool import Pool

_ENVELOPE_SLOWEST = 1.05  # SignalFlow's envelope adds up its time in single precision, and comes a little late
_A_WHILE = 256  # frames: a note that is let go at once need not settle first
FADE_SECONDS = 0.005  # what is stolen, removed or silenced goes in this time


class Voice:
    """What every kind of voice has: envelope, gain, and the frames at which it began and will be over.

    Subclasses make the source and give it to `_finish`.
    """

    def __init__(self, rate: int, glides: Glides, steady: Steady) -> None:
        self.rate = rate
        self._glides, self._steady = glides, steady
        self.home: Pool[Any] | None = None  # where it goes when it is over
        self.key = 0
        self.began: Frame = 0
        self.ends: float = inf  # the frame at which its envelope or its fade has ended
        self.is_held = False
        self.own_release: float | None = None  # seconds, where the note has its own; else the module's
        self._envelope = Envelope(glides, steady)
        self._held_level = 1.0  # of the envelope, once it has come to its sustain
        self.settles_at: float = inf  # the frame from which the envelope stays where it is; `settle` is due then
        self.gain: Amplifier
        self.out: SoundNode = None
        self._bus: SoundNode = None  # where it is heard now

    def _finish(self, source: SoundNode) -> None:
        self.gain = Amplifier(self._glides, self._steady, source, self._envelope)
        self.out = self.gain.node

    def start(self, key: int, shape: Shape, velocity: float, now: Frame) -> None:
        """Open the gate at frame `now`."""
        self.key = key
        self.began = now
        self.ends = inf
        self.is_held = True
        self.own_release = None
        self.gain.jump(velocity)
        self._held_level = sqrt(shape.sustain)
        self._envelope.open(shape.attack, shape.decay, self._held_level)
        seconds = (shape.attack + shape.decay) * _ENVELOPE_SLOWEST
        self.settles_at = now + ceil(seconds * self.rate) + _A_WHILE

    def enter(self, bus: SoundNode) -> None:
        """Be heard in `bus`."""
        self._bus = bus
        nodes.attach(bus, self.out, self.out)  # or in a bus that another voice has just woken it gives its last slice

    def leave(self) -> None:
        """Be heard no more, and be rendered no more."""
        self._bus.remove_input(self.out)
        self._bus = None

    def release(self, seconds: float, now: Frame) -> None:
        """Close the gate at frame `now`; the level falls to nothing in `seconds`."""
        self.is_held = False
        self.settles_at = inf
        self.gain.move()
        self._envelope.close(seconds)
        self.ends = min(self.ends, now + ceil(seconds * self.rate) + 2)  # the envelope's own sums round by a frame

    def fade(self, now: Frame) -> None:
        """Be silent soon, however the envelope stands."""
        self.is_held = False
        self.settles_at = inf
        frames = round(FADE_SECONDS * self.rate)
        if self.ends > now + frames:
            self.gain.glide(0.0, frames, now)
            self.ends = now + frames

    @property
    def over_at(self) -> float:
        """The frame from which it is silent."""
        return self.ends

    def bend_sustain(self, sustain: float, frames: int, now: Frame) -> None:
        """Let a held note go to another sustain level."""
        if self.is_held:
            self.gain.move()
            self._held_level = sqrt(sustain)
            self._envelope.bend_sustain(self._held_level, frames, now)
            self.settles_at = max(now + frames, self.settles_at if self.settles_at < inf else 0)

    def settle(self, now: Frame) -> None:
        """Do without the envelope while it stays where it is; called once `settles_at` has come."""
        self.settles_at = inf
        self.gain.settle(self._held_level, now)

    def park(self) -> None:
        """Be ready for the next note; called when it has been taken out of the graph."""
