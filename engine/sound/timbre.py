"""What the filter of an instrument is set to, as signals: cutoff, resonance and drive."""

from __future__ import annotations

from math import log, pi, tan

from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.filters import FilterKind
from engine.sound.sockets import Signals

GLIDE_SECONDS = 0.008  # in which volume, pan, cutoff and whatever else is turned takes up its value
OPEN_HZ = 20000.0  # at this cutoff a low-pass is taken out, so that sound passes bit for bit
LOWEST_HZ, MOST_RESONANCE = 20.0, 0.95  # where modulation may take it
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
        made = {  # each a node of its own, so that whoever takes it up is the only kind of reader that it has
            "resonance": nodes.product(resonance, one),
            "makeup": nodes.total(nodes.product(resonance, nodes.constant(_MAKEUP)), one),
            "drive": nodes.product(heat, one),
            "cooling": nodes.power(heat, nodes.constant(-0.5)),
        }
        self.signals = Signals({"cutoff": cutoff, **made}, made.values())

    @property
    def kind(self) -> FilterKind | None:
        """What filter is needed; None where sound passes as it is."""
        cutoff, drive = self.controls["cutoff"], self.controls["drive"]
        is_driven = drive.value > 0.0 or drive.is_modulated
        is_open = cutoff.value >= min(OPEN_HZ, 0.49 * self._rate) and not cutoff.is_modulated
        if self.mode == "low" and not is_driven and is_open:
            return None
        return FilterKind(self.mode, is_driven)

    def tail_seconds(self) -> float:
        """Return how long the filter can be heard after its input has ended: until it is 120 dB down."""
        if self.kind is None:
            return 0.0
        cutoff, resonance = self.controls["cutoff"], self.controls["resonance"]
        damping = 1.0 - (MOST_RESONANCE if resonance.is_modulated else resonance.value)
        lowest_hz = LOWEST_HZ if cutoff.is_modulated else min(cutoff.value, 0.49 * self._rate)
        warped = tan(pi * lowest_hz / self._rate)
        return -log(_INAUDIBLE) / (2 * warped * damping) / self._rate
