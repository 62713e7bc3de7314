"""Onsets on their exact frames, heard in the rendered sound; and the same bytes however a render is sliced."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import floor, inf
from pathlib import Path

import numpy as np
import soundfile

from app.rig import OfflineRig, Terms
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.conductor import PREROLL_BLOCKS
from engine.core.engine import BLOCK_FRAMES, RATE
from engine.core.units import NOW
from engine.patterns.notation import parse_steps
from tests.engine.sound import scenes

MINUTES = 10
BPM = Fraction(137)
TEMPI = (Fraction("90"), Fraction("174.5"), Fraction("61.7"), Fraction("137"))  # one after the other, from a third on
STEP = Fraction(1, 4)  # beats
HEARD = 0.3  # of full scale: a click
SCRIPT = 'live_loop("clicks", function() trigger("right") sleep(1/4) end)'

Tempo = tuple[int, Fraction]  # from that frame on


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the worst error of an onset, of a sequencer and of a live loop, and the difference that slicing makes."""
    seconds = 6 if effort.is_quick else MINUTES * 60
    played, tempi = _play(seconds * RATE)
    due = _due(tempi, seconds * RATE)
    for name, onsets in zip(("sequencer", "live loop"), played, strict=True):
        yield _onset_result(name, seconds, onsets, due)
    yield _slicing_result(blocks=60 if effort.is_quick else 600)


def _onset_result(name: str, seconds: int, onsets: list[int], due: list[int]) -> Result:
    worst = max((abs(one - other) for one, other in zip(onsets, due, strict=False)), default=inf)
    missing = abs(len(due) - len(onsets))
    return Result(
        f"onset error of a {name}, {seconds / 60:g} min",
        "0 frames",
        f"{worst:g} frames" + (f", {missing} missing" if missing else ""),
        worst == 0 and not missing,
        f"{len(due)} onsets, {len(TEMPI)} tempo changes",
        reason="a note is not where the rational time says; tests/engine/core/test_onsets.py tells more",
    )


def _play(frames: int) -> tuple[tuple[list[int], list[int]], list[Tempo]]:
    """Render so many frames and return the onsets on the left, those on the right, and the tempi."""
    with tempfile.TemporaryDirectory() as folder:
        click = np.zeros(480, dtype=np.float32)
        click[0] = 1.0
        soundfile.write(f"{folder}/click.wav", click, RATE, subtype="FLOAT")
        rig = OfflineRig(Terms(folders=(Path(folder),)))
        try:
            _set_up(rig)
            return _listen(rig, frames)
        finally:
            rig.close()


def _set_up(rig: OfflineRig) -> None:
    for command in (
        c.SetTempo(bpm=float(BPM)),
        c.AddModule(type="sampler", name="left", values=(("sample", "click.wav"), ("pan", -1.0))),
        c.AddModule(type="sampler", name="right", values=(("sample", "click.wav"), ("pan", 1.0))),
        c.AddPattern(name="steps", steps=parse_steps("xxx"), count=3),
        c.AddModule(type="sequencer", name="clicker", values=(("pattern", "steps"),)),
        c.Connect(source="clicker", target="left"),
        c.AddScript(name="clicks", text=SCRIPT),
        c.RunScript(name="clicks", text=SCRIPT, quantum=NOW),
    ):
        rig.do(command)
    problems = rig.settle().problems
    assert not problems, problems


def _listen(rig: OfflineRig, frames: int) -> tuple[tuple[list[int], list[int]], list[Tempo]]:
    rig.engine.submit(c.Play())
    for _ in range(PREROLL_BLOCKS):
        rig.turn()
    changes = [frames // 3 + frames // 6 * number for number in range(len(TEMPI))]
    left: list[int] = []
    right: list[int] = []
    tempi = [(0, BPM)]
    for begin in range(0, frames, BLOCK_FRAMES):
        if len(tempi) <= len(changes) and begin >= changes[len(tempi) - 1]:
            tempi.append((begin, TEMPI[len(tempi) - 1]))
            rig.engine.submit(c.SetTempo(bpm=float(tempi[-1][1])))
        block = rig.turn()
        for side, onsets in zip(block, (left, right), strict=True):
            onsets.extend((begin + np.flatnonzero(side > HEARD)).tolist())
    return ([at for at in left if at < frames], [at for at in right if at < frames]), tempi


def _due(tempi: list[Tempo], frames: int) -> list[int]:
    """Return the frame nearest to each step, worked out from the tempi alone."""
    due: list[int] = []
    beat = Fraction(0)
    for (begin, bpm), (end, _) in pairwise([*tempi, (frames, BPM)]):
        beats_per_frame = bpm / (60 * RATE)
        while (at := begin + (len(due) * STEP - beat) / beats_per_frame) < end - Fraction(1, 2):
            due.append(floor(at + Fraction(1, 2)))
        beat += (end - begin) * beats_per_frame
    return due


def _slicing_result(blocks: int) -> Result:
    frames = blocks * BLOCK_FRAMES
    take = _eventful(frames)
    whole = take.record(frames)
    cuts = random.Random(1).sample(range(1, frames), frames // 50)
    differing = [np.count_nonzero(whole != take.record(frames, each)) for each in (cuts, range(0, frames, 7))]
    return Result(
        f"sliced at random and each 7 frames, {blocks} blocks",
        "equal",
        "equal" if not any(differing) else f"{max(differing)} samples differ",
        not any(differing) and bool(whole.any()),
        reason="something in the sound depends on where a slice begins; see tests/engine/sound/test_graph.py",
    )


def _eventful(frames: int) -> scenes.Take:
    """Return a take with loops, one-shots and synth notes, and parameters that move meanwhile."""
    modules = (
        scenes.sampler("kick", 2, attack=0.002, release=0.05),
        scenes.sampler("loop", 3, playStyle="loop", cutoff=1_800.0, resonance=0.6),
        scenes.synth("bass", 4, release=0.03, cutoff=700.0, resonance=0.4),
    )
    take = scenes.Take(scenes.document(*modules), sound=scenes.noise(4_801))
    chance = random.Random(2)
    for key, at in enumerate(range(0, frames, 1_531)):
        name = modules[key % 3].name
        take.on(at, name, 40 + chance.random() * 40, key, 0.2)
        take.set(at + 700, name, volume=chance.random(), cutoff=200 + chance.random() * 9_000)
        take.off(at + 1_201, name, key)
    return take
