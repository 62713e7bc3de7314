"""The benchmarks that play with worker processes run and say what they found."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(("section", "numbers"), [("lua_workers", 6), ("lua_hostile_onsets", 1)])
def test_bench_of_workers_measures_each_of_its_numbers(monkeypatch, section, numbers):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from benches.effort import Effort

    try:
        measure = import_module(f"benches.{section}").measure
        assert len(list(measure(Effort(is_quick=True)))) == numbers
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "benches"]:
            del sys.modules[name]
