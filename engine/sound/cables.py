"""The cables of sound between units: each has a gain of its own, so that laying it and taking it away can be a fade."""

from __future__ import annotations

from typing import Protocol

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.nodes import SoundNode
from engine.sound.tone import GLIDE_SECONDS
from engine.sound.voice import FADE_SECONDS


class Lead(Protocol):
    """What leads on from a unit, and is told when it begins to sound, falls silent, or has another level."""

    def wake(self) -> None:
        """Take note that the source sounds."""
        ...

    def sleep(self) -> None:
        """Take note that the source is silent."""
        ...

    def follow(self, now: Frame) -> None:
        """Take up the level of the source."""
        ...

    def gate(self, now: Frame) -> None:
        """Take up, by a fade, whether the source passes anything."""
        ...


class Source(Protocol):
    """A unit whose sound cables carry."""

    bus: SoundNode  # its sound before volume and pan, two channels
    cables_out: list[Lead]

    @property
    def is_passing(self) -> bool:
        """Whether what leads on from it is heard."""
        ...

    @property
    def fades_until(self) -> Frame:
        """Until when a change of its level takes."""
        ...

    @property
    def levels(self) -> tuple[float, float]:
        """Its gain on the left and on the right, of volume and pan."""
        ...

    @property
    def is_awake(self) -> bool:
        """Whether it may be heard now."""
        ...


class Fader(Protocol):
    """What a cable goes through before its target: the target's own input, or one of a mixer's sends."""

    cables_in: list[Cable]  # that go through it

    def input_gain(self, channel: int, /) -> tuple[float, float]:
        """Return the gain on the left and on the right of one of its inputs."""
        ...


class Target(Fader, Protocol):
    """What cables lead to."""

    inlet: SoundNode

    @property
    def cables_out(self) -> list[Lead]:
        """What leads on from it."""
        ...

    def input_woke(self) -> None:
        """Take note that one more of its cables brings sound."""
        ...

    def input_slept(self) -> None:
        """Take note that one of its cables brings no sound any more."""
        ...


class Cable:
    """One cable, from its making until `cut`; it is in the graph while its source is awake.

    Its two gains stand for the level of the source and the volume of the input: one multiplication does for both.
    """

    def __init__(
        self, source: Source, target: Target, channel: int, rate: int, glides: Glides, fader: Fader | None = None
    ) -> None:
        """Lay it, silent. `fader` is the target's own input unless it is said."""
        self.source, self.target, self.channel = source, target, channel
        self._fader: Fader = target if fader is None else fader
        self._rate = rate
        self._left, self._right = Control(glides, 0.0), Control(glides, 0.0)
        self.node = nodes.product(source.bus, nodes.stereo(self._left.node, self._right.node))
        self._is_open = False
        self.is_awake = False
        self.ends: Frame | None = None  # set when it has been taken away: silent from this frame on
        source.cables_out.append(self)
        self._fader.cables_in.append(self)
        if source.is_awake:
            self.wake()

    def wake(self) -> None:
        """Enter the graph, because the source sounds."""
        if not self.is_awake:
            self.is_awake = True
            nodes.attach(self.target.inlet, self.node, self.source.bus)
            self.target.input_woke()

    def sleep(self) -> None:
        """Leave the graph, because the source is silent."""
        if self.is_awake:
            self.is_awake = False
            self.target.inlet.remove_input(self.node)
            self.target.input_slept()

    def rise(self, now: Frame) -> None:
        """Let sound through: at once when nothing sounds, else by a fade."""
        self._is_open = True
        self._go(FADE_SECONDS, now)

    def follow(self, now: Frame) -> None:
        """Take up the level of its source and the volume of the input that it leads to."""
        if self._is_open:
            self._go(GLIDE_SECONDS, now)

    def gate(self, now: Frame) -> None:
        """Take up, by a fade, whether its source passes anything."""
        if self._is_open:
            self._go(FADE_SECONDS, now)

    def fall(self, now: Frame) -> None:
        """Fade out; `cut` is due at `ends`."""
        self._is_open = False
        self._go(FADE_SECONDS, now)
        self.ends = now + round(FADE_SECONDS * self._rate)

    def cut(self) -> None:
        """Leave the graph for good."""
        self.sleep()
        self.source.cables_out.remove(self)
        self._fader.cables_in.remove(self)
        self.node.set_input("input0", 0.0)  # or the source would remember every cable that it ever had

    def _go(self, seconds: float, now: Frame) -> None:
        is_open = self._is_open and self.source.is_passing
        gains = self._fader.input_gain(self.channel) if is_open else (0.0, 0.0)
        fade_frames = self.source.fades_until - now if is_open else 0
        frames = max(fade_frames, round(seconds * self._rate))
        is_heard = fade_frames > 0 or self.source.is_awake
        for control, gain, level in zip((self._left, self._right), gains, self.source.levels, strict=True):
            if is_heard:
                control.glide(gain * level, frames, now)
            else:
                control.jump(gain * level)
