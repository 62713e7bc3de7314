"""The benchmark of the Lua library measures what is shipped, and all of it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lua_library(monkeypatch):
    """The module that measures, imported as bench.py does."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from benches import lua_library

    yield lua_library
    for name in [name for name in sys.modules if name.partition(".")[0] == "benches"]:
        del sys.modules[name]


def test_measured_library_is_the_shipped_one(lua_library):
    from engine.lua.packages import LIBRARY

    assert ROOT / "resources" / "lua" == LIBRARY
    assert "require" in lua_library.PROMISES + lua_library.CHANNELS


@pytest.mark.slow
def test_every_number_of_the_library_is_measured(lua_library):
    from benches.effort import Effort

    results = list(lua_library.measure(Effort(is_quick=True)))

    assert [result.name for result in results] == [
        "promise.all of 10000",
        "channel operations a second, unbuffered",
        "2000 values, unbuffered",
        "channel operations a second, buffer of 64",
        "2000 values, buffer of 64",
        "1000 tasks that await a promise",
    ]
    assert "in 1 sleep" in results[-1].baseline
