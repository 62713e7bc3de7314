"""The player's own module types are read at the start, and again when a file in their folder changes."""

from __future__ import annotations

from queue import Queue

import pytest
from immutables import Map

from app.plug_in_supply import PlugInSupply
from engine.modules.table import module_type, plug_in
from tests.engine.plug_ins.files import CLICK, RING, put

PATIENCE_SECONDS = 20


@pytest.fixture
def supply(tmp_path):
    told = Queue()
    made = PlugInSupply(tmp_path / "modules", told.put)
    (tmp_path / "modules").mkdir()
    yield made, told, tmp_path / "modules"
    made.stop()
    plug_in(Map())


def test_what_is_there_at_the_start_is_reported(supply):
    made, told, folder = supply
    put(folder, "ring.py", RING)

    made.read()

    (status,) = told.get_nowait().plugins
    assert status.types == ("ringModulator",)


def test_nothing_is_reported_where_there_is_nothing(supply):
    made, told, _ = supply

    made.read()

    assert told.empty()


@pytest.mark.slow
def test_file_that_comes_while_it_runs_can_be_used_without_a_restart(supply):
    made, told, folder = supply
    made.read()
    made.watch()

    put(folder, "click.py", CLICK)

    assert told.get(timeout=PATIENCE_SECONDS).plugins[-1].name == "click.py"
    assert module_type("click").group == "instrument"


@pytest.mark.slow
def test_file_that_is_mended_is_reported_without_its_mistake(supply):
    made, told, folder = supply
    put(folder, "ring.py", "class")
    made.read()
    assert told.get_nowait().plugins[0].message == "ring.py:1: SyntaxError: invalid syntax"
    made.watch()

    put(folder, "ring.py", RING)

    assert told.get(timeout=PATIENCE_SECONDS).plugins[0].message == ""
