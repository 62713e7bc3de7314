"""The catalog follows the folder: new types beside the built-in ones, faulty files leave the rest alone."""

from __future__ import annotations

import os

import pytest
from immutables import Map

from engine.core.errors import UnknownName
from engine.modules.table import module_type, plug_in, plugged_in
from engine.plug_ins.catalog import Catalog, maker
from tests.engine.plug_ins.files import CLICK, RING, put


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    plug_in(Map())


def test_type_of_a_new_file_can_be_used(tmp_path):
    catalog = Catalog(tmp_path)
    with pytest.raises(UnknownName):
        module_type("ringModulator")

    put(tmp_path, "ring.py", RING)
    statuses = catalog.read_folder()

    assert [status.types for status in statuses] == [("ringModulator",)]
    assert module_type("ringModulator").label == "Ring modulator"
    assert maker("ringModulator").make.__name__ == "RingModulator"


def test_faulty_file_leaves_the_others_alone(tmp_path):
    put(tmp_path, "bad.py", "raise OSError('away')")
    put(tmp_path, "click.py", CLICK)

    bad, good = Catalog(tmp_path).read_folder()

    assert bad.message == "bad.py:1: OSError: away"
    assert good.message == ""
    assert module_type("click").group == "instrument"


def test_file_that_changes_is_read_again_and_one_that_does_not_is_not(tmp_path):
    catalog = Catalog(tmp_path)
    path = put(tmp_path, "ring.py", RING)
    catalog.read_folder()
    first = plugged_in()
    catalog.read_folder()
    assert plugged_in() is first

    path.write_text(RING.replace("Ring modulator", "Ring"))
    os.utime(path, ns=(1, 1))
    catalog.read_folder()

    assert module_type("ringModulator").label == "Ring"


def test_type_outlives_its_file_because_modules_of_it_may_play(tmp_path):
    catalog = Catalog(tmp_path)
    path = put(tmp_path, "ring.py", RING)
    catalog.read_folder()

    path.unlink()

    assert catalog.read_folder() == ()
    assert module_type("ringModulator").label == "Ring modulator"


def test_type_that_breaks_later_stays_as_it_was(tmp_path):
    catalog = Catalog(tmp_path)
    path = put(tmp_path, "ring.py", RING)
    catalog.read_folder()

    path.write_text("class")
    (status,) = catalog.read_folder()

    assert status.message == "ring.py:1: SyntaxError: invalid syntax"
    assert maker("ringModulator") is not None


def test_second_file_with_the_same_type_is_at_fault(tmp_path):
    put(tmp_path, "a.py", RING)
    put(tmp_path, "b.py", RING)

    a, b = Catalog(tmp_path).read_folder()

    assert a.message == ""
    assert b.message == 'b.py: a.py brings a module type "ringModulator" too; rename one'


def test_folder_that_is_not_there_holds_nothing(tmp_path):
    assert Catalog(tmp_path / "none").read_folder() == ()
