"""The benchmark of workers runs and says what it found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_bench_of_workers_measures_each_of_its_numbers(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from benches.effort import Effort
    from benches.lua_workers import measure

    try:
        assert len(list(measure(Effort(is_quick=True)))) == 6
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "benches"]:
            del sys.modules[name]
