"""A plug-in's file is run, its types are found, and what is wrong with it is told in a sentence."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from engine.plug_ins.reading import read_entry_point, read_file
from tests.engine.plug_ins.files import CLICK, RING, WRONG, put


def test_file_brings_its_types_with_volume_and_pan(tmp_path):
    reading = read_file(put(tmp_path, "ring.py", RING))

    (brought,) = reading.types
    assert reading.status.types == ("ringModulator",)
    assert reading.status.message == ""
    assert (brought.kind.group, brought.kind.inputs, brought.kind.outputs) == ("effect", ("audio",), ("audio",))
    assert [each.name for each in brought.kind.parameters] == ["rate", "volume", "pan"]


def test_file_may_bring_several_types(tmp_path):
    reading = read_file(put(tmp_path, "both.py", RING + CLICK))

    assert reading.status.types == ("ringModulator", "click")
    assert reading.types[1].kind.inputs == ("event",)


@pytest.mark.parametrize("name", WRONG)
def test_faulty_file_is_told_with_its_line(tmp_path, name):
    text, message = WRONG[name]

    reading = read_file(put(tmp_path, name, text))

    assert reading.types == ()
    assert reading.status.message.endswith(message)
    assert reading.status.message.startswith(name)


def test_entry_point_may_be_a_class(tmp_path, monkeypatch):
    put(tmp_path, "packaged_click.py", CLICK)
    monkeypatch.syspath_prepend(str(tmp_path))

    reading = read_entry_point(EntryPoint("click", "packaged_click:Click", "moonloop.modules"))

    assert reading.status.types == ("click",)


def test_entry_point_that_cannot_be_loaded_is_told():
    reading = read_entry_point(EntryPoint("gone", "nowhere_at_all:Thing", "moonloop.modules"))

    assert reading.status.message == "plug-in gone: ModuleNotFoundError: No module named 'nowhere_at_all'"
