"""What every module that makes, passes or moves sound is, to the patch: a unit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from math import inf

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.cables import Cable
from engine.sound.control import Control
from engine.sound.nodes import SoundNode


class Unit(ABC):
    """One module's sound.

    Its values come from the document (`update`); a note or a modulator may turn one for the time being (`turn`), until
    the document says something new about it. Thread: the engine's only.
    """

    bus: SoundNode = None  # its sound before volume and pan, two channels; None for what makes none
    tidy_at: float = inf  # the frame at which `tidy` will find something to do

    def __init__(self) -> None:
        self.cables_in: list[Cable] = []
        self.cables_out: list[Cable] = []
        self.controls: dict[str, Control] = {}  # parameters that are signals: a modulator moves these at audio rate

    @property
    @abstractmethod
    def levels(self) -> tuple[float, float]:
        """Its gain on the left and on the right, of volume and pan: the cables that lead from it apply it."""

    @property
    @abstractmethod
    def is_awake(self) -> bool:
        """Whether it may be heard now. What is not is out of the graph, and costs nothing."""

    @abstractmethod
    def update(self, module: Module) -> None:
        """Take up the values of the document that have changed. Nothing clicks."""

    @abstractmethod
    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values for the time being, as if the document said so; they fit their parameters."""

    def follow_tempo(self) -> None:
        """Take up the tempo, or another place in the music, from the studio."""

    def on_line(self, now: Frame) -> None:
        """Do what is done once every GRID frames, however the engine slices."""

    def tidy(self) -> None:
        """Take out what has become silent; called on the grid once `tidy_at` has come."""

    def silence(self) -> None:
        """End what sounds or rings within 5 ms."""

    def retire(self) -> None:
        """Give everything back; called when no cable leads on from it any more."""
