"""What every module that makes, passes or moves sound is, to the patch: a unit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from math import inf
from types import MappingProxyType

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.cables import Cable, Fader, Lead, Target
from engine.sound.channel_levels import ChannelLevels
from engine.sound.control import Control
from engine.sound.nodes import SoundNode
from engine.sound.protocol import NO_VALUES
from engine.sound.ring import Ring


class Unit(ABC):
    """One module's sound.

    Its values come from the document (`update`); a note or a modulator may turn one for the time being (`turn`), until
    the document says something new about it. Thread: the engine's only.
    """

    bus: SoundNode = None  # its sound before volume and pan, two channels; None for what makes none
    inlet: SoundNode = None  # where cables lead to, two channels; None for what takes no sound
    key: Target | None = None  # where a side-chain leads to
    sends: Mapping[str, Fader] = MappingProxyType({})  # of a mixer, by the parameters that name where they lead
    tap: Ring | None = None  # the newest of what it watches
    channels: ChannelLevels | None = None  # how loud a mixer's channels are
    tidy_at: float = inf  # the frame at which `tidy` will find something to do
    is_on_line = False  # whether `on_line` is to be called
    is_passing = True  # whether what leads on from it is heard: not when disabled, muted, or left out by a solo
    fades_until: Frame = 0  # until then a change of its level takes; the patch sets it when a fade is asked for

    def __init__(self) -> None:
        self.cables_in: list[Cable] = []
        self.cables_out: list[Lead] = []
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

    def setting(self, _: str) -> Value | None:
        """Return the value that a parameter has now, turned or said; None where that is not told."""
        return None

    def modulation_changed(self) -> None:
        """Take note that modulators move other controls than before: those that tell so by `is_modulated`."""

    def gate(self, now: Frame) -> None:
        """Tell what leads on from it that `is_passing` is another."""
        for lead in self.cables_out:
            lead.gate(now)

    # --- what takes sound

    def input_gain(self, _: int, /) -> tuple[float, float]:
        """Return the gain on the left and on the right of one of its inputs; 1 where inputs have none."""
        return 1.0, 1.0

    def input_woke(self) -> None:
        """Take note that one more of its cables brings sound."""

    def input_slept(self) -> None:
        """Take note that one of its cables brings no sound any more."""

    # --- what plays notes

    @property
    def voice_count(self) -> int:
        """How many notes sound, the released ones included."""
        return 0

    @property
    def wanted_samples(self) -> frozenset[str]:
        """The names of the samples that it may play."""
        return frozenset()

    def note_on(self, note: float | None, velocity: float, key: int, values: Mapping[str, Value] = NO_VALUES) -> None:
        """Start a note at the present frame; nothing happens where there are no notes."""

    def note_off(self, key: int) -> None:
        """Release the note of that key, if it is still held."""

    def sample_ready(self, name: str) -> None:
        """Make use of a wanted sample that has come, or has changed."""

    # --- what goes on

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
