"""The wet path that an effect goes through now, and those that it has left and that fade."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control
from engine.sound.effects.wet import Wet
from engine.sound.nodes import SoundNode
from engine.sound.studio import Studio
from engine.sound.voice import FADE_SECONDS


class _Path:
    """A wet path with the gain by which it comes and goes."""

    def __init__(self, wet: Wet, gain: Control) -> None:
        self.wet, self.gain = wet, gain
        self.node = nodes.product(wet.out, gain.node)
        self.ends: Frame = 0  # once it is leaving: silent from then on


class Paths:
    """One path at a time, made by `make_wet`, but for the 5 ms in which one goes and another comes."""

    def __init__(self, studio: Studio, inlet: SoundNode, make_wet: Callable[[], Wet]) -> None:
        self._studio = studio
        self._inlet = inlet  # what the paths begin with
        self._make_wet = make_wet
        self.out = nodes.bus(2)
        self._leaving: list[_Path] = []
        self._path = self._make_path(1.0)
        self.out.add_input(self._path.node)

    @property
    def wet(self) -> Wet:
        """The path that is gone through now."""
        return self._path.wet

    @property
    def tidy_at(self) -> float:
        """When `tidy` will next find something."""
        return self._leaving[0].ends if self._leaving else inf

    def renew(self, *, is_awake: bool) -> None:
        """Go through another path from now on, by a fade while it sounds."""
        old = self._path
        self._path = self._make_path(0.0 if is_awake else 1.0)
        nodes.attach(self.out, self._path.node, self._inlet)
        if not is_awake:
            self.out.remove_input(old.node)
            return
        now, frames = self._studio.now, round(FADE_SECONDS * self._studio.rate)
        old.gain.glide(0.0, frames, now)
        old.ends = now + frames
        self._leaving.append(old)
        self._path.wet.wake()
        self._path.gain.glide(1.0, frames, now)

    def tidy(self) -> None:
        """Take out the paths that have faded."""
        while self._leaving and self._leaving[0].ends <= self._studio.now:
            self._take_out(self._leaving.pop(0))

    def sleep(self) -> None:
        """Take out all that fade, and have the present one sleep."""
        self._path.wet.sleep()
        while self._leaving:
            self._take_out(self._leaving.pop())

    def _make_path(self, gain: float) -> _Path:
        return _Path(self._make_wet(), Control(self._studio.glides, gain))

    def _take_out(self, path: _Path) -> None:
        self.out.remove_input(path.node)
        path.wet.sleep()
