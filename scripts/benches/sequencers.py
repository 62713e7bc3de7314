"""Sequencers: how many notes a second they make, beside isobar, what 64 of them cost, and what a million notes leave.

isobar is measured where PEERS_PYTHON names a Python that has it.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from statistics import median
from time import perf_counter

from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document, Step
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.starting import empty_document
from engine.sound.silent import SilentSound
from engine.transport.tracks import Tracks

AHEAD_OF_ISOBAR = 100.0
PLAYING, PLAYING_TARGET_PERCENT = 64, 5.0
MEGABYTE = 1_000_000
NOTES = 1_000_000
BUSY = "the machine is busy, or somebody made sequencers slower"
TEXTS = (
    "c4*2 <d4 [e4 e4]>",
    "c3 e3 g3 <b3 a3>",
    "c4(3,8)",
    "g4*8",
    "[c4 d4]*2",
    "~ d4 ~ d4?",
    "<c3 e3>*4",
    "c4 | d4 | e4 e4",
)  # fmt: skip


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the sequencers."""
    yield _against_isobar(rounds=1 if effort.is_quick else 5)
    seconds = 2 if effort.is_quick else 30
    yield _playing("step patterns", _band(PLAYING, _steps), seconds)
    yield _playing("cyclic patterns", _band(PLAYING, _cycle), seconds)
    yield _left_by(NOTES // 50 if effort.is_quick else NOTES)


def _steps(number: int) -> c.AddPattern:
    return c.AddPattern(name=f"p{number}", steps=tuple(Step(1.0, 60.0 + step % 4) for step in range(16)))


def _cycle(number: int) -> c.AddPattern:
    return c.AddPattern(name=f"p{number}", expression=json.dumps(["mini", TEXTS[number % len(TEXTS)]]))


def _band(count: int, pattern: Callable[[int], c.AddPattern]) -> Document:
    """Return a session of so many sequencers, each with a pattern of its own."""
    document = apply(empty_document(), c.AddModule(type="synth", name="synth"))
    for number in range(count):
        for command in (
            pattern(number),
            c.AddModule(type="sequencer", name=f"s{number}", values=(("pattern", f"p{number}"),)),
            c.Connect(source=f"s{number}", target="synth"),
        ):
            document = apply(document, command)
    return document


def _against_isobar(rounds: int) -> Result:
    """Sixteen tracks of sixteenths, as fast as they go, a beat at a time."""
    document = _band(16, _steps)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_notes_a_second(document, beats=200))
        theirs.append(_isobar())
    mine, name = median(ours), "notes a second, 16 sequencers, offline"
    if not any(theirs):
        return Result(name, "", f"{mine:,.0f}", is_met=True, baseline="no PEERS_PYTHON with isobar")
    ratio = mine / median(theirs)
    target = f">= {AHEAD_OF_ISOBAR:g}x"
    return Result(name, target, f"{mine:,.0f}", ratio >= AHEAD_OF_ISOBAR, f"isobar: {median(theirs):,.0f}", ratio, BUSY)


def _notes_a_second(document: Document, beats: int) -> float:
    tracks = Tracks()
    tracks.follow(document)
    began = perf_counter()
    notes = sum(len(tracks.play(Fraction(beat), Fraction(beat + 1))) for beat in range(beats))
    return notes / (perf_counter() - began)


def _isobar() -> float:
    """Return the notes a second that isobar plays; 0 where it is not there."""
    python = os.environ.get("PEERS_PYTHON", "")
    if not python:
        return 0.0
    peer = str(Path(__file__).with_name("isobar_peer.py"))
    done = subprocess.run((python, peer), capture_output=True, text=True, check=False)
    return float(done.stdout.splitlines()[-1]) if done.returncode == 0 else 0.0


def _playing(what: str, document: Document, seconds: float) -> Result:
    """What it costs to ask all of them for each block, at 120 beats a minute."""
    tracks = Tracks()
    tracks.follow(document)
    block_beats = Fraction(2 * BLOCK_FRAMES, RATE)
    at, worst_seconds = Fraction(0), 0.0
    blocks = int(seconds * RATE / BLOCK_FRAMES)
    began = perf_counter()
    for _ in range(blocks):
        asked = perf_counter()
        tracks.work_ahead()
        tracks.play(at, at + block_beats)
        at += block_beats
        worst_seconds = max(worst_seconds, perf_counter() - asked)
    percent = (perf_counter() - began) / seconds * 100
    return Result(
        f"{PLAYING} {what} playing",
        f"< {PLAYING_TARGET_PERCENT:g} % of a core",
        f"{percent:.2f} %",
        percent < PLAYING_TARGET_PERCENT,
        baseline=f"worst block {worst_seconds * 1000:.1f} ms",
        reason=BUSY,
    )


def _left_by(notes: int) -> Result:
    """Play so many notes through the whole engine, but for their sound, and see how much memory they leave."""
    engine = _dense()
    warm_up = 2 * notes  # until what patterns remember of cycles, times and chances is as much as it will ever be
    while engine.glance.notes_played < warm_up:
        engine.turn()
    gc.collect()
    before = _resident_bytes()
    while engine.glance.notes_played < warm_up + notes:
        engine.turn()
    gc.collect()
    grown = _resident_bytes() - before
    engine.stop()
    return Result(
        f"memory that {notes:,} notes leave",
        "<= 1 MB",
        f"{grown / MEGABYTE:.2f} MB",
        grown <= MEGABYTE,
        reason="something keeps what has been played",
    )


def _dense() -> Engine:
    """An engine that plays 64 sequencers as fast as steps go by; half of them are cyclic."""
    document = _band(PLAYING, lambda number: _cycle(number) if number % 2 else _steps(number))
    for number in range(PLAYING):
        rate = c.SetStepsPerBeat(pattern=f"p{number}", steps_per_beat=Fraction(96))
        text = json.dumps(["mini", "[c4 e4 g4? b4]*16"])
        cycle = c.SetExpression(pattern=f"p{number}", expression=text, cycle_beats=Fraction(1))
        document = apply(document, cycle if number % 2 else rate)
    engine = Engine(SilentSound(RATE, BLOCK_FRAMES), document=apply(document, c.SetTempo(bpm=480)))
    engine.submit(c.Play())
    return engine


def _resident_bytes() -> int:
    statm = Path("/proc/self/statm")  # elsewhere nothing is seen to grow
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0
