"""What the voices of a sampler have in common: the values of their own note, and the manner in which they play."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import NamedTuple

from engine.core.units import Frame, Value
from engine.sound.control import Glides
from engine.sound.envelope import Shape
from engine.sound.grains import Grains
from engine.sound.playback import Region
from engine.sound.protocol import NO_VALUES
from engine.sound.steady import Steady
from engine.sound.voice import Voice


class Manner(NamedTuple):
    """How a sample is played."""

    speed: float  # below 0 backwards
    region: Region
    position: float  # in the region, 0.0 to 1.0
    grains: Grains


class SampleVoice(Voice):
    """A voice that plays a sample. What its note says for itself it keeps, whatever becomes of the module's values."""

    def __init__(self, rate: int, glides: Glides, steady: Steady) -> None:
        super().__init__(rate, glides, steady)
        self.own: Mapping[str, Value] = NO_VALUES
        self._level = 1.0  # of the note
        self._is_leaving = False  # its gain is on its last way down

    def start(self, key: int, shape: Shape, velocity: float, now: Frame) -> None:
        """Open the gate at frame `now`."""
        super().start(key, shape, velocity, now)
        self._level = velocity
        self._is_leaving = False

    def fade(self, now: Frame) -> None:
        """Be silent soon, however the envelope stands."""
        self._is_leaving = True
        super().fade(now)

    def bend_sustain(self, sustain: float, frames: int, now: Frame) -> None:
        """Let a held note go to another sustain level, unless it has one of its own."""
        if "sustain" not in self.own:
            super().bend_sustain(sustain, frames, now)

    def park(self) -> None:
        """Be ready for the next note."""
        self.own = NO_VALUES

    @abstractmethod
    def follow(self, manner: Manner, now: Frame) -> None:
        """Play in another manner from now on. Nothing clicks."""
