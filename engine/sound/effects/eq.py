"""The equaliser effect: a shelf at each end, two bells between."""

from __future__ import annotations

from math import sqrt

from engine.sound import nodes
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import SoundNode

_DAMPING = sqrt(2.0)  # of a shelf: it rises without a bump


class EqWet(Wet):
    """Each band adds to the sound what state-variable sections take out of it, so a gain of 0 dB changes no bit.

    Source: A. Simper, "Solving the continuous SVF equations using trapezoidal integration", 2013: the mixes for bells
    and shelves. There, A is the square root of the gain.
    """

    signals = ("lowFrequency", "mid1Frequency", "mid2Frequency", "highFrequency")

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        self._low_shift, self._high_shift = self._control(1.0), self._control(1.0)
        self._low_band, self._high_band = self._control(0.0), self._control(0.0)
        self._low_edge, self._high_edge = self._control(0.0), self._control(0.0)
        self._bells = [(self._control(0.0), self._control(0.0)) for _ in range(2)]
        self.take()
        low, mid1, mid2, high = (socket.controls[name].node for name in self.signals)
        low = self._hertz(nodes.product(low, self._low_shift.node))
        high = self._hertz(nodes.product(high, self._high_shift.node))
        sound = _shelf(socket.inlet, "low_pass", low, self._low_edge.node, self._low_band.node)
        for frequency, (gain, resonance) in zip((mid1, mid2), self._bells, strict=True):
            band = nodes.state_variable(sound, "band_pass", self._hertz(frequency), resonance.node)
            sound = nodes.total(sound, nodes.product(band, gain.node))
        self.out = _shelf(sound, "high_pass", high, self._high_edge.node, self._high_band.node)

    def take(self) -> None:
        """Take up gains and Qs."""
        low, high = self._root("lowGain"), self._root("highGain")
        self._move(self._low_shift, 1.0 / sqrt(low))
        self._move(self._low_band, _DAMPING * (low - 1.0))
        self._move(self._low_edge, low * low - 1.0)
        self._move(self._high_shift, sqrt(high))
        self._move(self._high_band, _DAMPING * (high - 1.0))
        self._move(self._high_edge, high * high - 1.0)
        for name, (gain, resonance) in zip(("mid1", "mid2"), self._bells, strict=True):
            root = self._root(f"{name}Gain")
            damping = 1.0 / (self._settings.number(f"{name}Q") * root)
            self._move(gain, damping * (root * root - 1.0))
            self._move(resonance, 1.0 - damping / 2)

    def _root(self, name: str) -> float:
        return float(10.0 ** (self._settings.number(name) / 40))


def _shelf(source: SoundNode, edge_mode: str, frequency: SoundNode, edge: SoundNode, band: SoundNode) -> SoundNode:
    """Return the source with so much added of what lies beyond a frequency, and around it."""
    resonance = nodes.constant(1.0 - _DAMPING / 2)
    beyond = nodes.product(nodes.state_variable(source, edge_mode, frequency, resonance), edge)
    around = nodes.product(nodes.state_variable(source, "band_pass", frequency, resonance), band)
    return nodes.total(source, nodes.total(beyond, around))
