"""What an effect makes of its inlet, apart from mix, bypass and level: the wet path, which each kind of effect has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from typing import ClassVar, NamedTuple

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control
from engine.sound.nodes import GRID, SoundNode
from engine.sound.settings import Settings
from engine.sound.studio import Studio
from engine.sound.tone import GLIDE_SECONDS


class Socket(NamedTuple):
    """What a wet path is plugged into."""

    studio: Studio
    inlet: SoundNode  # two channels
    key: SoundNode  # two channels: the sound of a side-chain
    settings: Settings
    controls: dict[str, Control]  # the parameters that are signals


class Wet(ABC):
    """One way through an effect.

    It is made for the settings as they are. When these ask for another kind of path, and when its ringing is to end,
    another is made and the effect fades from the one to the other.
    """

    signals: ClassVar[tuple[str, ...]] = ()  # parameters that it reads as signals, from the controls
    is_balanced: ClassVar[bool] = False  # whether, at an even mix, both sounds are at their full level
    out: SoundNode  # two channels
    tail_frames: Frame = GRID  # for how long it may be silent, its inlet too, and sound again

    def __init__(self, socket: Socket) -> None:
        self._studio = socket.studio
        self._settings = socket.settings
        self._is_awake = False

    @classmethod
    def kind(cls, _: Settings) -> Hashable:
        """Return what differs between settings that need another path."""
        return None

    @abstractmethod
    def take(self) -> None:
        """Take up the settings other than signals, without a click."""

    def wake(self) -> None:
        """Begin to sound, from silence."""
        self._is_awake = True

    def sleep(self) -> None:
        """Sound no more, and forget what was heard."""
        self._is_awake = False

    def follow_tempo(self) -> None:  # noqa: B027 - few have anything to do
        """Take up the tempo."""

    def _control(self, value: float) -> Control:
        return Control(self._studio.glides, value)

    def _move(self, control: Control, value: float) -> None:
        """Bring a control to a value: at once while nothing sounds, else by a glide."""
        if self._is_awake:
            control.glide(value, round(GLIDE_SECONDS * self._studio.rate), self._studio.now)
        else:
            control.jump(value)

    def _hertz(self, signal: SoundNode) -> SoundNode:
        """Return a frequency that filters can bear."""
        return nodes.clip(signal, 5.0, 0.49 * self._studio.rate)
