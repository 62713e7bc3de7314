"""What sampler and synth share: their voices, which of them is stolen, and volume and pan at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from math import inf
from typing import Generic

from immutables import Map

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound import nodes
from engine.sound.cables import Cable
from engine.sound.pool import V
from engine.sound.protocol import NO_VALUES
from engine.sound.studio import Studio
from engine.sound.tone import GLIDE_SECONDS, Tone
from engine.sound.voice import Shape

MOST_VOICES = 16  # that play or are released; those in their last 5 ms are not counted


class Instrument(ABC, Generic[V]):
    """A unit with voices.

    A voice is taken from a pool when a note begins and goes back when it is silent: idle voices are not rendered.
    """

    def __init__(self, studio: Studio, module: Module) -> None:
        self._studio = studio
        self._values: Map[str, Value] = Map()
        self._voices: list[V] = []  # playing and released, oldest first
        self._fading: list[V] = []
        self._quiet_from: Frame = 0
        self.tidy_at: float = inf  # when `tidy` will find something to do
        self._shape = Shape(0.0, 0.0, 1.0, 0.01)
        self.bus = nodes.bus(2)
        self._tone = Tone(studio.rate, studio.glides, 1, self.bus)
        self._old_tones: list[tuple[Tone, Frame]] = []  # fading, each until a frame
        self.cables_out: list[Cable] = []
        self.update(module)

    # --- what the kinds of instrument decide

    @abstractmethod
    def _begin(self, note: float, velocity: float, key: int, values: Mapping[str, Value]) -> V | None:
        """Return a voice that has begun a note; None when there is nothing to play."""

    @abstractmethod
    def _take(self, changed: set[str]) -> None:
        """Take up parameters of the kind's own that have changed."""

    # --- what the backend calls

    @property
    def levels(self) -> tuple[float, float]:
        """Its gain on the left and on the right: the middle is as loud as it comes, a side takes the other away."""
        volume, pan = self._number("volume"), self._number("pan")
        return volume * min(1.0, 1.0 - pan), volume * min(1.0, 1.0 + pan)

    @property
    def is_awake(self) -> bool:
        """Whether it may be heard."""
        return self._tone.is_awake or bool(self._old_tones)

    @property
    def voice_count(self) -> int:
        """How many notes sound, the released ones included."""
        return len(self._voices)

    def update(self, module: Module) -> None:
        """Take up the values that have changed."""
        old, self._values = self._values, module.values
        changed = {name for name, value in module.values.items() if old.get(name) != value}
        if changed & {"attack", "decay", "sustain", "release"}:
            self._take_shape()
        if changed & {"volume", "pan"}:
            for cable in self.cables_out:
                cable.follow(self._studio.now)
        if changed & {"cutoff", "resonance"}:
            self._tone.set(self._number("cutoff"), self._number("resonance"), self._studio.now)
            self._quiet_from = max(self._quiet_from, self._studio.now + self._tone.tail_frames())
        self._take(changed)
        self.tidy_at = 0

    def note_on(self, note: float | None, velocity: float, key: int, values: Mapping[str, Value] = NO_VALUES) -> None:
        """Start a note at the present frame."""
        self._make_room()
        self.tidy_at = 0
        voice = self._begin(60.0 if note is None else note, velocity, key, values)
        if voice is not None:
            self._voices.append(voice)
            voice.enter(self._tone.voices)
            self._tone.wake()
            for cable in self.cables_out:
                cable.wake()

    def note_off(self, key: int) -> None:
        """Release the note of that key, if it is still held."""
        for voice in self._voices:
            if voice.key == key and voice.is_held:
                voice.release(self._shape.release, self._studio.now)
                self.tidy_at = 0
                return

    def silence(self) -> None:
        """Fade every voice and the filter that rings after them; notes to come have a new one."""
        if self._tone.is_awake:
            self._renew_tone(self._tone.channels)

    def tidy(self) -> None:
        """Take out what has become silent; the backend calls this on the grid."""
        now = self._studio.now
        had_voices = bool(self._voices or self._fading)
        self._voices = self._without_ended(self._voices)
        self._fading = self._without_ended(self._fading)
        self._tone.tidy(now)
        while self._old_tones and self._old_tones[0][1] <= now:
            self._old_tones.pop(0)[0].sleep()
        if not self._voices and not self._fading:
            if had_voices:
                self._quiet_from = now + self._tone.tail_frames()
            if now >= self._quiet_from:
                self._sleep()
        self.tidy_at = self._when_to_tidy()

    def retire(self) -> None:
        """Give every voice back; called when no cable leads on from it any more."""
        for voice in (*self._voices, *self._fading):
            self._send_home(voice)
        self._voices, self._fading = [], []
        self._sleep()

    # --- voices

    def _when_to_tidy(self) -> float:
        ends = [voice.over_at for voice in (*self._voices, *self._fading)]
        ends += [end for _, end in self._old_tones]
        if not ends and self.is_awake:
            ends.append(self._quiet_from)
        return min(self._tone.tidy_at, *ends) if ends else self._tone.tidy_at

    def _make_room(self) -> None:
        """Fade what a new note ends: every other one when mono, one when there are as many as there may be."""
        if self._values["polyphony"] == "mono":
            self._fade(self._voices)
        elif len(self._voices) >= MOST_VOICES:
            self._voices = self._without_ended(self._voices)
            if len(self._voices) >= MOST_VOICES:
                released = (voice for voice in self._voices if not voice.is_held)
                self._fade([next(released, self._voices[0])])

    def _fade(self, voices: Iterable[V]) -> None:
        for voice in list(voices):
            voice.fade(self._studio.now)
            self._voices.remove(voice)
            self._fading.append(voice)

    def _without_ended(self, voices: list[V]) -> list[V]:
        now = self._studio.now
        ended = [voice for voice in voices if voice.over_at <= now]
        for voice in ended:
            self._send_home(voice)
        return [voice for voice in voices if voice not in ended] if ended else voices

    def _send_home(self, voice: V) -> None:
        voice.leave()
        assert voice.home is not None
        voice.home.give_back(voice)

    def _sleep(self) -> None:
        self._tone.sleep()
        for tone, _ in self._old_tones:
            tone.sleep()
        self._old_tones.clear()
        for cable in self.cables_out:
            cable.sleep()

    def _renew_tone(self, channels: int) -> None:
        """Go through another filter from now on; what sounds through this one fades with it."""
        studio = self._studio
        self._fade(self._voices)
        if self._tone.is_awake:
            self._old_tones.append((self._tone, self._tone.leave(studio.now)))
        self._tone = Tone(studio.rate, studio.glides, channels, self.bus)
        self._tone.set(self._number("cutoff"), self._number("resonance"), studio.now)
        self.tidy_at = 0

    # --- parameters

    def _number(self, name: str) -> float:
        value = self._values[name]
        assert isinstance(value, (int, float))
        return value

    def _text(self, name: str) -> str:
        value = self._values[name]
        assert isinstance(value, str)
        return value

    def _take_shape(self) -> None:
        old = self._shape
        self._shape = Shape(*(self._number(name) for name in ("attack", "decay", "sustain", "release")))
        if self._shape.sustain != old.sustain:
            frames = round(GLIDE_SECONDS * self._studio.rate)
            for voice in self._voices:
                voice.bend_sustain(self._shape.sustain, frames, self._studio.now)
