"""The section on patterns runs without those that it compares with, and says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_bench_patterns_measures_ours_and_says_whom_it_has_not_measured(monkeypatch):
    monkeypatch.delenv("PEERS_JS", raising=False)
    monkeypatch.delenv("PEERS_PYTHON", raising=False)
    command = [sys.executable, str(ROOT / "scripts" / "bench.py"), "patterns", "--quick"]

    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert run.returncode == 0, run.stderr
    assert [
        line.split(maxsplit=1)[1][:44].strip() for line in run.stdout.splitlines() if line.startswith("patterns")
    ] == [
        "Strudel was not measured",
        "Vortex was not measured",
        "a text that was parsed before",
        "64 patterns asked in windows of 5.3 ms",
    ]
