"""What a plug-in imports: the two kinds of module that can be written in Python, and how it describes itself.

import numpy as np
from engine.plug_ins.surface import Effect, Parameter

class RingModulator(Effect):
    name = "ringModulator"
    summary = "Multiplies what comes with a sine."
    parameters = (Parameter(name="rate", label="Rate", minimum=1, maximum=2000, default=200, unit="Hz"),)

    def __init__(self, rate):
        self.rate, self.phase = rate, 0.0

    def process(self, sound, values):
        steps = np.arange(1, sound.shape[1] + 1) * values["rate"] / self.rate
        wave = np.sin(2 * np.pi * (self.phase + steps))
        self.phase = (self.phase + steps[-1]) % 1.0
        return sound * wave
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Value
from engine.modules.parameter import Parameter

__all__ = ["Effect", "Instrument", "Parameter", "Sound"]

Sound = NDArray[np.float32]  # shape (2, frames), nominally -1.0 to 1.0


class PlugIn(ABC):
    """What every plug-in says of itself.

    One is made for each module of its type; its methods are called on the engine's thread, so they must be quick. A
    method that raises is reported, and its module is silent (an instrument) or passes sound on as it is (an effect)
    until the file is changed.
    """

    name: ClassVar[str]  # of the module type, as scripts say it
    label: ClassVar[str] = ""  # as the Editor shell shows it; the name when empty
    summary: ClassVar[str] = ""
    parameters: ClassVar[tuple[Parameter, ...]] = ()  # volume and pan come by themselves

    def __init__(self, rate: int) -> None:
        """Get ready to make sound of so many frames a second."""
        super().__init__()


class Effect(PlugIn):
    """Sound in, sound out."""

    @abstractmethod
    def process(self, sound: Sound, values: Mapping[str, Value]) -> Sound:
        """Return what becomes of the next 256 frames; what comes out is heard 256 frames later than what came in."""

    def silence(self) -> None:
        """Forget what rings: panic was pressed."""


class Instrument(PlugIn):
    """Notes in, sound out."""

    @abstractmethod
    def note_on(self, note: float, velocity: float, key: int) -> None:
        """Start a note at the next frame that is rendered.

        Args:
            note: MIDI number, may be fractional.
            velocity: 0.0 to 1.0.
            key: names this note for `note_off`.
        """

    @abstractmethod
    def note_off(self, key: int) -> None:
        """Let a note end; it may be over already."""

    @abstractmethod
    def render(self, frames: int, values: Mapping[str, Value]) -> Sound:
        """Return the next `frames`, 1 to 256. The same sound must come however it is cut."""

    def silence(self) -> None:
        """End every note: panic was pressed."""
