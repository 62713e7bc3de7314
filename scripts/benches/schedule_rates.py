"""How many notes a second sequencers make offline, from the patterns to the sound's door, beside isobar's timeline.

isobar is measured where PEERS_PYTHON names a Python that has it. Both count seconds of the processor, not of the clock.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from benches.bands import band, chain, cycle, steps
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.document import Document
from engine.core.engine import RATE, Engine
from engine.sound.silent import SilentSound

AHEAD_OF_ISOBAR = 100.0
SEQUENCERS = 16  # of sixteenths, at 120 beats a minute: so plays isobar
PEER = Path(__file__).with_name("timeline_peer.py")
MISSED = (
    "a note of a cyclic pattern is worked out anew in each cycle (its event, what its value plays, how long it lasts), "
    "a step's once; what both cost beyond that lies between Track.play and Performance.sound_note"
)


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the rates of steps, chains and cyclic patterns; they and isobar take turns."""
    kinds = {"steps": steps, "chains": chain, "cyclic patterns": cycle}
    documents = {kind: band(SEQUENCERS, part) for kind, part in kinds.items()}
    rounds = 1 if effort.is_quick else 7
    theirs: list[float] = []
    ours: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        theirs += _isobar()
        for kind, document in documents.items():
            ours[kind].append(_notes_a_second(document, music_seconds=30 if effort.is_quick else 120))
    for kind, rates in ours.items():
        yield _result(f"notes a second, {SEQUENCERS} tracks of {kind}", median(rates), theirs)


def _result(name: str, rate: float, theirs: list[float]) -> Result:
    if not theirs:
        return Result(name, "", f"{rate:,.0f}", is_met=True, baseline="isobar: not measured")
    ratio = rate / median(theirs)
    is_met = ratio >= AHEAD_OF_ISOBAR
    target = f">= {AHEAD_OF_ISOBAR:g}x"
    return Result(name, target, f"{rate:,.0f}", is_met, f"isobar: {median(theirs):,.0f}", ratio, MISSED)


def _notes_a_second(document: Document, music_seconds: int) -> float:
    """Turn the engine with no sound, a second of music at a time, and return the notes of a second of the processor."""
    engine = Engine(SilentSound(RATE, RATE), RATE, block_frames=RATE, document=document)
    engine.submit(c.Play())
    engine.turn()
    played_before, began = engine.glance.notes_played, process_time()
    for _ in range(music_seconds):
        engine.turn()
    rate = (engine.glance.notes_played - played_before) / (process_time() - began)
    engine.stop()
    return rate


def _isobar() -> list[float]:
    """Return the notes a second that isobar plays; nothing where it is not there."""
    python = os.environ.get("PEERS_PYTHON", "")
    if not python:
        return []
    done = subprocess.run((python, str(PEER)), capture_output=True, text=True, check=False)
    return [float(done.stdout.splitlines()[-1])] if done.returncode == 0 else []
