"""What sampler and synth share: their voices, which of them is stolen, and volume and pan at the end."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from typing import ClassVar, Generic

from immutables import Map

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound import nodes
from engine.sound.control import Control
from engine.sound.envelope import Shape
from engine.sound.pool import V
from engine.sound.protocol import NO_VALUES
from engine.sound.studio import Studio
from engine.sound.timbre import Timbre
from engine.sound.tone import GLIDE_SECONDS, Tone
from engine.sound.unit import Unit
from engine.sound.ways import Ways

MOST_VOICES = 16  # that play or are released; those in their last 5 ms are not counted
NO_CONTROLS: Mapping[str, Control] = Map()
_SHAPE = ("attack", "decay", "sustain", "release")
_LEVELS = frozenset({"volume", "pan"})


class Instrument(Unit, Generic[V]):
    """A unit with voices.

    A voice is taken from a pool when a note begins and goes back when it is silent: idle voices are not rendered.
    """

    voice_values: ClassVar[frozenset[str]] = frozenset({"volume", *_SHAPE})
    """What a note can have for itself alone. Its other values are turned for the module."""

    def __init__(self, studio: Studio, module: Module, own: Mapping[str, Control] = NO_CONTROLS) -> None:
        """Begin with the values of `module`; `own` are the signals that this kind of instrument has besides."""
        super().__init__()
        self._studio = studio
        self._said: Map[str, Value] = Map()  # by the document
        self._values: Map[str, Value] = Map()  # as they are now, turned ones among them
        self._voices: list[V] = []  # playing and released, oldest first
        self._fading: list[V] = []
        self._quiet_from: Frame = 0
        self.tidy_at: float = inf  # when `tidy` will find something to do
        self._shape = Shape(0.0, 0.0, 1.0, 0.01)
        self.bus = nodes.bus(2)
        self._timbre = Timbre(studio.rate, studio.glides)
        controls = {**self._timbre.controls, **own}
        self.controls = {name: each for name, each in controls.items() if name in module.values}
        self._ways = Ways(studio.rate, studio.glides, self.bus, self._timbre)
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
        return self._ways.is_awake

    @property
    def voice_count(self) -> int:
        """How many notes sound, the released ones included."""
        return len(self._voices)

    def update(self, module: Module) -> None:
        """Take up the values that the document says anew."""
        old, self._said = self._said, module.values
        if old is not module.values:
            self._accept({name: value for name, value in module.values.items() if old.get(name) != value})

    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values for the time being."""
        self._accept({name: value for name, value in values.items() if self._values.get(name) != value})

    def setting(self, name: str) -> Value | None:
        """Return the value that a parameter has now."""
        return self._values.get(name)

    def modulation_changed(self) -> None:
        """Go through a filter while its signals are modulated, though nothing is heard of it at their own values."""
        self._take_timbre()

    def note_on(self, note: float | None, velocity: float, key: int, values: Mapping[str, Value] = NO_VALUES) -> None:
        """Start a note at the present frame."""
        if values:
            self.turn({name: value for name, value in values.items() if self._is_turned_by(name)})
            velocity *= _number(values, "volume", 1.0)
        self._make_room()
        self.tidy_at = 0
        voice = self._begin(60.0 if note is None else note, velocity, key, values)
        if voice is not None:
            if "release" in values:
                voice.own_release = _number(values, "release", self._shape.release)
            self._voices.append(voice)
            tone = self._tone_for(voice)
            voice.enter(tone.voices)
            tone.wake()
            for cable in self.cables_out:
                cable.wake()

    def note_off(self, key: int) -> None:
        """Release the note of that key, if it is still held."""
        for voice in self._voices:
            if voice.key == key and voice.is_held:
                own = voice.own_release
                voice.release(self._shape.release if own is None else own, self._studio.now)
                self.tidy_at = 0
                return

    def silence(self) -> None:
        """Fade every voice and the filter that rings after them; notes to come have a new one."""
        if self.is_awake:
            self._renew_tone(self._tone.channels)

    def tidy(self) -> None:
        """Take out what has become silent; the backend calls this on the grid."""
        now = self._studio.now
        had_voices = bool(self._voices or self._fading)
        self._voices = self._without_ended(self._voices)
        self._fading = self._without_ended(self._fading)
        for voice in self._voices:
            if voice.settles_at <= now:
                voice.settle(now)
        self._ways.tidy(now)
        if not self._voices and not self._fading:
            if had_voices:
                self._quiet_from = now + self._ways.tail_frames()
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
        ends = [min(voice.over_at, voice.settles_at) for voice in (*self._voices, *self._fading)]
        if not ends and self.is_awake:
            ends.append(self._quiet_from)
        return min((self._ways.tidy_at, *ends))

    def _make_room(self) -> None:
        """Fade what a new note ends: every other one unless poly, one when there are as many as there may be."""
        if self._values["polyphony"] != "poly":
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
        self._ways.sleep()
        for cable in self.cables_out:
            cable.sleep()

    @property
    def _tone(self) -> Tone:
        """The way that voices take unless their kind says otherwise."""
        return self._ways.main

    def _tone_for(self, voice: V) -> Tone:  # noqa: ARG002 (the kinds of instrument look at it)
        """Return the way that a voice takes."""
        return self._tone

    def _renew_tone(self, channels: int) -> None:
        """Go through another filter from now on; what sounds through this one fades with it."""
        self._fade(self._voices)
        self._ways.renew(channels, self._studio.now)
        self.tidy_at = 0

    # --- parameters

    def _is_turned_by(self, name: str) -> bool:
        """Whether a note's value of that name is the module's rather than the note's own."""
        return name in self._values and name not in self.voice_values

    def _accept(self, changed: Mapping[str, Value]) -> None:
        """Have other values than before, and let everything follow that depends on them."""
        self._values = self._values.update(changed)
        names = set(changed)
        if names.intersection(_SHAPE):
            self._take_shape()
        if names & _LEVELS:
            for cable in self.cables_out:
                cable.follow(self._studio.now)
            if names <= _LEVELS:  # which nothing else depends on
                return
        for name in names & self.controls.keys():
            self._move(name)
        if names & {"filter", "cutoff", "drive", "resonance"}:
            self._take_timbre()
        self._take(names)
        self.tidy_at = 0

    def _move(self, name: str) -> None:
        """Let a signal follow its parameter: by a glide where something sounds."""
        control, value = self.controls[name], self._number(name)
        if self.is_awake:
            control.glide(value, round(GLIDE_SECONDS * self._studio.rate), self._studio.now)
        else:
            control.jump(value)

    def _take_timbre(self) -> None:
        if "filter" in self._values:
            self._timbre.mode = self._text("filter")
        self._ways.follow(self._studio.now)
        self._quiet_from = max(self._quiet_from, self._studio.now + self._ways.tail_frames())

    def _shape_of(self, values: Mapping[str, Value]) -> Shape:
        """Return the envelope of a note with these values."""
        own = {name: _number(values, name, 0.0) for name in _SHAPE if name in values}
        return replace(self._shape, **own) if own else self._shape

    def _number(self, name: str) -> float:
        return _number(self._values, name, 0.0)

    def _text(self, name: str) -> str:
        value = self._values[name]
        assert isinstance(value, str)
        return value

    def _take_shape(self) -> None:
        old = self._shape
        self._shape = Shape(*(self._number(name) for name in _SHAPE))
        if self._shape.sustain != old.sustain:
            frames = round(GLIDE_SECONDS * self._studio.rate)
            for voice in self._voices:
                voice.bend_sustain(self._shape.sustain, frames, self._studio.now)


def _number(values: Mapping[str, Value], name: str, default: float) -> float:
    value = values.get(name, default)
    assert isinstance(value, (int, float))
    return value
