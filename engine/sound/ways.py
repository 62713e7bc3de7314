"""The ways on which the voices of one instrument come to its bus: through its filter or past it, narrow or wide."""

from __future__ import annotations

from math import inf

from engine.core.units import Frame
from engine.sound.control import Glides
from engine.sound.nodes import SoundNode
from engine.sound.timbre import Timbre
from engine.sound.tone import Tone


class Ways:
    """Tones, made when a voice first needs them. They wake one by one, and sleep together."""

    def __init__(self, rate: int, glides: Glides, out: SoundNode, timbre: Timbre) -> None:
        self._rate, self._glides, self._out, self._timbre = rate, glides, out, timbre
        self.main = self._make(1, has_filter=True)
        self._others: dict[tuple[int, bool], Tone] = {}  # by channels and whether there is a filter
        self._leaving: list[tuple[Tone, Frame]] = []  # fading, each until a frame

    @property
    def is_awake(self) -> bool:
        """Whether anything is passed on."""
        if self.main.is_awake or self._leaving:
            return True
        return any(tone.is_awake for tone in self._others.values())

    @property
    def tidy_at(self) -> float:
        """When `tidy` will next find something."""
        ends = [end for _, end in self._leaving]
        return min((inf, *ends, *(tone.tidy_at for tone in self._tones())))

    def way(self, channels: int, has_filter: bool) -> Tone:
        """Return the way of so many channels through the filter, or past it."""
        if has_filter and channels == self.main.channels:
            return self.main
        found = self._others.get((channels, has_filter))
        if found is None:
            found = self._others[channels, has_filter] = self._make(channels, has_filter)
        return found

    def follow(self, now: Frame) -> None:
        """Take up what kind of filter the timbre needs."""
        for tone in self._tones():
            tone.follow(now)

    def tail_frames(self) -> Frame:
        """Return how long anything can be heard after the last voice has ended."""
        return max(tone.tail_frames() for tone in self._tones())

    def tidy(self, now: Frame) -> None:
        """Take out what has faded."""
        for tone in self._tones():
            tone.tidy(now)
        while self._leaving and self._leaving[0][1] <= now:
            self._leaving.pop(0)[0].sleep()

    def renew(self, channels: int, now: Frame) -> None:
        """Fade all that is passed on; what comes goes by other ways, the main one of so many channels."""
        for tone in self._tones():
            if tone.is_awake:
                self._leaving.append((tone, tone.leave(now)))
        self.main = self._make(channels, has_filter=True)
        self._others.clear()

    def sleep(self) -> None:
        """Pass nothing on; to be called when nothing can be heard."""
        for tone in (*self._tones(), *(tone for tone, _ in self._leaving)):
            tone.sleep()
        self._leaving.clear()

    def _tones(self) -> tuple[Tone, ...]:
        return self.main, *self._others.values()

    def _make(self, channels: int, has_filter: bool) -> Tone:
        return Tone(self._rate, self._glides, channels, self._out, self._timbre if has_filter else None)
