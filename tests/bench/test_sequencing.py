"""The section on sequencing runs without its peer; where notes are, and that they end, no clock decides."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_bench_sequencing_finds_every_onset_on_its_frame_and_every_voice_at_rest(monkeypatch):
    monkeypatch.delenv("PEERS_PYTHON", raising=False)
    command = [sys.executable, str(ROOT / "scripts" / "bench.py"), "sequencing", "--quick"]

    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert run.returncode == 0, run.stderr
    rows = [line for line in run.stdout.splitlines() if line.startswith("sequencing ")]
    assert len(rows) == 12
    assert sum("isobar: not measured" in row for row in rows) == 3
    onsets = [row for row in rows if "onset error" in row]
    assert len(onsets) == 4
    assert all("0 frames       0 frames" in row and row.endswith("ok") for row in onsets)
    assert sum("all voices came to rest" in row for row in rows) == 3
