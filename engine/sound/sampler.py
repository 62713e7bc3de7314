"""The sampler: plays the samples of its bank at the pitch of the note, in one of four styles."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import ClassVar

from engine.core.document import Module
from engine.core.errors import did_you_mean
from engine.core.units import Value
from engine.modules.bank import chosen, entries, expanded, stem
from engine.sound.grains import Grains
from engine.sound.instrument import Instrument
from engine.sound.playback import Plans, Region
from engine.sound.protocol import NO_VALUES
from engine.sound.sample_voice import Manner, SampleVoice
from engine.sound.segments import Segments
from engine.sound.studio import Studio
from engine.sound.tape import Tape

_OWN_PITCH = 60.0  # the note at which a sample sounds as it was recorded
_SHORTEST_GRAIN_SECONDS = 0.002
_MOST_TOLD = 12  # names in a sentence
_BANK = {"sample", "samples"}
_LAID_OUT_BY = {"regionStart", "regionEnd"}
_GRAINS = {"grainSize", "grainOverlap", "grainWindow", "grainSpray", "grainDetune", "grainTravel"}
_MANNER = {"speed", "position", *_LAID_OUT_BY, *_GRAINS}


class Sampler(Instrument[SampleVoice]):
    """One sampler. Another sample or play style is for notes to come; all else is heard at once, without a click."""

    voice_values: ClassVar[frozenset[str]] = Instrument.voice_values | {
        "index",
        "word",
        "speed",
        "position",
        *_LAID_OUT_BY,
    }

    def __init__(self, studio: Studio, module: Module) -> None:
        self._name = module.name
        self._entries: tuple[str, ...] = ()
        self._bank: tuple[str, ...] = ()
        self._plans = Plans()
        self._tapes: dict[str, Tape] = {}  # by sample
        self._usual: Manner  # of notes that say nothing themselves
        self._notes = 0  # begun so far: each strews its grains in another way
        super().__init__(studio, module)

    @property
    def wanted_samples(self) -> frozenset[str]:
        """The names of the samples that it may play, and of the folders that they are in."""
        return frozenset((*self._entries, *self._bank))

    def update(self, module: Module) -> None:
        """Take up the values that the document says anew."""
        self._name = module.name
        super().update(module)

    def sample_ready(self, name: str) -> None:
        """Make use of a sample or a folder that has come, or has changed."""
        if self._studio.folder(name) is not None:
            self._take_bank()
        self._plans.clear()
        self._prepare(name)

    # --- notes

    def _begin(self, note: float, velocity: float, key: int, values: Mapping[str, Value]) -> SampleVoice | None:
        segments = self._sample_of(values)
        if segments is None:
            return None
        own = {name: value for name, value in values.items() if name in self.voice_values} if values else NO_VALUES
        manner, ratio = self._manner(own), 2.0 ** ((note - _OWN_PITCH) / 12)
        voice = self._started(segments, key, velocity, own, manner, ratio)
        voice.own = own
        self._notes += 1
        return voice

    def _started(
        self,
        segments: Segments,
        key: int,
        velocity: float,
        own: Mapping[str, Value],
        manner: Manner,
        ratio: float,
    ) -> SampleVoice:
        """Return a voice that has begun to play in the style of the module."""
        studio, is_mono, shape = self._studio, segments.channels == 1, self._shape_of(own)
        style = self._text("playStyle")
        if style == "grain":
            grains = (studio.mono_grains if is_mono else studio.stereo_grains).take()
            grains.start(key, shape, velocity, studio.now)
            grains.play(segments.sample, manner, ratio, self._notes, studio.now)
            return grains
        player = (studio.mono if is_mono else studio.stereo).take()
        player.start(key, shape, velocity, studio.now)
        if style == "next":
            tape = self._tapes.setdefault(segments.sample.name, Tape())
            player.go_on(segments, self._plans, manner, tape, ratio, studio.now)
        else:
            player.play(segments, self._plans, manner, style == "loop", ratio, studio.now)
        return player

    def _sample_of(self, values: Mapping[str, Value]) -> Segments | None:
        """Return the sample that a note means; None while there is none, and when there is none of its word."""
        index, word = values.get("index", self._values["index"]), values.get("word", "")
        number = int(index) if isinstance(index, (int, float)) and isfinite(index) else 0
        name = chosen(self._bank, number, word if isinstance(word, str) else "")
        if name is None:
            if word and self._bank:
                known = list(dict.fromkeys(map(stem, self._bank)))
                hint = did_you_mean(str(word), known) or f"; it has {', '.join(known[:_MOST_TOLD])}"
                self._studio.complain(f'sampler "{self._name}" has no sample "{word}"{hint}')
            return None
        segments = self._studio.sample(name)
        if segments is not None and segments.channels > self._tone.channels:
            self._renew_tone(segments.channels)
        return segments

    # --- parameters

    def _take(self, changed: set[str]) -> None:
        if changed & _BANK:
            self._entries = entries(self._values)
            self._take_bank()
        if "position" in changed:
            for tape in self._tapes.values():
                tape.rewind()
        if changed & _MANNER:
            self._usual = self._manner_of({})
            self._follow()

    def _take_bank(self) -> None:
        """Take up what is in the bank now, folders included."""
        folders = {name: found for name in self._entries if (found := self._studio.folder(name)) is not None}
        self._bank = expanded(self._entries, folders)
        self._plans.clear()
        self._tapes = {name: tape for name, tape in self._tapes.items() if name in self._bank}
        for name in self._bank:
            self._prepare(name)

    def _prepare(self, name: str) -> None:
        """Have a sample ready for its first note; and both sides for a stereo one, while that is not heard yet."""
        segments = self._studio.sample(name) if name in self._bank else None
        if segments is not None and segments.channels > self._tone.channels and not self.is_awake:
            self._renew_tone(segments.channels)

    def _follow(self) -> None:
        """Have every voice play as the values say now, but for what its note said for itself."""
        for voice in (*self._voices, *self._fading):
            voice.follow(self._manner(voice.own), self._studio.now)

    def _manner(self, own: Mapping[str, Value]) -> Manner:
        return self._manner_of(own) if own and _MANNER.intersection(own) else self._usual

    def _manner_of(self, own: Mapping[str, Value]) -> Manner:
        region = Region(self._of(own, "regionStart"), self._of(own, "regionEnd"))
        return Manner(self._of(own, "speed"), region, self._of(own, "position"), self._grains())

    def _grains(self) -> Grains:
        rate = self._studio.rate
        return Grains(
            frames=round(max(_SHORTEST_GRAIN_SECONDS, self._number("grainSize")) * rate),
            overlap=self._number("grainOverlap"),
            window=self._text("grainWindow"),
            spray=round(self._number("grainSpray") * rate),
            detune=self._number("grainDetune"),
            travel=self._number("grainTravel"),
        )

    def _of(self, own: Mapping[str, Value], name: str) -> float:
        value = own.get(name)
        return value if isinstance(value, (int, float)) else self._number(name)
