"""The distortion effect: drive into a shape, then a tone control; the level stays about where it was."""

from __future__ import annotations

from math import pi, sin, tanh

from engine.sound import nodes
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import SoundNode
from engine.sound.settings import Settings

_USUAL_LEVEL = 0.25  # the peak of sound that is as loud afterwards as before


class DistortionWet(Wet):
    """Each shape is one function of the level, odd, and never beyond 1."""

    signals = ("drive", "tone")

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        self._makeup = self._control(1.0)
        self.take()
        pushed = nodes.product(socket.inlet, nodes.amplitude(socket.controls["drive"].node))
        shaped = _shaped(pushed, self.kind(self._settings))
        tone = self._hertz(socket.controls["tone"].node)
        toned = nodes.state_variable(shaped, "low_pass", tone, nodes.constant(0.293))
        self.out = nodes.product(toned, self._makeup.node)

    @classmethod
    def kind(cls, settings: Settings) -> str:
        """Another shape asks for another node."""
        return settings.text("shape")

    def take(self) -> None:
        """Make up for what the drive adds."""
        pushed = _USUAL_LEVEL * 10.0 ** (self._settings.number("drive") / 20)
        reached = {
            "tanh": tanh(pushed),
            "fold": sin(pi / 2 * pushed) if pushed < 1.0 else 1.0,
            "clip": min(pushed, 1.0),
        }
        self._move(self._makeup, _USUAL_LEVEL / reached[self._settings.text("shape")])


def _shaped(source: SoundNode, shape: str) -> SoundNode:
    if shape == "tanh":
        return nodes.hyperbolic_tangent(source)
    if shape == "fold":
        return nodes.sine(nodes.product(source, nodes.constant(pi / 2)))
    return nodes.clip(source, -1.0, 1.0)
