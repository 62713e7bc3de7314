"""The cables of sound between units: each has a gain of its own, so that laying it and taking it away can be a fade."""

from __future__ import annotations

from typing import Protocol

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.nodes import SoundNode
from engine.sound.tone import GLIDE_SECONDS
from engine.sound.voice import FADE_SECONDS


class Source(Protocol):
    """A unit whose sound cables carry."""

    bus: SoundNode  # its sound before volume and pan, two channels
    cables_out: list[Cable]

    @property
    def levels(self) -> tuple[float, float]:
        """Its gain on the left and on the right, of volume and pan."""
        ...

    @property
    def is_awake(self) -> bool:
        """Whether it may be heard now."""
        ...


class Target(Protocol):
    """A unit that cables lead to."""

    bus: SoundNode
    cables_in: list[Cable]

    def input_gain(self, channel: int) -> float:
        """Return the volume of one of its inputs."""
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

    def __init__(self, source: Source, target: Target, channel: int, rate: int, glides: Glides) -> None:
        self.source, self.target, self.channel = source, target, channel
        self._rate = rate
        self._left, self._right = Control(glides, 0.0), Control(glides, 0.0)
        self._node = nodes.product(source.bus, nodes.stereo(self._left.node, self._right.node))
        self._is_open = False
        self._is_awake = False
        self.ends: Frame | None = None  # set when it has been taken away: silent from this frame on
        source.cables_out.append(self)
        target.cables_in.append(self)
        if source.is_awake:
            self.wake()

    def joins(self, source: object, target: object, channel: int) -> bool:
        """Whether it leads from `source` to that input of `target`."""
        return self.source is source and self.target is target and self.channel == channel

    def wake(self) -> None:
        """Enter the graph, because the source sounds."""
        if not self._is_awake:
            self._is_awake = True
            nodes.attach(self.target.bus, self._node, self.source.bus)
            self.target.input_woke()

    def sleep(self) -> None:
        """Leave the graph, because the source is silent."""
        if self._is_awake:
            self._is_awake = False
            self.target.bus.remove_input(self._node)
            self.target.input_slept()

    def rise(self, now: Frame) -> None:
        """Let sound through: at once when nothing sounds, else by a fade."""
        self._is_open = True
        self._go(FADE_SECONDS, now)

    def follow(self, now: Frame) -> None:
        """Take up the level of its source and the volume of the input that it leads to."""
        if self._is_open:
            self._go(GLIDE_SECONDS, now)

    def fall(self, now: Frame) -> None:
        """Fade out; `cut` is due at `ends`."""
        self._is_open = False
        self._go(FADE_SECONDS, now)
        self.ends = now + round(FADE_SECONDS * self._rate)

    def cut(self) -> None:
        """Leave the graph for good."""
        self.sleep()
        self.source.cables_out.remove(self)
        self.target.cables_in.remove(self)
        self._node.set_input("input0", 0.0)  # or the source would remember every cable that it ever had

    def _go(self, seconds: float, now: Frame) -> None:
        gain = self.target.input_gain(self.channel) if self._is_open else 0.0
        for control, level in zip((self._left, self._right), self.source.levels, strict=True):
            if self.source.is_awake:
                control.glide(gain * level, round(seconds * self._rate), now)
            else:
                control.jump(gain * level)
