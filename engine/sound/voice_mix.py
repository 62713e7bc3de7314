"""How the sources of one synth voice are added up: levels, copies, and the sides that copies stand on."""

from __future__ import annotations

from math import sqrt

from engine.sound import nodes
from engine.sound.nodes import SoundNode
from engine.sound.sockets import Sockets
from engine.sound.steady import Steady


class VoiceMix:
    """Adds sources to three groups: one on each side, and one in the middle."""

    def __init__(self, steady: Steady, sockets: Sockets, has_levels: bool) -> None:
        self._steady, self._sockets = steady, sockets
        self._has_levels = has_levels
        self._left: list[SoundNode] = []
        self._right: list[SoundNode] = []
        self._middle: list[SoundNode] = []

    def add(self, source: SoundNode, level: str) -> None:
        """Add a source in the middle; `level` is the signal of its level."""
        self._middle.append(self._levelled(source, level))

    def add_copies(self, copies: list[SoundNode], level: str, is_wide: bool) -> None:
        """Add copies of a source, which together are about as loud as one; wide apart they take sides in turn."""
        if len(copies) == 1:
            self.add(copies[0], level)
        elif not is_wide:
            self._middle.append(self._levelled(self._scaled(copies, len(copies)), level))
        else:
            middle = len(copies) // 2 if len(copies) % 2 else None
            for group, first in ((self._left, 0), (self._right, 1)):
                members = [copy for number, copy in enumerate(copies) if number != middle]
                group.append(self._levelled(self._scaled(members[first::2], len(copies)), level))
            if middle is not None:
                self._middle.append(self._levelled(self._scaled([copies[middle]], len(copies)), level))

    def node(self) -> SoundNode:
        """Return the sum, of two channels where there are sides; "far" is what a side sends to the other."""
        if not self._left:
            return nodes.total_of(self._middle)
        left, right = nodes.total_of(self._left), nodes.total_of(self._right)
        crossed = nodes.product(nodes.stereo(right, left), nodes.constant(0.0))
        self._sockets.add(crossed, "input1", "far")
        return nodes.total_of([nodes.stereo(left, right), crossed, *self._middle])

    def _scaled(self, copies: list[SoundNode], count: int) -> SoundNode:
        return nodes.product(nodes.total_of(copies), self._steady.node("input1", 1 / sqrt(count)))

    def _levelled(self, source: SoundNode, level: str) -> SoundNode:
        if not self._has_levels:
            return source
        made = nodes.product(source, nodes.constant(0.0))
        self._sockets.add(made, "input1", level)
        return made
