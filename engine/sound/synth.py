"""The synth: its voices, by the program that its values make, and the signals that they share."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.document import Module
from engine.core.units import Value
from engine.sound import nodes
from engine.sound.control import Control
from engine.sound.instrument import Instrument
from engine.sound.protocol import NO_VALUES
from engine.sound.recipe import Program, read_program
from engine.sound.sockets import Signals
from engine.sound.studio import Studio
from engine.sound.synth_voice import PHASE_OF_SINE, SynthVoice
from engine.sound.tone import Tone

_AS_THEY_ARE = ("level", "level2", "sub", "noise", "pulseWidth", "pulseWidth2", "tune")  # signals for voices
_COMPUTED_FROM = ("spread", "fmAmount", "filterAmount")
_LEAVE_THE_PROGRAM = {"volume", "pan", "cutoff", "resonance", "attack", "decay", "sustain"}


class Synth(Instrument[SynthVoice]):
    """One synth. What changes the parts of a voice is for the notes to come; the rest moves those that sound."""

    _program: Program

    def __init__(self, studio: Studio, module: Module) -> None:
        self._down: list[tuple[int, float]] = []  # keys and notes that are held, for legato
        self._last_note: float | None = None  # where a glide begins when nothing sounds any more
        own = {name: Control(studio.glides, 0.0) for name in (*_AS_THEY_ARE, *_COMPUTED_FROM)}
        super().__init__(studio, module, own)
        self._signals = self._made_signals()  # what all its voices take up

    def note_on(self, note: float | None, velocity: float, key: int, values: Mapping[str, Value] = NO_VALUES) -> None:
        """Start a note at the present frame, or, played legato while another is held, slide there."""
        pitch = 60.0 if note is None else note
        singer = self._singer()
        if singer is not None and self._values["polyphony"] == "legato":
            self._slide(singer, key, pitch)
        else:
            self._down.clear()
            super().note_on(pitch, velocity, key, values)
        self._down.append((key, pitch))

    def note_off(self, key: int) -> None:
        """Release the note of that key; played legato, the one that is held below it sounds again."""
        self._down = [(held, note) for held, note in self._down if held != key]
        singer = self._singer()
        if singer is not None and singer.key == key and self._down and self._values["polyphony"] == "legato":
            self._slide(singer, *self._down[-1])
            return
        for voice in self._voices:
            if voice.key == key and voice.is_held:
                voice.shut(self._program)
        super().note_off(key)

    def _begin(self, note: float, velocity: float, key: int, values: Mapping[str, Value]) -> SynthVoice:
        program, now = self._program, self._studio.now
        voice = self._studio.synths.pool(program.recipe).take()
        voice.plug(self._signals)
        loudness = 1.0 - program.velocity_to_volume * (1.0 - velocity)
        voice.start(key, self._shape_of(values), loudness, now)
        tune = self._number("tune")
        voice.play(program, note, velocity, tune, self._cutoff_ratio(values))
        if program.glide_seconds and self._last_note is not None:
            voice.slide_from(self._last_note + program.semitones, program, tune, now)
        self._last_note = note
        return voice

    def modulation_changed(self) -> None:
        """Make voices to come of the parts that what is modulated now needs."""
        super().modulation_changed()
        self._take(set(self.controls))

    def _take(self, changed: set[str]) -> None:
        if changed <= _LEAVE_THE_PROGRAM:
            return
        moved = {name for name, control in self.controls.items() if control.is_modulated}
        self._program = read_program(self._values, moved)
        self._studio.synths.pool(self._program.recipe)  # which has voices ready by the time of the first note
        for voice in (*self._voices, *self._fading):
            voice.retune(self._program, self._number("tune"), self._studio.now)

    def _is_turned_by(self, name: str) -> bool:
        is_voices_own = name == "cutoff" and self._program.recipe.filter is not None
        return not is_voices_own and super()._is_turned_by(name)

    def _cutoff_ratio(self, values: Mapping[str, Value]) -> float:
        """Return the cutoff of a note beside the module's, where its voice has a filter of its own."""
        own = values.get("cutoff")
        if self._program.recipe.filter is None or not isinstance(own, (int, float)):
            return 1.0
        return own / self._number("cutoff")

    def _tone_for(self, voice: SynthVoice) -> Tone:
        channels = 2 if voice.recipe.is_wide else 1
        return self._ways.way(channels, has_filter=voice.recipe.filter is None)

    # --- legato

    def _singer(self) -> SynthVoice | None:
        """Return the newest voice that is held."""
        return next((voice for voice in reversed(self._voices) if voice.is_held), None)

    def _slide(self, voice: SynthVoice, key: int, note: float) -> None:
        now, tune = self._studio.now, self._number("tune")
        place = voice.place(self._program, now)
        voice.key, voice.note = key, note
        voice.retune(self._program, tune, now)
        voice.slide_from(place, self._program, tune, now)
        self._last_note = note

    # --- signals

    def _made_signals(self) -> Signals:
        as_they_are = {name: self.controls[name].node for name in _AS_THEY_ARE}
        spread, fm, swing = (self.controls[name].node for name in _COMPUTED_FROM)
        computed = {
            "far": nodes.difference(1.0, spread),
            "fm": nodes.product(fm, nodes.constant(PHASE_OF_SINE)),
            "swing": nodes.power(nodes.constant(2.0), swing),
        }
        return self._timbre.signals.joined(Signals({**as_they_are, **computed}, computed.values()))
