"""What the filter of an instrument is set to, as signals: cutoff, resonance and drive."""

from __future__ import annotations

from math import log, pi, tan

from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.filters import FilterKind
from engine.sound.sockets import Signals

OPEN_HZ = 20000.0  # at this cutoff a low-pass is taken out, so that sound passes bit for bit
GLIDE_SECONDS = 0.008
_INAUDIBLE = 1e-6  # -120 dB: a filter that rings below this may be put to sleep
_HOTTEST = 9.0  # what full drive adds to the level before it saturates
_MAKEUP = 2.0  # what a ladder gets for the level that it loses by resonance


class Timbre:
    """The settings of one module's filter, whether one filter serves all of its voices or each has its own."""

    def __init__(self, rate: int, glides: Glides) -> None:
        self._rate = rate
        self.mode = "low"
        self.controls = {
            "cutoff": Control(glides, OPEN_HZ),
            "resonance": Control(glides, 0.0),
            "drive": Control(glides, 0.0),
        }
        cutoff, resonance, drive = (control.node for control in self.controls.values())
        one, view = nodes.drawn()
        view.fill(1.0)
        heat = nodes.total(nodes.product(drive, nodes.constant(_HOTTEST)), one)
        made = {
            "resonance": nodes.product(resonance, one),
            "makeup": nodes.total(nodes.product(resonance, nodes.constant(_MAKEUP)), one),
            "drive": heat,
            "cooling": nodes.power(heat, nodes.constant(-0.5)),
        }
        self.signals = Signals({"cutoff": cutoff, **made}, made.values())

    @property
    def kind(self) -> FilterKind | None:
        """What filter is needed; None where sound passes as it is."""
        is_driven = self.controls["drive"].value > 0.0
        if self.mode == "low" and not is_driven and self.controls["cutoff"].value >= min(OPEN_HZ, 0.49 * self._rate):
            return None
        return FilterKind(self.mode, is_driven)

    def tail_seconds(self) -> float:
        """Return how long the filter can be heard after its input has ended: until it is 120 dB down."""
        if self.kind is None:
            return 0.0
        damping = 1.0 - self.controls["resonance"].value
        warped = tan(pi * min(self.controls["cutoff"].value, 0.49 * self._rate) / self._rate)
        return -log(_INAUDIBLE) / (2 * warped * damping) / self._rate
