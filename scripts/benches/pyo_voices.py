"""Pyo rendering the scene of voices offline: a peer, where `MOONLOOP_BENCH_PYO` names a Python that has it."""

from __future__ import annotations

import os
import subprocess
import tempfile

_PYTHON = "MOONLOOP_BENCH_PYO"

_PROGRAM = """
import sys, time
from pyo import Adsr, DataTable, Pan, SVF, Server, TableRead
import random
voices, seconds, rate, frames = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
server = Server(sr=rate, nchnls=2, buffersize=frames, duplex=0, audio="offline")
server.setVerbosity(0)
server.boot()
server.recordOptions(dur=seconds, filename=sys.argv[5], fileformat=0, sampletype=3)
table = DataTable(2 * rate, init=[random.uniform(-0.01, 0.01) for _ in range(2 * rate)])
kept = []
for each in range(voices):
    player = TableRead(table, freq=0.5 * (1 + 0.01 * (each % 7)), loop=1, interp=2).play()
    envelope = Adsr(0.001, 0.05, 0.5, 0.1, dur=0).play()
    filtered = SVF(player, freq=500 + 10 * each, q=1, type=0, mul=envelope)
    kept += [player, envelope, filtered, Pan(filtered, outs=2, pan=0.5).out()]
began = time.process_time()
server.start()
print("took", time.process_time() - began)
server.shutdown()
"""


def seconds_of_processor(voices: int, seconds: float, rate: int, block_frames: int) -> float | None:
    """Return what so many voices take for so many seconds of music, the server aside; None where there is none."""
    python = os.environ.get(_PYTHON)
    if not python:
        return None
    return _render(python, voices, seconds, rate, block_frames) - _render(python, 0, seconds, rate, block_frames)


def _render(python: str, voices: int, seconds: float, rate: int, block_frames: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = [python, "-c", _PROGRAM, *map(str, (voices, seconds, rate, block_frames)), f"{folder}/out.wav"]
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "PYO_GUI_WX": "0"}
        )
    return next(float(line.split()[1]) for line in told.stdout.splitlines() if line.startswith("took "))
