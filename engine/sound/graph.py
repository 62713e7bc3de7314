"""The sound backend on SignalFlow: makes the patch follow the document, and renders it in slices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from engine.core.document import Document
from engine.core.units import Value
from engine.sound.channel_levels import ChannelLevels
from engine.sound.guard import Guard, GuardCounts
from engine.sound.modulation.modulation import Counts
from engine.sound.nodes import GRID, Graph
from engine.sound.patch import Patch
from engine.sound.protocol import NO_VALUES, Block
from engine.sound.ring import Ring
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
        self.taps: Mapping[str, Ring] = {}  # of the modules that watch sound; replaced whole, to be read by any thread
        self.channel_levels: Mapping[str, ChannelLevels] = {}  # of the mixers, likewise
        self.times_mended = 0  # how often something was not a number, and all was made anew
        self._patch = self._make_patch()

    def reconcile(self, old: Document, new: Document) -> None:
        """Bring the sound in line with `new`, touching only the branches that are not `old`'s."""
        self._document = new
        self._patch.reconcile(old, new)
        self._show()

    def follow_beat(self, beat: Fraction, beats_per_frame: Fraction, is_playing: bool) -> None:
        """Know where the music is at the frame that is rendered next."""
        self._studio.follow_beat(beat, beats_per_frame, is_playing)
        self._patch.follow_tempo()

    def note_on(
        self, module: str, note: float | None, velocity: float, voice_key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        """Start a note at the frame that is rendered next."""
        unit = self._patch.unit(module)
        if unit is not None:
            unit.note_on(note, velocity, voice_key, values)

    def note_off(self, module: str, voice_key: int) -> None:
        """Release a note at the frame that is rendered next."""
        unit = self._patch.unit(module)
        if unit is not None:
            unit.note_off(voice_key)

    def render(self, frames: int) -> Block:
        """Return the next `frames` (1 to the block size), as a view that is valid until the next call."""
        made = self._render_slice(frames)
        done = made.shape[1]
        if done == frames:
            return made
        self._block[:, :done] = made
        while done < frames:
            made = self._render_slice(frames - done)
            self._block[:, done : done + made.shape[1]] = made
            done += made.shape[1]
        return self._block[:, :frames]

    def silence(self) -> None:
        """End every voice and every ringing filter within 5 ms."""
        self._patch.silence()

    def sample_ready(self, name: str) -> None:
        """Make use of a sample that the store has got, or has got anew."""
        concerned = [unit for unit in self._patch.units() if name in unit.wanted_samples]
        if concerned:
            self._studio.renew(name)
        for unit in concerned:
            unit.sample_ready(name)

    def types_changed(self) -> None:
        """Make anew what plug-ins have brought, or brought anew."""
        self._patch.renew_types(self._document)

    def settle(self) -> None:
        """Finish now what is otherwise spread over the next blocks."""
        self._studio.settle()

    def complaints(self) -> tuple[str, ...]:
        """Return what went wrong in the sound since this was last asked, a sentence each."""
        return self._studio.complaints()

    def stems(self) -> Mapping[str, Block]:
        """Return the newest block of each module's own sound, after its volume and pan."""
        return self._patch.stems.newest(self._patch.named)

    def modulated(self, module: str) -> Mapping[str, float]:
        """Return where the modulated parameters of a module are now, by name. Thread: any."""
        return self._patch.modulation.values_of(module)

    def modulation_counts(self, module: str) -> Counts:
        """Return how often modulation of a module met an end of its range, or was no number. Thread: any."""
        return self._patch.modulation.counts_of(module)

    @property
    def guard_counts(self) -> GuardCounts:
        """How often what the master let out had to be mended. Thread: any."""
        return self._guard.counts

    def voices_sounding(self) -> int:
        """Return how many notes sound, those in their release included."""
        return sum(unit.voice_count for unit in self._patch.units())

    def close(self) -> None:
        """Destroy the graph; a second backend can be made afterwards."""
        self._graph.close()

    def _show(self) -> None:
        """Let everybody see what is there to be looked at."""
        named = self._patch.named
        self.taps = {name: unit.tap for name, unit in named.items() if unit.tap is not None}
        self.channel_levels = {name: unit.channels for name, unit in named.items() if unit.channels is not None}

    def _make_patch(self) -> Patch:
        patch = Patch(self._studio, self._block.shape[1])
        self._graph.play(patch.master.out)
        return patch

    def _render_slice(self, most: int) -> Block:
        """Return what comes up to the next line of the grid or the next cut, but not more than `most` frames."""
        studio = self._studio
        now = studio.now
        begin = now % GRID
        frames = studio.cuts.frames_until(now, min(most, GRID - begin))
        studio.glides.draw(now, frames)
        studio.slices.draw(now, frames)
        made = self._graph.render(frames)
        self._guard.pass_on(made)
        studio.heard[:, begin : begin + frames] = made
        studio.slices.hear(now, frames)
        studio.now = now = now + frames
        studio.glides.arrive(now)
        studio.cuts.perform(now)
        if begin + frames == GRID:
            self._upkeep()
        return made

    def _upkeep(self) -> None:
        self._patch.tidy()
        self._studio.upkeep()
        if self._document.modules is not self._modules:
            self._modules = self._document.modules
            self._studio.keep_only(self._patch.wanted_samples())
        if self._guard.saw_infinity:
            self._mend()

    def _mend(self) -> None:
        """Make every unit anew: what is not a number stays in a filter for ever."""
        self._guard.saw_infinity = False
        self._graph.stop(self._patch.master.out)
        self._studio.slices.clear()
        self._patch = self._make_patch()
        self._patch.reconcile(Document(), self._document)
        self.times_mended += 1
        self._show()
