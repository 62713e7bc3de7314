"""The measurements of handlers run, and yield what they say; whether targets are met is for a quiet machine to tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEASURE = """
from benches.effort import Effort
from benches.lua_handlers import measure
for result in measure(Effort(is_quick=True)):
    print(result.name)
"""


@pytest.mark.slow
def test_bench_of_handlers_measures_a_thousand_of_them():
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = ['scripts', '.']{MEASURE}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "an event told to 1000 handlers",
        "1000 handlers beside 100, per handler",
        "1000 handlers whose pattern does not match",
        "emit with 1000 handlers of its own",
        "a handler's turn in a chain, without Lua",
        "finding one change among 1000 modules",
    ]
