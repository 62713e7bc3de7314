"""The voices of the synth: one that reads a cycle of a wave at a pitch, and one that plays noise."""

from __future__ import annotations

from dataclasses import dataclass

from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.nodes import SoundBuffer
from engine.sound.steady import Knob, Steady
from engine.sound.voice import Voice

_NOISE_STRIDE = 48611  # frames between the places where notes begin in the noise; a prime, so that they spread over it


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One cycle of a wave as a buffer."""

    buffer: SoundBuffer
    start: float  # where a note begins, as a part of the cycle


class OscillatorVoice(Voice):
    """Reads one cycle of a wave, from where it rises through zero at each note."""

    def __init__(self, rate: int, glides: Glides, steady: Steady, table: Table) -> None:
        super().__init__(rate, glides, steady)
        self._table = table
        self._sync = nodes.constant(0.0)
        self._reader = nodes.oscillator(table.buffer, self._sync)
        self._frequency = Knob(steady, self._reader, "frequency", 440.0)
        self._phase = Knob(steady, self._reader, "phase_offset", table.start)
        self._finish(self._reader)
        self.wave = "sine"
        self.note = 60.0  # as it was asked for, before any transposition

    def play(self, table: Table, frequency_hz: float) -> None:
        """Begin a cycle; to be called after `start`."""
        nodes.prime(self._sync, 0.0)
        self._sync.set_value(1.0)
        self.tune(table, frequency_hz)

    def tune(self, table: Table, frequency_hz: float) -> None:
        """Go on in the cycle at another pitch."""
        self._frequency.turn(frequency_hz)
        if table is not self._table:
            self._table = table
            self._phase.turn(table.start)
            self._reader.set_buffer("buffer", table.buffer)


class NoiseVoice(Voice):
    """Plays noise; every note has its own stretch of it, decided by the note's key."""

    def __init__(self, rate: int, glides: Glides, steady: Steady, noise: SoundBuffer) -> None:
        super().__init__(rate, glides, steady)
        self._frames = noise.num_frames
        self._player = nodes.player(noise)
        for name in ("rate", "loop"):
            Knob(steady, self._player, name, 1.0)
        self._finish(self._player)

    def play(self, key: int) -> None:
        """Begin somewhere; to be called after `start`."""
        self._player.trigger("set_position", key * _NOISE_STRIDE % self._frames / self.rate)
