"""What an instrument's voices go through together: the low-pass filter, its bypass, and sleep when nothing sounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log, pi, tan

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.nodes import SoundNode
from engine.sound.voice import FADE_SECONDS

OPEN_HZ = 20000.0  # at this cutoff the filter is taken out, so that sound passes bit for bit
GLIDE_SECONDS = 0.008
_INAUDIBLE = 1e-6  # -120 dB: a filter that rings below this may be put to sleep


@dataclass(frozen=True, slots=True)
class _Path:
    """One way from the voices to the mix, straight or through a filter."""

    out: SoundNode
    gain: Control
    cutoff: Control | None = None
    resonance: Control | None = None


class Tone:
    """The filter stage, from `voices`, a bus of one or two channels, to `out`, a bus of two that may serve others too.

    The filter is the same for all voices, so one does for them all. Going in and out of bypass is a cross-fade.
    """

    def __init__(self, rate: int, glides: Glides, channels: int, out: SoundNode) -> None:
        self._rate = rate
        self._glides = glides
        self._out = out
        self.channels = channels
        self.voices = nodes.bus(channels)
        self._cutoff_hz, self._resonance = OPEN_HZ, 0.0
        self._path = self._make_path(1.0)
        self._leaving: list[tuple[_Path, Frame]] = []
        self._is_awake = False

    @property
    def is_awake(self) -> bool:
        """Whether anything is passed on."""
        return self._is_awake

    def set(self, cutoff_hz: float, resonance: float, now: Frame) -> None:
        """Take up a cutoff and a resonance: at once while asleep, else without a click."""
        cutoff_hz = min(cutoff_hz, 0.49 * self._rate)
        if (cutoff_hz, resonance) == (self._cutoff_hz, self._resonance):
            return
        self._cutoff_hz, self._resonance = cutoff_hz, resonance
        if self._is_open != (self._path.cutoff is None):
            self._cross_to(self._make_path(0.0), now)
        elif self._path.cutoff is not None and self._path.resonance is not None:
            self._move(self._path.cutoff, cutoff_hz, now)
            self._move(self._path.resonance, resonance, now)

    def wake(self) -> None:
        """Pass on what the voices sound."""
        if not self._is_awake:
            self._is_awake = True
            nodes.attach(self._out, self._path.out, self.voices)

    def leave(self, now: Frame) -> Frame:
        """Fade what is passed on to nothing, and return when that is done; only `sleep` may follow."""
        frames = round(FADE_SECONDS * self._rate)
        self._path.gain.glide(0.0, frames, now)
        return now + frames

    def tail_frames(self) -> Frame:
        """Return how long the filter can be heard after the last voice has ended."""
        if self._path.cutoff is None:
            return 0
        damping = 1.0 - self._resonance
        warped = tan(pi * self._cutoff_hz / self._rate)
        return int(-log(_INAUDIBLE) / (2 * warped * damping)) + nodes.GRID

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
    def _is_open(self) -> bool:
        return self._cutoff_hz >= min(OPEN_HZ, 0.49 * self._rate)

    def _make_path(self, gain_value: float) -> _Path:
        gain = Control(self._glides, gain_value)
        if self._is_open:
            return _Path(nodes.product(self.voices, gain.node), gain)
        cutoff = Control(self._glides, self._cutoff_hz)
        resonance = Control(self._glides, self._resonance)
        filtered = nodes.low_pass(self.voices, cutoff.node, resonance.node)
        return _Path(nodes.product(filtered, gain.node), gain, cutoff, resonance)

    def _cross_to(self, path: _Path, now: Frame) -> None:
        if not self._is_awake:
            path.gain.jump(1.0)
            self._path = path
            return
        frames = round(FADE_SECONDS * self._rate)
        self._path.gain.glide(0.0, frames, now)
        self._leaving.append((self._path, now + frames))
        path.gain.glide(1.0, frames, now)
        nodes.attach(self._out, path.out, self.voices)
        self._path = path

    def _move(self, control: Control, value: float, now: Frame) -> None:
        if self._is_awake:
            control.glide(value, round(GLIDE_SECONDS * self._rate), now)
        else:
            control.jump(value)
