"""The sound backend on SignalFlow: makes the patch follow the document, and renders it in slices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from engine.core.document import Document
from engine.core.units import Value
from engine.sound.guard import Guard
from engine.sound.nodes import GRID, Graph
from engine.sound.patch import Patch
from engine.sound.protocol import NO_VALUES, Block
from engine.sound.samples import SampleStore
from engine.sound.studio import Studio


class SignalFlowSound:
    """The sound of a document. There can be one in a process; `close` it before the next is made.

    However the engine slices a stretch, the bytes are the same: inside, it is cut at the lines of a grid and wherever
    a voice asks for it, upkeep is done on those lines only, and everything that moves is a function of the frame.

    Thread: the engine's only.
    """

    def __init__(self, rate: int, block_frames: int, samples: SampleStore) -> None:
        self._graph = Graph(rate)
        self._studio = Studio(rate, samples)
        self._block: Block = np.zeros((2, block_frames), dtype=np.float32)
        self._guard = Guard(rate)
        self._document = Document()
        self._modules = self._document.modules  # as they were when unused samples were last looked for
        self._patch = self._make_patch()

    def reconcile(self, old: Document, new: Document) -> None:
        """Bring the sound in line with `new`, touching only the branches that are not `old`'s."""
        self._document = new
        self._patch.reconcile(old, new)

    def follow_beat(self, beat: Fraction, beats_per_frame: Fraction, is_playing: bool) -> None:
        """Know where the music is at the frame that is rendered next."""
        self._studio.follow_beat(beat, beats_per_frame, is_playing)
        self._patch.follow_tempo()

    def note_on(
        self, module: str, note: float | None, velocity: float, voice_key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        """Start a note at the frame that is rendered next."""
        instrument = self._patch.instrument(module)
        if instrument is not None:
            instrument.note_on(note, velocity, voice_key, values)

    def note_off(self, module: str, voice_key: int) -> None:
        """Release a note at the frame that is rendered next."""
        instrument = self._patch.instrument(module)
        if instrument is not None:
            instrument.note_off(voice_key)

    def render(self, frames: int) -> Block:
        """Return the next `frames` (1 to the block size), as a view that is valid until the next call."""
        done = 0
        while done < frames:
            done += self._render_slice(done, frames - done)
        return self._block[:, :frames]

    def silence(self) -> None:
        """End every voice and every ringing filter within 5 ms."""
        for instrument in self._patch.instruments():
            instrument.silence()

    def sample_ready(self, name: str) -> None:
        """Make use of a sample that the store has got, or has got anew."""
        concerned = [sampler for sampler in self._patch.samplers() if sampler.sample == name]
        if concerned:
            self._studio.renew(name)
        for sampler in concerned:
            sampler.lay_out()

    def settle(self) -> None:
        """Finish now what is otherwise spread over the next blocks."""
        self._studio.settle()

    def voices_sounding(self) -> int:
        """Return how many notes sound, those in their release included."""
        return sum(instrument.voice_count for instrument in self._patch.instruments())

    def close(self) -> None:
        """Destroy the graph; a second backend can be made afterwards."""
        self._graph.close()

    def _make_patch(self) -> Patch:
        patch = Patch(self._studio)
        self._graph.play(patch.master.out)
        return patch

    def _render_slice(self, begin: int, most: int) -> int:
        """Render up to the next line of the grid or the next cut, but not more than `most`; return how many frames."""
        studio = self._studio
        frames = studio.cuts.frames_until(studio.now, min(most, GRID - studio.now % GRID))
        studio.glides.draw(studio.now, frames)
        part = self._block[:, begin : begin + frames]
        part[:] = self._graph.render(frames)
        self._guard.pass_on(part)
        studio.now += frames
        studio.glides.arrive(studio.now)
        studio.cuts.perform(studio.now)
        if studio.now % GRID == 0:
            self._upkeep()
        return frames

    def _upkeep(self) -> None:
        self._patch.tidy()
        self._studio.upkeep()
        if self._document.modules is not self._modules:
            self._modules = self._document.modules
            self._studio.keep_only({sampler.sample for sampler in self._patch.samplers()})
        if self._guard.saw_infinity:
            self._mend()

    def _mend(self) -> None:
        """Make every unit anew: what is not a number stays in a filter for ever."""
        self._guard.saw_infinity = False
        self._graph.stop(self._patch.master.out)
        self._patch = self._make_patch()
        self._patch.reconcile(Document(), self._document)
