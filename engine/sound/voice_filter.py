"""The filter that a synth's voice has for itself, with an envelope, and a cutoff that follows note and velocity."""

from __future__ import annotations

from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.envelope import Envelope, Shape
from engine.sound.filters import Filter
from engine.sound.nodes import SoundNode
from engine.sound.recipe import Recipe
from engine.sound.sockets import Sockets
from engine.sound.steady import Knob, Steady


class VoiceFilter:
    """A filter around a source, in `node`; its cutoff is the module's, times a factor, times what the envelope says."""

    def __init__(
        self, rate: int, glides: Glides, steady: Steady, recipe: Recipe, source: SoundNode, sockets: Sockets
    ) -> None:
        assert recipe.filter is not None
        self._steady = steady
        self._envelope = Envelope(glides, steady) if recipe.filter_swings else None
        cutoff = nodes.product(nodes.constant(0.0), nodes.constant(1.0))
        sockets.add(cutoff, "input0", "cutoff")
        self._factor = Knob(steady, cutoff, "input1", 1.0)
        if self._envelope is not None:
            swing = nodes.power(nodes.constant(1.0), self._envelope.node)
            sockets.add(swing, "input0", "swing")
            cutoff = nodes.product(cutoff, swing)
        self._filter = Filter(recipe.filter, rate, source, cutoff, sockets)
        self.node = self._filter.node

    def begin(self, shape: Shape, factor: float) -> None:
        """Begin a note; `factor` is that of its cutoff."""
        self._factor.turn(factor)
        if self._envelope is not None:
            self._envelope.open(shape.attack, shape.decay, shape.sustain)

    def close(self, seconds: float) -> None:
        """Let the envelope fall, in `seconds`."""
        if self._envelope is not None:
            self._envelope.close(seconds)

    def wash(self) -> None:
        """Forget the last note."""
        self._filter.wash(self._steady)

    def shift(self, factor: float) -> None:
        """Have another factor."""
        self._factor.turn(factor)
