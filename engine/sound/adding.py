"""A unit whose sound is the sum of what its cables bring; it sleeps when they all do."""

from __future__ import annotations

from engine.sound import nodes
from engine.sound.unit import Unit


class Adding(Unit):
    """Cables lead to its bus, and on from it."""

    def __init__(self) -> None:
        super().__init__()
        self._sounding = 0  # how many of its cables are awake
        self.bus = self.inlet = nodes.bus(2)

    @property
    def is_awake(self) -> bool:
        """Whether any of its cables brings sound."""
        return self._sounding > 0

    def input_woke(self) -> None:
        """Take note that one more of its cables brings sound."""
        self._sounding += 1
        if self._sounding == 1:
            for lead in self.cables_out:
                lead.wake()

    def input_slept(self) -> None:
        """Take note that one of its cables brings no sound any more."""
        self._sounding -= 1
        if self._sounding == 0:
            for lead in self.cables_out:
                lead.sleep()
