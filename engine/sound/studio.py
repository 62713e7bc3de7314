"""What all units work with: the frame it is, the glides, the cuts, the idle voices, the samples and the waves."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.grain_voice import GrainVoice
from engine.sound.nodes import GRID
from engine.sound.pool import Pool
from engine.sound.protocol import Block
from engine.sound.sampler_voice import SamplerVoice
from engine.sound.samples import SampleStore
from engine.sound.segments import Segments
from engine.sound.shelf import Shelf
from engine.sound.slices import Slices
from engine.sound.steady import Steady
from engine.sound.synth_pools import SynthPools

_RESERVES = {"mono": 64, "stereo": 24, "grains": 4}  # voices made at the start: 64 notes may begin with the music


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
        self.heard: Block = np.zeros((2, GRID), dtype=np.float32)  # what the master let out since the line before
        self.beat = Fraction(0)  # where the music was at `beat_frame`
        self.beat_frame: Frame = 0
        self.beats_per_frame = Fraction(2, rate)
        self.is_playing = False
        self._complaints: list[str] = []
        self._told: set[str] = set()
        self._shelf = Shelf(samples)
        self._make_pools()

    def _make_pools(self) -> None:
        rate, glides, steady, cuts = self.rate, self.glides, Steady(), self.cuts
        mono, stereo = nodes.sound_buffer(1, 1), nodes.sound_buffer(2, 1)
        self.mono = Pool(lambda: SamplerVoice(rate, glides, steady, cuts, mono), _RESERVES["mono"])
        self.stereo = Pool(lambda: SamplerVoice(rate, glides, steady, cuts, stereo), _RESERVES["stereo"])
        slices = self.slices
        self.mono_grains = Pool(lambda: GrainVoice(rate, glides, steady, slices, 1), _RESERVES["grains"])
        self.stereo_grains = Pool(lambda: GrainVoice(rate, glides, steady, slices, 2), _RESERVES["grains"])
        self.synths = SynthPools(rate, glides, steady, cuts)

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

    def sample(self, name: str) -> Segments | None:
        """Return a sample laid out in buffers; None while the store has not got it."""
        return self._shelf.sample(name)

    def folder(self, name: str) -> tuple[str, ...] | None:
        """Return the names of the samples in a folder; None where it is none, or was not looked into yet."""
        return self._shelf.folder(name)

    def renew(self, name: str) -> None:
        """Lay out anew a sample that has changed."""
        self._shelf.renew(name)

    def keep_only(self, names: set[str]) -> None:
        """Let go of the samples that no module names any more."""
        self._shelf.keep_only(names)

    def upkeep(self) -> None:
        """Do a little of what is left over: one buffer of a long sample, one voice for each pool that runs low."""
        self._shelf.make_one()
        for pool in (self.mono, self.stereo, self.mono_grains, self.stereo_grains):
            pool.refill()
        self.synths.refill()

    def settle(self) -> None:
        """Make every buffer that is still missing."""
        self._shelf.settle()
