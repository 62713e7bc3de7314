"""The voices of the synth: one that reads a cycle of a wave at a pitch, and one that plays noise."""

from __future__ import annotations

from dataclasses import dataclass

from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.nodes import SoundBuffer
from engine.sound.voice import Voice

_NOISE_STRIDE = 48611  # frames between the places where notes begin in the noise; a prime, so that they spread over it


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One cycle of a wave as a buffer."""

    buffer: SoundBuffer
    start: float  # where a note begins, as a part of the cycle


class OscillatorVoice(Voice):
    """Reads one cycle of a wave, from where it rises through zero at each note."""

    def __init__(self, rate: int, glides: Glides, table: Table) -> None:
        super().__init__(rate, glides)
        self._table = table
        self._frequency = nodes.constant(440.0)
        self._sync = nodes.constant(0.0)
        self._phase = nodes.constant(table.start)
        self._reader = nodes.oscillator(table.buffer, self._frequency, self._phase, self._sync)
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
        self._frequency.set_value(frequency_hz)
        if table is not self._table:
            self._table = table
            self._phase.set_value(table.start)
            self._reader.set_buffer("buffer", table.buffer)


class NoiseVoice(Voice):
    """Plays noise; every note has its own stretch of it, decided by the note's key."""

    def __init__(self, rate: int, glides: Glides, noise: SoundBuffer) -> None:
        super().__init__(rate, glides)
        self._frames = noise.num_frames
        self._player = nodes.loop_player(noise)
        self._finish(self._player)

    def play(self, key: int) -> None:
        """Begin somewhere; to be called after `start`."""
        self._player.trigger("set_position", key * _NOISE_STRIDE % self._frames / self.rate)
