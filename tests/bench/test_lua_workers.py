"""The benchmark of workers runs and says what it found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_bench_of_workers_measures_each_of_its_numbers():
    command = [sys.executable, str(ROOT / "scripts" / "bench.py"), "workers", "--quick"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert run.returncode == 0, run.stderr
    rows = [line for line in run.stdout.splitlines() if line.startswith("workers ")]
    assert len(rows) == 6
    assert all(row.endswith(("ok", "MISSED")) for row in rows)
