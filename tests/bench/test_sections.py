"""Each section of the benchmarks runs with `--quick` and yields its results; what no clock is part of is right."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def rows(section: str) -> list[str]:
    """Return the lines of the table of one section."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "bench.py"), section, "--quick"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    return [line for line in run.stdout.splitlines() if line.startswith(f"{section} ")]


@pytest.mark.slow
def test_bench_sound_measures_voices_and_renders_and_finds_every_onset_on_its_frame():
    found = rows("sound")

    assert len(found) >= 7  # and as many rows more as there are peers
    exact = [line for line in found if "onset error" in line or "sliced at random" in line]
    assert len(exact) == 3
    assert all(line.endswith("ok") for line in exact)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_bench_start_sees_the_window():
    (found,) = rows("start")

    assert "bare window" in found


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pulseaudio") is None, reason="needs pulseaudio")
def test_bench_storm_plays_on_both_devices():
    found = rows("storm")

    assert [line.split(", ")[2].split()[0] for line in found if "underruns" in line] == ["simulated", "PulseAudio"]
