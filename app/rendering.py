"""`render`: plays a session or a script faster than real time into a WAV file. The same bytes every time."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from app.rig import OfflineRig, Terms
from app.score import InputMistake, Score, read_score
from engine.core import commands as c
from engine.core.conductor import PREROLL_BLOCKS
from engine.core.document import PlayState
from engine.core.live import Problem
from engine.core.snapshot import Snapshot
from engine.core.units import exact
from engine.sound.protocol import Block
from engine.sound.reel import Reel
from engine.sound.sound_file import MOST_FRAMES, SoundFile

DEFAULT_BARS = 8
MOST_TOLD = 5  # problems


class Length(NamedTuple):
    """How much is rendered: that many bars, or seconds."""

    bars: int = DEFAULT_BARS
    seconds: float | None = None  # instead of bars


def render(path: str, out: str, length: Length, terms: Terms, stems: str = "") -> None:
    """Render the session or script at `path` to `out`, and say on stderr how it went.

    Args:
        stems: A folder for a file of each module that sounds; empty is none.

    Raises:
        EngineError: the file, or what it asks for while it plays, is at fault; then nothing is written.
    """
    score = read_score(path)
    began = perf_counter()
    rig = OfflineRig(terms._replace(folders=(score.folder,)))
    try:
        folder = Path(stems) if stems else None
        with Reel(Path(out), terms.rate, folder, appears_whole=True) as reel:
            stopped_at = _Render(rig, score, reel).run(length)
    finally:
        rig.close()
        for line in rig.log.since(0)[0]:
            print(f"{line.script}: {line.text}")
    print(_summary(out, reel.master, terms.rate, perf_counter() - began), file=sys.stderr)
    for stem in sorted(reel.stems):
        print(stem, file=sys.stderr)
    for warning in (*score.warnings, *stopped_at):
        print(f"{path}: {warning}", file=sys.stderr)


class _Render:
    """One render, from silence to the last frame."""

    def __init__(self, rig: OfflineRig, score: Score, reel: Reel) -> None:
        self._rig, self._score, self._reel = rig, score, reel

    def run(self, length: Length) -> tuple[str, ...]:
        """Write the whole length; returns what a player should know, raises InputMistake when something went wrong."""
        self._rig.do(c.OpenSession(document=self._score.document, path=self._score.path))
        begun = self._rig.settle()
        self._check(begun)
        if self._reel.has_stems:
            self._rig.stems()  # from here on they are kept
        self._rig.engine.submit(c.Play())
        if any(status.begins_with_music for status in begun.scripts.values()):
            self._skip_preroll()
        if length.seconds is not None:
            self._write_frames(round(exact(length.seconds) * self._rig.engine.rate))
            stopped_at: tuple[str, ...] = ()
        else:
            stopped_at = self._write_beats(length.bars * begun.document.transport.beats_per_bar)
        self._check(self._rig.engine.snapshot)
        return stopped_at

    def _skip_preroll(self) -> None:
        """Loops have a few blocks before the first beat to make their first notes; the file begins with the beat."""
        for _ in range(PREROLL_BLOCKS):
            self._rig.turn()

    def _write_frames(self, frames: int) -> None:
        while self._reel.master.frames < frames:
            block = self._rig.turn()
            self._write(block, frames - self._reel.master.frames)

    def _write_beats(self, beats: int) -> tuple[str, ...]:
        """Write until the music has come to that beat, whatever becomes of the tempo, or is stopped."""
        glance = self._rig.engine.glance
        while self._reel.master.frames < MOST_FRAMES:
            block = self._rig.turn()
            now = self._rig.engine.glance
            if now.beat >= beats:
                over = round((now.beat - beats) * 60 * self._rig.engine.rate / exact(now.bpm))
                self._write(block, block.shape[1] - over)
                return ()
            self._write(block, block.shape[1])
            if self._rig.engine.snapshot.document.transport.state is not PlayState.PLAYING:
                return (f"the transport was stopped at beat {float(glance.beat):g}, so the file ends there",)
            glance = now
        raise InputMistake(f"{self._score.path}: that is longer than a WAV file can be; render fewer bars")

    def _write(self, block: Block, most: int) -> None:
        """Write a block, or as much of it as belongs to the file."""
        stems = self._rig.stems() if self._reel.has_stems else {}
        self._reel.write(block[:, :most], {name: stem[:, :most] for name, stem in stems.items()})

    def _check(self, snapshot: Snapshot) -> None:
        if snapshot.problems:
            raise InputMistake(problems_told(self._score, snapshot.problems))


def problems_told(score: Score, problems: tuple[Problem, ...]) -> str:
    """Return the first few problems, a line each."""
    lines = [score.told(problem.message, problem.place) for problem in problems[:MOST_TOLD]]
    more = len(problems) - MOST_TOLD
    return "\n".join([*lines, *([f"and {more} more"] if more > 0 else [])])


def _summary(out: str, file: SoundFile, rate: int, spent_seconds: float) -> str:
    seconds = file.frames / rate
    peak = f"peak {20 * math.log10(file.peak):.1f} dB" if file.peak > 0 else "silent"
    speed = seconds / spent_seconds
    return f"{Path(out)}: {seconds:.3f} s, {peak}, rendered in {spent_seconds:.2f} s ({speed:.0f}x real time)"
