"""Every benchmark runs and says what it found; whether targets are met is for a quiet machine to tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "bench.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.slow
def test_bench_core_prints_each_number_with_its_target_and_verdict():
    run = bench("core", "--quick")

    assert run.returncode == 0, run.stderr
    rows = [line for line in run.stdout.splitlines() if line.startswith("core ")]
    assert len(rows) == 7
    assert all(row.endswith(("ok", "MISSED")) for row in rows)
    for part in ("lane: offer and take", "publish, 1 of 1,000 modules changed", "commands a second while playing"):
        assert any(part in row for row in rows)


@pytest.mark.slow
def test_bench_gives_a_reason_for_each_miss():
    run = bench("core", "--quick", "--seconds", "0.2")

    missed = [line for line in run.stdout.splitlines() if line.endswith("MISSED")]
    reasons = [line for line in run.stdout.splitlines() if line.startswith("MISSED ")]
    assert len(reasons) == len(missed)
    assert all(line.partition(": ")[2] for line in reasons)


@pytest.mark.slow
def test_bench_of_what_is_no_section_is_wrong_usage():
    run = bench("nonsense")

    assert run.returncode == 2
    assert "there is no section nonsense; there are core" in run.stderr
