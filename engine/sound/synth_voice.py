"""A voice of the synth: the parts that its recipe names, mixed, filtered, and played at a note."""

from __future__ import annotations

from math import pi, sqrt

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.envelope import Envelope
from engine.sound.nodes import SoundNode
from engine.sound.oscillators import NoisePlayer, Oscillator, OscillatorMaker, Pitch, Table
from engine.sound.recipe import CYCLE, NOISE, PULSE, Program, Recipe
from engine.sound.sockets import Signals, Sockets
from engine.sound.steady import Steady
from engine.sound.tables import PULSE as PULSE_TABLE
from engine.sound.tables import Tables
from engine.sound.voice import Voice
from engine.sound.voice_filter import VoiceFilter
from engine.sound.voice_mix import VoiceMix
from engine.sound.waves import LOUDNESS

_A4_NOTE, _A4_HZ = 69.0, 440.0
_SUB_CENTS = -1200.0
_MIDDLE_NOTE = 60.0  # where key tracking leaves the cutoff as it is
_MARKS = ("", "2")  # of the two oscillators, in the names of their parameters
PHASE_OF_SINE = 1.0 / (2 * pi * LOUDNESS * sqrt(2))  # parts of a cycle that a table's sine moves by for one radian


class SynthVoice(Voice):
    """Plays a note by a program; a pooled voice serves every module whose program has its recipe."""

    def __init__(self, rate: int, glides: Glides, steady: Steady, cuts: Cuts, recipe: Recipe, tables: Tables) -> None:
        super().__init__(rate, glides, steady)
        self.recipe = recipe
        self.note = _MIDDLE_NOTE  # as it was asked for, before any transposition
        self._waves = ("sine", "sine")  # of this note; a change of wave is for the notes to come
        self._velocity = 1.0
        self._cutoff_ratio = 1.0
        self._program: Program | None = None  # by which it slides
        self._tune = 0.0
        self._arrives: Frame = 0
        self.stamp = 0
        self._tables = tables
        self._cuts = cuts
        self._sockets = Sockets()
        self._pitch = Pitch(glides, self._sockets) if recipe.bends else None
        maker = OscillatorMaker(steady, tables.sine, self._pitch, self._sockets)
        self._modulator = maker.cycle(1) if recipe.has_fm else None
        self._fm_envelope = Envelope(glides, steady) if recipe.fm_falls else None
        phases = (None if self._modulator is None else self._fm_phase(self._modulator), None)
        self._oscillators = [
            _oscillator(maker, kind, recipe.copies, f"pulseWidth{mark}", phase)
            for kind, mark, phase in zip(recipe.kinds, _MARKS, phases, strict=True)
        ]
        self._sub = maker.cycle(1) if recipe.has_sub else None
        self._noise = NoisePlayer(rate, steady, tables.noise) if recipe.has_noise or NOISE in recipe.kinds else None
        source = self._mixed()
        self._filter: VoiceFilter | None = None
        if recipe.filter is not None:
            self._filter = VoiceFilter(rate, glides, steady, recipe, source, self._sockets)
            source = self._filter.node
        self._finish(source)

    # --- playing

    def plug(self, signals: Signals) -> None:
        """Play for the module whose signals these are."""
        self._sockets.plug(signals)

    def play(self, program: Program, note: float, velocity: float, tune: float, cutoff_ratio: float) -> None:
        """Begin a note; to be called after `start`.

        Args:
            tune: where the module's tune is, in semitones.
            cutoff_ratio: of a filter of its own, beside the module's cutoff.
        """
        self.note, self._velocity, self._waves = note, velocity, program.waves
        self._cutoff_ratio = cutoff_ratio
        self.stamp += 1
        if self._pitch is not None:
            self._pitch.jump(note + program.semitones)
        self._begin_sources(program, note + program.semitones + tune)
        if self._fm_envelope is not None:
            shape = program.fm_shape
            self._fm_envelope.open(shape.attack, shape.decay, sqrt(shape.sustain))
        if self._filter is not None:
            self._filter.begin(program.filter_shape, self._cutoff_factor(program))

    def retune(self, program: Program, tune: float, now: Frame) -> None:
        """Follow a change of what the pitch is made of, as far as this voice has the parts."""
        self._tune_sources(program, self.note + program.semitones + tune)
        if self._pitch is not None:
            self._pitch.glide(self.note + program.semitones, 1, now)
        if self._filter is not None:
            self._filter.shift(self._cutoff_factor(program))

    def slide_from(self, place: float, program: Program, tune: float, now: Frame) -> None:
        """Come to its note from another place, in the time that the program gives."""
        if self._pitch is None:
            return
        goal = self.note + program.semitones
        frames = max(1, round(program.glide_seconds * self.rate))
        self._pitch.jump(place)
        self._pitch.glide(goal, frames, now)
        self.stamp += 1
        if place > goal:  # until it is down there, it reads a cycle that does not fold back up there
            self._tune_sources(program, place + tune)
            self._program, self._tune, self._arrives = program, tune, now + frames
            self._cuts.put(self._arrives, self)

    def on_cut(self, now: Frame) -> None:
        """Read what suits the note that a slide has come down to."""
        if self._program is not None and now >= self._arrives:
            self._tune_sources(self._program, self.note + self._program.semitones + self._tune)

    def place(self, program: Program, now: Frame) -> float:
        """Return the note that is heard at frame `now`, transposition included."""
        return self.note + program.semitones if self._pitch is None else self._pitch.at(now)

    def shut(self, program: Program) -> None:
        """Let the other envelopes fall with the level; to be called beside `release`."""
        if self._filter is not None:
            self._filter.close(program.filter_shape.release)
        if self._fm_envelope is not None:
            self._fm_envelope.close(program.fm_shape.release)

    def park(self) -> None:
        """Be ready for the next note."""
        self.stamp += 1
        if self._filter is not None:
            self._filter.wash()

    # --- parts

    def _fm_phase(self, modulator: Oscillator) -> SoundNode:
        amount = nodes.product(modulator.copies[0], nodes.constant(0.0))
        self._sockets.add(amount, "input1", "fm")
        if self._fm_envelope is None:
            return amount
        return nodes.product(amount, nodes.product(self._fm_envelope.node, self._fm_envelope.node))

    def _mixed(self) -> SoundNode:
        recipe = self.recipe
        mix = VoiceMix(self._steady, self._sockets, recipe.has_levels)
        for oscillator, kind, mark in zip(self._oscillators, recipe.kinds, _MARKS, strict=True):
            if oscillator is not None:
                mix.add_copies(oscillator.copies, f"level{mark}", recipe.is_wide)
            elif kind == NOISE and self._noise is not None:
                mix.add(self._noise.node, f"level{mark}")
        if self._sub is not None:
            mix.add(self._sub.copies[0], "sub")
        if recipe.has_noise and self._noise is not None:
            mix.add(self._noise.node, "noise")
        return mix.node()

    def _begin_sources(self, program: Program, note: float) -> None:
        frequency_hz = _frequency_hz(note)
        for oscillator, kind, wave, cents in zip(
            self._oscillators, self.recipe.kinds, program.waves, program.cents, strict=True
        ):
            if oscillator is not None:
                ratios = _ratios(cents, program.copy_cents)
                oscillator.begin(self._table(kind, wave, frequency_hz * ratios[-1]), frequency_hz, ratios)
        if self._sub is not None:
            self._sub.begin(self._tables.sine, frequency_hz, _ratios(_SUB_CENTS, (0.0,)))
        if self._modulator is not None:
            self._modulator.begin(self._tables.sine, frequency_hz, [program.fm_ratio])
        if self._noise is not None:
            self._noise.begin(self.key)

    def _tune_sources(self, program: Program, note: float) -> None:
        frequency_hz = _frequency_hz(note)
        has_its_copies = program.recipe.copies == self.recipe.copies
        for oscillator, kind, wave, cents in zip(
            self._oscillators, self.recipe.kinds, self._waves, program.cents, strict=True
        ):
            if oscillator is not None and has_its_copies:
                ratios = _ratios(cents, program.copy_cents)
                oscillator.tune(self._table(kind, wave, frequency_hz * ratios[-1]), frequency_hz, ratios)
        if self._sub is not None:
            self._sub.tune(self._tables.sine, frequency_hz, _ratios(_SUB_CENTS, (0.0,)))
        if self._modulator is not None:
            self._modulator.tune(self._tables.sine, frequency_hz, [program.fm_ratio])

    def _table(self, kind: str, wave: str, frequency_hz: float) -> Table:
        return self._tables.of(PULSE_TABLE if kind == PULSE else wave, frequency_hz)

    def _cutoff_factor(self, program: Program) -> float:
        octaves = program.key_tracking * (self.note + program.semitones - _MIDDLE_NOTE) / 12
        return self._cutoff_ratio * float(2.0 ** (octaves - program.velocity_octaves * (1.0 - self._velocity)))


def _oscillator(maker: OscillatorMaker, kind: str, copies: int, width: str, phase: SoundNode) -> Oscillator | None:
    if kind == CYCLE:
        return maker.cycle(copies, phase)
    return maker.pulse(copies, width, phase) if kind == PULSE else None


def _ratios(cents: float, copy_cents: tuple[float, ...]) -> list[float]:
    return [2.0 ** ((cents + each) / 1200) for each in copy_cents]


def _frequency_hz(note: float) -> float:
    return float(_A4_HZ * 2.0 ** ((note - _A4_NOTE) / 12))
