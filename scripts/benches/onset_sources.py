"""Onsets of every source of notes, on the frame at which the sound is asked for them, while the tempo changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count, pairwise
from math import floor, inf

from app.rig import OfflineRig, Terms
from benches.bands import mini
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.conductor import PREROLL_BLOCKS
from engine.core.document import ChainEntry
from engine.core.engine import BLOCK_FRAMES, RATE
from engine.core.units import NOW, exact
from engine.patterns.notation import parse_steps
from engine.sound.protocol import Block
from engine.sound.silent import SilentSound

MINUTES = 10
BPM = 137.0
TEMPI = (90.0, 174.5, 61.7, 480.0, 20.0, 97.3, 137.0)  # one after the other, evenly, from a sixth of the time on
HALF = Fraction(1, 2)
LOOP = 'live_loop("thirds", function() trigger("loop") sleep(1/3) end)'

Beats = Iterator[Fraction]
Tempo = tuple[int, float]  # from that frame on


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the worst error of each source; all of them play at once."""
    seconds = 12 if effort.is_quick else MINUTES * 60
    sound = NotedSound()
    tempi, end = _play(sound, seconds * RATE)
    for source, beats in _due_beats().items():
        yield _result(source, seconds, sound.onsets.get(source, []), due_frames(tempi, end, beats))


def _result(source: str, seconds: int, onsets: list[int], due: list[int]) -> Result:
    worst = max((abs(one - other) for one, other in zip(onsets, due, strict=False)), default=inf)
    missing = abs(len(due) - len(onsets))
    return Result(
        f"onset error of {SOURCES[source]}, {seconds / 60:g} min",
        "0 frames",
        f"{worst:g} frames" + (f", {missing} missing" if missing else ""),
        worst == 0 and not missing,
        f"{len(due)} onsets, {len(TEMPI)} tempo changes",
        reason="a note is not where the rational time says; tests/engine/core/test_onsets.py tells more",
    )


SOURCES = {"steps": "steps", "chain": "a chain", "mini": "mini-notation", "loop": "a live loop"}
"""What they are called, by the module that each of them plays."""


def _due_beats() -> Mapping[str, Beats]:
    """Return the beats of each source, worked out by hand from what `_band` says."""
    thirds, halves = [Fraction(part, 3) for part in range(3)], [Fraction(part, 2) for part in (0, 2, 3)]
    rhythm = [2 + Fraction(2, 8) * part for part in (0, 3, 6)]
    fifths = [6 + Fraction(2, 5) * part for part in range(5)]
    cycles = [*(2 * part for part in thirds), *rhythm, *(4 + 2 * part for part in thirds), *fifths]
    return {
        "steps": _rounds(Fraction(3, 7), Fraction(0)),
        "chain": _rounds(Fraction(9, 2), *thirds, *(1 + part for part in thirds), *(2 + part for part in halves)),
        "mini": _rounds(Fraction(8), *cycles),
        "loop": _rounds(Fraction(1, 3), Fraction(0)),
    }


def _band() -> tuple[c.Command, ...]:
    return (
        c.SetTempo(bpm=BPM),
        *(c.AddModule(type="sampler", name=name) for name in SOURCES),
        c.AddPattern(name="sevenths", steps=parse_steps("xxxxx")),
        c.SetStepsPerBeat(pattern="sevenths", steps_per_beat=Fraction(7, 3)),
        c.AddPattern(name="thirds", steps=parse_steps("xxx")),
        c.SetStepsPerBeat(pattern="thirds", steps_per_beat=Fraction(3)),
        c.AddPattern(name="halves", steps=parse_steps("x.xx.")),
        c.SetStepsPerBeat(pattern="halves", steps_per_beat=Fraction(2)),
        c.AddChain(name="song", entries=(ChainEntry("thirds", 2), ChainEntry("halves"))),
        mini("cycles", "c4*3 <e4(3,8) [g4 a4 b4 a4 g4]>"),
        *_sequencer("steps", ("pattern", "sevenths")),
        *_sequencer("chain", ("chain", "song")),
        *_sequencer("mini", ("pattern", "cycles")),
        c.AddScript(name="loops", text=LOOP),
        c.RunScript(name="loops", text=LOOP, quantum=NOW),
    )


def _sequencer(module: str, played: tuple[str, str]) -> tuple[c.Command, ...]:
    name = f"{module}-player"
    return c.AddModule(type="sequencer", name=name, values=(played,)), c.Connect(source=name, target=module)


class NotedSound(SilentSound):
    """Silence that notes down when which module was asked for a note, in frames since the music began."""

    def __init__(self) -> None:
        super().__init__(RATE, BLOCK_FRAMES)
        self.onsets: dict[str, list[int]] = {}
        self.frame = 0

    def note_on(self, module: str, *_: object, **__: object) -> None:
        """Note it down."""
        self.onsets.setdefault(module, []).append(self.frame)

    def render(self, frames: int) -> Block:
        """Return silence, and know how much there was."""
        self.frame += frames
        return super().render(frames)


def _play(sound: NotedSound, frames: int) -> tuple[list[Tempo], int]:
    """Play for so many frames; return the tempi, and the frame after the last."""
    rig = OfflineRig(Terms(), sound)
    try:
        for command in _band():
            rig.do(command)
        problems = rig.settle().problems
        assert not problems, problems
        rig.engine.submit(c.Play())
        for _ in range(PREROLL_BLOCKS):
            rig.turn()
        sound.frame = 0
        return _go_through_tempi(rig, sound, frames), sound.frame
    finally:
        rig.close()


def _go_through_tempi(rig: OfflineRig, sound: NotedSound, frames: int) -> list[Tempo]:
    tempi = [(0, BPM)]
    changes = [frames // 6 + frames // 8 * number for number in range(len(TEMPI))]
    while sound.frame < frames:
        if len(tempi) <= len(changes) and sound.frame >= changes[len(tempi) - 1]:
            tempi.append((sound.frame, TEMPI[len(tempi) - 1]))
            rig.engine.submit(c.SetTempo(bpm=tempi[-1][1]))
        rig.turn()
    return tempi


def due_frames(tempi: list[Tempo], end: int, beats: Beats) -> list[int]:
    """Return the frame nearest to each of `beats` before `end`, worked out from the tempi alone."""
    due: list[int] = []
    passed, beat = Fraction(0), next(beats)
    for (begin, bpm), (stop, _) in pairwise([*tempi, (end, BPM)]):
        beats_per_frame = exact(bpm) / (60 * RATE)
        while (at := begin + (beat - passed) / beats_per_frame) < stop - HALF:
            due.append(floor(at + HALF))
            beat = next(beats)
        passed += (stop - begin) * beats_per_frame
    return due


def _rounds(length: Fraction, *offsets: Fraction) -> Beats:
    """Yield the beats at these offsets of a round that is so long, round after round."""
    return (turn * length + offset for turn in count() for offset in offsets)
