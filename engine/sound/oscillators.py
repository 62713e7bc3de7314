"""What a synth's voice sounds with: readers of a cycle at a pitch, alone, in pairs and in copies, and noise."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control, Glides
from engine.sound.nodes import SoundBuffer, SoundNode
from engine.sound.sockets import Sockets
from engine.sound.steady import Knob, Steady

_NOISE_STRIDE = 48611  # frames between the places where notes begin in the noise; a prime, so that they spread over it
_APART = 0.6180339887  # of a cycle between the starts of copies: the golden ratio never repeats


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One cycle of a wave as a buffer."""

    buffer: SoundBuffer
    start: float  # where a note begins, as a part of the cycle


class Pitch:
    """The pitch of a voice as a signal, in Hz: its note, which may glide, and the module's tune."""

    def __init__(self, glides: Glides, sockets: Sockets) -> None:
        self._note = Control(glides, 60.0)
        bent = nodes.total(self._note.node, nodes.constant(0.0))
        sockets.add(bent, "input1", "tune")
        self.node = nodes.note_frequency(bent)

    def at(self, now: Frame) -> float:
        """Return the note just before frame `now`."""
        return self._note.at(now)

    def jump(self, note: float) -> None:
        """Be at a note."""
        self._note.jump(note)

    def glide(self, note: float, frames: int, now: Frame) -> None:
        """Go to a note."""
        self._note.glide(note, frames, now)


class Reader:
    """Reads one cycle of a wave round and round, at a frequency of its own or at a multiple of a pitch."""

    def __init__(self, steady: Steady, table: Table, pitch: Pitch | None, phase: SoundNode = None) -> None:
        self._table = table
        self._ahead = 0.0
        self._sync = nodes.constant(0.0)
        self.node = nodes.oscillator(table.buffer, self._sync)
        self._has_pitch = pitch is not None
        self._frequency = _frequency(steady, self.node, pitch)
        if phase is None:
            self._phase = Knob(steady, self.node, "phase_offset", table.start)
        else:
            moved = nodes.total(nodes.constant(0.0), phase)
            self.node.set_input("phase_offset", moved)
            self._phase = Knob(steady, moved, "input0", table.start)

    def begin(self, table: Table, frequency_hz: float, ratio: float, ahead: float = 0.0) -> None:
        """Begin a cycle, a part of it `ahead`."""
        nodes.prime(self._sync, 0.0)
        self._sync.set_value(1.0)
        self._ahead = ahead
        self._phase.turn((table.start + ahead) % 1.0)
        self.tune(table, frequency_hz, ratio)

    def tune(self, table: Table, frequency_hz: float, ratio: float) -> None:
        """Go on in the cycle at `ratio` times a frequency."""
        self._frequency.turn(ratio if self._has_pitch else frequency_hz * ratio)
        if table is not self._table:
            self._table = table
            self._phase.turn((table.start + self._ahead) % 1.0)
            self.node.set_buffer("buffer", table.buffer)


def _frequency(steady: Steady, reader: SoundNode, pitch: Pitch | None) -> Knob:
    if pitch is None:
        return Knob(steady, reader, "frequency", 440.0)
    tuned = nodes.product(pitch.node, nodes.constant(1.0))
    reader.set_input("frequency", tuned)
    return Knob(steady, tuned, "input1", 1.0)


class Oscillator:
    """One oscillator of a voice: each of its copies is one reader, or two whose difference is a pulse."""

    def __init__(self, readers: list[tuple[Reader, ...]]) -> None:
        self._readers = readers
        self.copies: list[SoundNode] = [_sounding(each) for each in readers]

    def begin(self, table: Table, frequency_hz: float, ratios: list[float], ahead: float = 0.0) -> None:
        """Begin a note; `ratios` are those of the copies to the frequency."""
        for number, (readers, ratio) in enumerate(zip(self._readers, ratios, strict=True)):
            for reader in readers:
                reader.begin(table, frequency_hz, ratio, (ahead + number * _APART) % 1.0)

    def tune(self, table: Table, frequency_hz: float, ratios: list[float]) -> None:
        """Go on at another pitch."""
        for readers, ratio in zip(self._readers, ratios, strict=True):
            for reader in readers:
                reader.tune(table, frequency_hz, ratio)


class OscillatorMaker:
    """Makes the oscillators of one voice."""

    def __init__(self, steady: Steady, table: Table, pitch: Pitch | None, sockets: Sockets) -> None:
        self._steady, self._table, self._pitch, self._sockets = steady, table, pitch, sockets

    def cycle(self, copies: int, phase: SoundNode = None) -> Oscillator:
        """Return one that reads a cycle; `phase` moves it, in parts of the cycle."""
        return Oscillator([(self.reader(phase),) for _ in range(copies)])

    def pulse(self, copies: int, width: str, phase: SoundNode = None) -> Oscillator:
        """Return one that makes a pulse of two saws, `width` apart: the name of a signal in parts of the cycle."""
        shifted = nodes.total(nodes.constant(0.0) if phase is None else phase, nodes.constant(0.0))
        self._sockets.add(shifted, "input1", width)
        return Oscillator([(self.reader(phase), self.reader(shifted)) for _ in range(copies)])

    def reader(self, phase: SoundNode = None) -> Reader:
        """Return one reader."""
        return Reader(self._steady, self._table, self._pitch, phase)


def _sounding(readers: tuple[Reader, ...]) -> SoundNode:
    if len(readers) == 1:
        return readers[0].node
    return nodes.difference(readers[0].node, readers[1].node)


class NoisePlayer:
    """Plays noise; every note has its own stretch of it."""

    def __init__(self, rate: int, steady: Steady, noise: SoundBuffer) -> None:
        self._rate = rate
        self._frames = noise.num_frames
        self.node = nodes.player(noise)
        for name in ("rate", "loop"):
            Knob(steady, self.node, name, 1.0)

    def begin(self, key: int) -> None:
        """Begin at the place of a note's key."""
        self.node.trigger("set_position", key * _NOISE_STRIDE % self._frames / self._rate)
