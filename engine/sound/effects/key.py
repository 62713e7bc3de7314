"""The second inlet of an effect: the sound whose level a compressor's side-chain listens to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.sound import nodes

if TYPE_CHECKING:
    from engine.sound.cables import Cable, Lead
    from engine.sound.unit import Unit


class Key:
    """Where the cable of a side-chain ends. It is listened to while the effect is awake, and wakes nobody."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.inlet = nodes.bus(2)
        self.cables_in: list[Cable] = []

    @property
    def cables_out(self) -> list[Lead]:
        """The ways on from it: those of its effect."""
        return self._unit.cables_out

    def input_gain(self, _: int, /) -> tuple[float, float]:
        """Return 1 for both sides."""
        return 1.0, 1.0

    def input_woke(self) -> None:
        """Do nothing: what is not awake needs no key."""

    def input_slept(self) -> None:
        """Do nothing."""
