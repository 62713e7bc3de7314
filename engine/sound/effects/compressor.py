"""The compressor effect: what is above its threshold comes down by its ratio, on its own level or another sound's."""

from __future__ import annotations

from collections.abc import Hashable
from math import exp

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import SoundNode
from engine.sound.settings import Settings

_FALLS = 10.0  # times of release after which a level is as good as nothing
_HIGHEST = 1e12  # how far above its threshold the power may be


class CompressorWet(Wet):
    """The level is the louder of two means of the power, a fast one (attack) and one behind it (release).

    So it rises as fast as the attack says, and falls as the release says, faster after what was short. A sine counts
    as loud as its peaks. Nothing looks ahead, and nothing is late.
    """

    signals = ("threshold", "makeup")

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        self._slope = self._control(0.0)  # the exponent that turns power above the threshold into gain
        self._attack, self._release = self._control(0.0), self._control(0.0)
        self.take()
        power = self._power(socket.key if self.kind(self._settings) else socket.inlet)
        twice_below = nodes.product(socket.controls["threshold"].node, nodes.constant(-2.0))
        above = nodes.clip(nodes.product(power, nodes.amplitude(twice_below)), 1.0, _HIGHEST)
        gain = nodes.product(nodes.power(above, self._slope.node), nodes.amplitude(socket.controls["makeup"].node))
        self.out = nodes.product(socket.inlet, gain)

    @property
    def tail_frames(self) -> Frame:  # type: ignore[override]  # others have it fixed
        """It sleeps once its level has fallen, so that it wakes as it was at first."""
        return round(_FALLS * self._settings.number("release") * self._studio.rate)

    @classmethod
    def kind(cls, settings: Settings) -> Hashable:
        """Whether another sound's level counts asks for other nodes."""
        return settings.text("sidechain") != ""

    def take(self) -> None:
        """Take up ratio, attack and release."""
        number = self._settings.number
        self._move(self._slope, (1.0 / number("ratio") - 1.0) / 2)
        self._move(self._attack, self._kept(number("attack")))
        self._move(self._release, self._kept(number("release")))

    def _kept(self, seconds: float) -> float:
        """Return how much of a level is left after a frame, when a third of it is left after so many seconds."""
        return exp(-1.0 / (seconds * self._studio.rate))

    def _power(self, source: SoundNode) -> SoundNode:
        """Return the mean square of the louder side, twice, so that a sine of full scale has 1."""
        squares = nodes.product(nodes.product(source, source), nodes.constant(2.0))
        loudest = _louder(nodes.channel(squares, 0), nodes.channel(squares, 1))
        fast = nodes.lagging(loudest, self._attack.node)
        return _louder(fast, nodes.lagging(fast, self._release.node))


def _louder(one: SoundNode, other: SoundNode) -> SoundNode:
    """Return the larger of two: half of their sum and of their distance."""
    twice = nodes.total(nodes.total(one, other), nodes.magnitude(nodes.difference(one, other)))
    return nodes.product(twice, nodes.constant(0.5))
