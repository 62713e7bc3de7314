"""What all units work with: the frame it is, the glides, the cuts, the idle voices, the samples and the waves."""

from __future__ import annotations

from fractions import Fraction

from engine.core.units import Frame
from engine.sound import nodes, waves
from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.playback import Segments
from engine.sound.pool import Pool
from engine.sound.sampler_voice import SamplerVoice
from engine.sound.samples import SampleStore
from engine.sound.slices import Slices
from engine.sound.steady import Steady
from engine.sound.synth_voice import NoiseVoice, OscillatorVoice, Table

_RESERVES = {"mono": 48, "stereo": 24, "oscillator": 32, "noise": 8}  # voices made at the start


class Studio:
    """The equipment of one sound backend. To be made after its graph.

    Thread: the engine's only.
    """

    def __init__(self, rate: int, samples: SampleStore) -> None:
        self.rate = rate
        self.now: Frame = 0  # the frame that is rendered next
        self.glides = Glides()
        self.cuts = Cuts()
        self.slices = Slices()
        self.beat = Fraction(0)  # where the music was at `beat_frame`
        self.beat_frame: Frame = 0
        self.beats_per_frame = Fraction(2, rate)
        self.is_playing = False
        self._complaints: list[str] = []
        self._told: set[str] = set()
        self._store = samples
        self._segments: dict[str, Segments] = {}
        self._unfinished: list[Segments] = []
        self._tables = {wave: _tables(wave, rate) for wave in waves.PERIODIC}
        self._noise = nodes.filled_buffer(waves.noise())
        self._make_pools()

    def _make_pools(self) -> None:
        rate, glides, steady, cuts = self.rate, self.glides, Steady(), self.cuts
        mono, stereo = nodes.sound_buffer(1, 1), nodes.sound_buffer(2, 1)
        sine, noise = self._tables["sine"][0], self._noise
        self.mono = Pool(lambda: SamplerVoice(rate, glides, steady, cuts, mono), _RESERVES["mono"])
        self.stereo = Pool(lambda: SamplerVoice(rate, glides, steady, cuts, stereo), _RESERVES["stereo"])
        self.oscillators = Pool(lambda: OscillatorVoice(rate, glides, steady, sine), _RESERVES["oscillator"])
        self.noises = Pool(lambda: NoiseVoice(rate, glides, steady, noise), _RESERVES["noise"])

    def complain(self, sentence: str) -> None:
        """Have the player told of something that went wrong; the same sentence is told once."""
        if sentence not in self._told:
            self._told.add(sentence)
            self._complaints.append(sentence)

    def complaints(self) -> tuple[str, ...]:
        """Return what was complained of since this was last asked."""
        told, self._complaints = tuple(self._complaints), []
        return told

    def follow_beat(self, beat: Fraction, beats_per_frame: Fraction, is_playing: bool) -> None:
        """Know where the music is at the frame that is rendered next, and how fast it goes on."""
        self.beat, self.beat_frame = beat, self.now
        self.beats_per_frame, self.is_playing = beats_per_frame, is_playing

    def beat_at(self, frame: Frame) -> Fraction:
        """Return the beat at a frame from `beat_frame` on; while nothing plays, beats pass as if it did."""
        return self.beat + (frame - self.beat_frame) * self.beats_per_frame

    def table(self, wave: str, frequency_hz: float) -> Table:
        """Return the cycle of `wave` that is right for a pitch."""
        tables = self._tables[wave]
        return tables[waves.band_of(frequency_hz, len(tables))]

    def sample(self, name: str) -> Segments | None:
        """Return a sample as buffers, of which the first is there; None while the store has not got it."""
        found = self._segments.get(name)
        return found if found is not None else self.renew(name)

    def renew(self, name: str) -> Segments | None:
        """Lay out anew a sample that has changed."""
        sample = self._store.get(name)
        if sample is None:
            return None
        segments = self._segments[name] = Segments(sample)
        segments.make_one()
        if not segments.is_whole:
            self._unfinished.append(segments)
        return segments

    def keep_only(self, names: set[str]) -> None:
        """Let go of the samples that no module names any more."""
        for name in self._segments.keys() - names:
            segments = self._segments.pop(name)
            if segments in self._unfinished:
                self._unfinished.remove(segments)

    def upkeep(self) -> None:
        """Do a little of what is left over: one buffer of a long sample, one voice for each pool that runs low."""
        if self._unfinished:
            self._continue_sample()
        for pool in (self.mono, self.stereo, self.oscillators, self.noises):
            pool.refill()

    def settle(self) -> None:
        """Make every buffer that is still missing."""
        while self._unfinished:
            self._continue_sample()

    def _continue_sample(self) -> None:
        segments = self._unfinished[0]
        segments.make_one()
        if segments.is_whole:
            self._unfinished.pop(0)


def _tables(wave: str, rate: int) -> tuple[Table, ...]:
    return tuple(Table(nodes.filled_buffer(cycle.wave), cycle.start) for cycle in waves.cycles(wave, rate))
