"""How a filter is made of nodes: which it is, and whether it saturates."""

from __future__ import annotations

from typing import NamedTuple

from engine.sound import nodes
from engine.sound.nodes import SoundNode
from engine.sound.sockets import Sockets
from engine.sound.steady import Steady

_LADDER = "ladder"
_STATE_VARIABLE = {"low": "low_pass", "band": "band_pass", "high": "high_pass", "notch": "notch"}
_LADDER_TUNING = 2.3  # the node rings at 1 / 2.3 of what it is given
_LADDER_TOP = 0.47  # of the rate: where its own sums still hold
_WASH_FRAMES = 8  # after which a filter, set to one of these and without resonance, has forgotten all it heard
_STATE_VARIABLE_WASH = 0.25  # of the rate
_LADDER_WASH = 0.428592  # of the rate


class FilterKind(NamedTuple):
    """Of what a filter is made."""

    mode: str  # "low", "band", "high", "notch" or "ladder"
    is_driven: bool = False


class Filter:
    """One filter of a source; it takes up "resonance", "drive", "cooling" and "makeup" where it needs them."""

    def __init__(self, kind: FilterKind, rate: int, source: SoundNode, cutoff: SoundNode, sockets: Sockets) -> None:
        self._wash_hz = rate * (_LADDER_WASH if kind.mode == _LADDER else _STATE_VARIABLE_WASH)
        self._sockets = sockets
        if kind.is_driven:
            source = _driven(source, sockets)
        if kind.mode == _LADDER:
            source = _taking(source, "makeup", sockets)
            tuned = nodes.product(cutoff, nodes.constant(_LADDER_TUNING))
            cutoff = nodes.clip(tuned, 0.0, _LADDER_TOP * rate)
            self.node = nodes.ladder(source, cutoff, nodes.constant(0.0))
        else:
            mode = _STATE_VARIABLE[kind.mode]
            self.node = nodes.state_variable(source, mode, cutoff, nodes.constant(0.0))
        sockets.add(self.node, "resonance", "resonance")
        self._source, self._cutoff = source, cutoff

    def wash(self, steady: Steady) -> None:
        """Forget what it heard, so that the next note begins as the first did; to be called outside of the graph."""
        for name, value in (("input", 0.0), ("cutoff", self._wash_hz), ("resonance", 0.0)):
            self.node.set_input(name, steady.node(name, value))
        self.node.process(_WASH_FRAMES)
        self.node.set_input("input", self._source)
        self.node.set_input("cutoff", self._cutoff)
        self._sockets.unplug()


def _driven(source: SoundNode, sockets: Sockets) -> SoundNode:
    """Return the source saturated, and about as loud as before."""
    hot = _taking(source, "drive", sockets)
    return _taking(nodes.hyperbolic_tangent(hot), "cooling", sockets)


def _taking(source: SoundNode, signal: str, sockets: Sockets) -> SoundNode:
    """Return the source multiplied by a signal."""
    made = nodes.product(source, nodes.constant(0.0))
    sockets.add(made, "input1", signal)
    return made
