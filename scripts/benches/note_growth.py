"""What notes leave behind: the memory of a process that plays very many of them through the real sound, by instrument.

Each instrument plays in a process of its own, because what another one freed would hide what this one takes.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benches.bands import after, mini
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.document import Step
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.live import SampleStatus
from engine.core.starting import empty_document
from engine.sound.graph import SignalFlowSound
from engine.sound.sample_files import BUNDLED
from engine.sound.samples import SampleLoader, SampleStore

MILLION = 1_000_000
NOTES, QUICK_NOTES = 200_000, 500  # where not all of a million are asked for
WARM_UP = 120_000  # until patterns remember as many cycles and times as they ever will
MEGABYTE = 1 << 20  # in such pieces Python takes memory from the system: a single one is no leak
DRUMS = ("kick", "snare", "hat")
RATE_OF_STEPS = Fraction(96)  # a beat: at 480 beats a minute four notes a block, so that voices are stolen too
LONGEST_RELEASE_BLOCKS = 2 * RATE // BLOCK_FRAMES

Commands = tuple[c.Command, ...]


class Growth(NamedTuple):
    """What so many notes left."""

    grown_bytes: int
    voices: int  # that still sound, long after all have ended


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the growth of a sampler, of a synth, and of both under cyclic patterns."""
    notes = QUICK_NOTES if effort.is_quick else MILLION if effort.is_full else NOTES
    for instrument in _PLAYING:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            growth = apart.submit(grown, instrument, min(WARM_UP, 5 * notes), notes).result()
        yield _result(instrument, notes, growth)


def _result(instrument: str, notes: int, growth: Growth) -> Result:
    return Result(
        f"left by {notes:,} notes of {instrument}",
        "<= 1 MB",
        f"{growth.grown_bytes / MEGABYTE:.2f} MB" + (f", {growth.voices} voices" if growth.voices else ""),
        growth.grown_bytes <= MEGABYTE and not growth.voices,
        "all voices came to rest" if not growth.voices else "",
        reason="something keeps notes: a voice that was never given back, or a cache without an end",
    )


def grown(instrument: str, warm_up: int, notes: int) -> Growth:
    """Play so many notes, those of the warm-up before, and let them end. To be called in a fresh process."""
    store = SampleStore()
    sound = SignalFlowSound(RATE, BLOCK_FRAMES, store)
    loader = SampleLoader(store, RATE, BUNDLED, lambda _: None)
    ready = [SampleStatus(name, "ready", count=loader.load(name)) for name in DRUMS]
    document = after(empty_document(), c.SetTempo(bpm=480.0), *_PLAYING[instrument])
    engine = Engine(sound, document=document)
    for status in ready:
        engine.submit(c.ReportSample(status=status))
    engine.turn()
    sound.settle()
    engine.submit(c.Play())
    before = _resident_bytes_after(engine, warm_up)
    grown_bytes = _resident_bytes_after(engine, notes) - before
    engine.submit(c.Stop())
    for _ in range(LONGEST_RELEASE_BLOCKS):
        engine.turn()
    problems, voices = engine.snapshot.problems, sound.voices_sounding()
    engine.stop()
    assert not problems, problems
    return Growth(grown_bytes, voices)


def _resident_bytes_after(engine: Engine, notes: int) -> int:
    """Play so many notes more; return how much memory the process has then."""
    goal = engine.glance.notes_played + notes
    while engine.glance.notes_played < goal:
        engine.turn()
    gc.collect()
    statm = Path("/proc/self/statm")  # elsewhere nothing is seen to grow
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0


def _sampler(pattern: str) -> Commands:
    bank = (("sample", DRUMS[0]), ("samples", DRUMS[1:]))
    return c.AddModule(type="sampler", name="drums", values=bank), *_sequencer("drums", pattern)


def _synth(pattern: str) -> Commands:
    made = c.AddModule(type="synth", name="pluck")
    return made, c.ApplyPreset(module="pluck", preset="pluck"), *_sequencer("pluck", pattern)


def _sequencer(module: str, pattern: str) -> Commands:
    name = f"{module}-player"
    made = c.AddModule(type="sequencer", name=name, values=(("pattern", pattern),))
    return made, c.Connect(source=name, target=module)


def _steps() -> Commands:
    steps = tuple(Step(1.0, 40.0 + step % 24, index=step % len(DRUMS)) for step in range(48))
    rate = c.SetStepsPerBeat(pattern="steps", steps_per_beat=RATE_OF_STEPS)
    return c.AddPattern(name="steps", steps=steps), rate


def _cycles() -> Commands:
    return (
        mini("beats", "[kick*4 <snare hat:2> [hat hat]*2 kick?]*16", Fraction(1)),
        mini("tones", "[c3 <e3 g3> [b3 a4] c4(3,8)]*16", Fraction(1)),
    )


_PLAYING: Mapping[str, Commands] = {
    "a sampler": (*_steps(), *_sampler("steps")),
    "a synth": (*_steps(), *_synth("steps")),
    "cyclic patterns": (*_cycles(), *_sampler("beats"), *_synth("tones")),
}
