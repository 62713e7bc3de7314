"""The filter effect: low, high, band, notch and peak; clean, or with the four poles of a ladder."""

from __future__ import annotations

from math import hypot, sqrt

from engine.sound import nodes
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import SoundNode
from engine.sound.settings import Settings

_LADDER_MODES = ("low", "high")
_PEAK_GAIN = 3.0  # what a peak adds at its middle: four times the sound there, 12 dB


class FilterWet(Wet):
    """One or two state-variable sections, after a tanh when the sound is driven.

    A ladder's four poles are those of two such sections: with k of feedback they solve (s + 1)^4 + k = 0. So this has a
    ladder's response, and its sections' stability.
    """

    signals = ("cutoff",)

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        mode, is_ladder, is_driven = self.kind(self._settings)
        self._cutoff = socket.controls["cutoff"].node
        self._push, self._makeup = self._control(1.0), self._control(1.0)
        self._resonances = [self._control(0.0), self._control(0.0)]
        self._ratios = [self._control(1.0), self._control(1.0)]
        self._is_ladder = is_ladder
        self.take()
        source = nodes.product(socket.inlet, self._push.node)
        if is_driven:
            source = nodes.hyperbolic_tangent(source)
        filtered = self._ladder(source, mode) if is_ladder else self._section(source, mode)
        self.out = nodes.product(filtered, self._makeup.node)

    @classmethod
    def kind(cls, settings: Settings) -> tuple[str, bool, bool]:
        """Mode, model, and whether it is driven ask for other nodes."""
        mode = settings.text("mode")
        is_ladder = settings.text("model") == "ladder" and mode in _LADDER_MODES
        return mode, is_ladder, settings.number("drive") > 0.0

    def take(self) -> None:
        """Take up resonance and drive."""
        resonance, drive_db = self._settings.number("resonance"), self._settings.number("drive")
        self._move(self._push, 10.0 ** (drive_db / 20))
        makeup = 10.0 ** (-drive_db / 40)
        if not self._is_ladder:
            self._move(self._resonances[0], resonance)
            self._move(self._makeup, makeup)
            return
        feedback = 4.0 * resonance
        for i, (ratio, section_resonance) in enumerate(_ladder_sections(feedback)):
            self._move(self._ratios[i], ratio if self._settings.text("mode") == "low" else 1.0 / ratio)
            self._move(self._resonances[i], section_resonance)
        self._move(self._makeup, makeup / (1.0 + feedback / 4))

    def _section(self, source: SoundNode, mode: str) -> SoundNode:
        cutoff, resonance = self._hertz(self._cutoff), self._resonances[0].node
        if mode not in ("band", "peak"):
            return nodes.state_variable(source, mode if mode == "notch" else f"{mode}_pass", cutoff, resonance)
        two = nodes.constant(2.0)
        damping = nodes.difference(two, nodes.product(two, resonance))
        band = nodes.product(nodes.state_variable(source, "band_pass", cutoff, resonance), damping)
        return band if mode == "band" else nodes.total(source, nodes.product(band, nodes.constant(_PEAK_GAIN)))

    def _ladder(self, source: SoundNode, mode: str) -> SoundNode:
        for ratio, resonance in zip(self._ratios, self._resonances, strict=True):
            cutoff = self._hertz(nodes.product(self._cutoff, ratio.node))
            source = nodes.state_variable(source, f"{mode}_pass", cutoff, resonance.node)
        return source


def _ladder_sections(feedback: float) -> list[tuple[float, float]]:
    """Return, for both pairs of a ladder's poles, their frequency in cutoffs and their resonance."""
    reach = feedback**0.25 / sqrt(2)
    pairs = ((1.0 - reach, reach), (1.0 + reach, reach))
    return [(hypot(*pair), 1.0 - pair[0] / hypot(*pair)) for pair in pairs]
