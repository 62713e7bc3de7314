"""What an instrument's voices go through together: the filter, its bypass, and sleep when nothing sounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.filters import Filter, FilterKind
from engine.sound.nodes import SoundNode
from engine.sound.sockets import Sockets
from engine.sound.timbre import GLIDE_SECONDS, Timbre
from engine.sound.voice import FADE_SECONDS

__all__ = ["GLIDE_SECONDS", "Tone"]


@dataclass(frozen=True, slots=True)
class _Path:
    """One way from the voices to the mix, straight or through a filter."""

    out: SoundNode
    gain: Control
    kind: FilterKind | None
    cutoff: SoundNode = None  # in Hz; None without a filter


class Tone:
    """The filter stage, from `voices`, a bus of one or two channels, to `out`, a bus of two that may serve others too.

    The filter is the same for all voices, so one does for them all; without a timbre there is none. Going in and out
    of bypass, and from one kind of filter to another, is a cross-fade.
    """

    def __init__(self, rate: int, glides: Glides, channels: int, out: SoundNode, timbre: Timbre | None) -> None:
        self._rate = rate
        self._glides = glides
        self._out = out
        self._timbre = timbre
        self.channels = channels
        self.voices = nodes.bus(channels)
        self._path = self._make_path(1.0)
        self._leaving: list[tuple[_Path, Frame]] = []
        self._is_awake = False

    @property
    def is_awake(self) -> bool:
        """Whether anything is passed on."""
        return self._is_awake

    def follow(self, now: Frame) -> None:
        """Take up what kind of filter the timbre needs: at once while asleep, else without a click."""
        if self._kind != self._path.kind:
            self._cross_to(self._make_path(0.0), now)

    def wake(self) -> None:
        """Pass on what the voices sound."""
        if not self._is_awake:
            self._is_awake = True
            self._attach(self._path)

    def leave(self, now: Frame) -> Frame:
        """Fade what is passed on to nothing, and return when that is done; only `sleep` may follow."""
        frames = round(FADE_SECONDS * self._rate)
        self._path.gain.glide(0.0, frames, now)
        return now + frames

    def tail_frames(self) -> Frame:
        """Return how long the filter can be heard after the last voice has ended."""
        if self._timbre is None or self._path.kind is None:
            return 0
        return ceil(self._timbre.tail_seconds() * self._rate) + nodes.GRID

    @property
    def tidy_at(self) -> float:
        """When `tidy` will next find something."""
        return self._leaving[0][1] if self._leaving else inf

    def tidy(self, now: Frame) -> None:
        """Take out the paths that have faded."""
        while self._leaving and self._leaving[0][1] <= now:
            self._out.remove_input(self._leaving.pop(0)[0].out)

    def sleep(self) -> None:
        """Pass nothing on, which costs nothing; to be called when nothing can be heard."""
        for path, _ in self._leaving:
            self._out.remove_input(path.out)
        self._leaving.clear()
        if self._is_awake:
            self._is_awake = False
            self._out.remove_input(self._path.out)

    @property
    def _kind(self) -> FilterKind | None:
        return None if self._timbre is None else self._timbre.kind

    def _make_path(self, gain_value: float) -> _Path:
        gain = Control(self._glides, gain_value)
        kind, timbre = self._kind, self._timbre
        if timbre is None or kind is None:
            return _Path(nodes.product(self.voices, gain.node), gain, None)
        sockets = Sockets()
        cutoff = nodes.product(nodes.constant(0.0), nodes.constant(1.0))
        sockets.add(cutoff, "input0", "cutoff")
        filtered = Filter(kind, self._rate, self.voices, cutoff, sockets)
        sockets.plug(timbre.signals)
        return _Path(nodes.product(filtered.node, gain.node), gain, kind, cutoff)

    def _cross_to(self, path: _Path, now: Frame) -> None:
        if not self._is_awake:
            path.gain.jump(1.0)
            self._path = path
            return
        frames = round(FADE_SECONDS * self._rate)
        if path.kind is None:
            self._hold_cutoff(now)
        self._path.gain.glide(0.0, frames, now)
        self._leaving.append((self._path, now + frames))
        path.gain.glide(1.0, frames, now)
        self._attach(path)
        self._path = path

    def _hold_cutoff(self, now: Frame) -> None:
        """Fade out with the cutoff as it is: on its way to wide open the filter would be heard to jump."""
        assert self._timbre is not None
        was = self._timbre.controls["cutoff"].at(now)
        self._path.cutoff.set_input("input0", nodes.constant(was))

    def _attach(self, path: _Path) -> None:
        nodes.attach(self._out, path.out, self.voices)
        if self._timbre is not None and path.kind is not None:
            self._timbre.signals.refresh()
