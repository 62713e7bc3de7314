"""How fast the bundled session renders, beside the time it is heard in: the music alone, and the whole program."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from app.rig import OfflineRig, Terms
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.engine import RATE
from engine.session.opening import open_session

ROOT = Path(__file__).resolve().parents[2]
SESSION = ROOT / "resources" / "sessions" / "first-light.moonloop"
BARS = 64
LEAST_SPEED = 20.0  # times real time


class Rendered(NamedTuple):
    """What was rendered, and what it took."""

    music_seconds: float
    spent_seconds: float
    busy_seconds: float  # of the spent ones: in which this process had the processor


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the speed of the render, without and with the start of the program."""
    bars = 2 if effort.is_quick else BARS
    rendered = _render(bars)
    speed = rendered.music_seconds / rendered.spent_seconds
    yield _result(
        f"render of first-light, {bars} bars",
        rendered.music_seconds,
        rendered.spent_seconds,
        f"the process had the processor for {rendered.busy_seconds:.2f} of {rendered.spent_seconds:.2f} s; "
        "the rest went to other programs and to waiting for live loops",
    )
    spent_seconds = _run_program(bars)
    start_seconds = spent_seconds - rendered.music_seconds / speed
    yield _result(
        "  as a program, from start to end",
        rendered.music_seconds,
        spent_seconds,
        f"about {start_seconds:.2f} s of that are start and end, which longer pieces spread over more music",
    )


def _result(name: str, music_seconds: float, spent_seconds: float, reason: str) -> Result:
    speed = music_seconds / spent_seconds
    return Result(
        name,
        f">= {LEAST_SPEED:g}x",
        f"{speed:.1f}x real time",
        speed >= LEAST_SPEED,
        f"{music_seconds:.1f} s of music in {spent_seconds:.2f} s",
        speed,
        reason,
    )


def _render(bars: int) -> Rendered:
    rig = OfflineRig(Terms(folders=(SESSION.parent,)))
    try:
        rig.do(c.OpenSession(document=open_session(SESSION).document, path=str(SESSION)))
        transport = rig.settle().document.transport
        rig.do(c.Play())
        began, busy = perf_counter(), process_time()
        first = rig.engine.glance.frame
        while rig.engine.glance.beat < bars * transport.beats_per_bar:
            rig.turn()
        frames = rig.engine.glance.frame - first
        return Rendered(frames / RATE, perf_counter() - began, process_time() - busy)
    finally:
        rig.close()


def _run_program(bars: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "scripts" / "run.py"), "render", str(SESSION), "-o", f"{folder}/out.wav"]
        began = perf_counter()
        subprocess.run([*command, "--bars", str(bars)], check=True, capture_output=True)
        return perf_counter() - began
