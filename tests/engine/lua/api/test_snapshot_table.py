"""What scripts read of the document: plain tables, with the names that players use."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.starting import empty_document
from engine.lua.api.snapshot_table import SECTIONS, item_table, section_table, snapshot_table


@pytest.fixture
def document() -> Document:
    """A kick that a sequencer plays, muted, and one script."""
    made = empty_document()
    for command in (
        c.AddModule(type="sampler", name="kick", values=(("volume", 0.5),)),
        c.AddPattern(name="four", count=4),
        c.AddChain(name="song", entries=()),
        c.SetSwitch(module="kick", switch="muted", is_on=True),
        c.SetTempo(bpm=99.0),
        c.AddScript(name="beat"),
        c.Play(),
    ):
        made = apply(made, command)
    return made


def test_clock_tells_tempo_and_place_with_bars_from_one(document: Document) -> None:
    assert snapshot_table(document, beat=Fraction(9, 2), version=7)["clock"] == {
        "bpm": 99.0,
        "beatsPerBar": 4,
        "playing": True,
        "state": "playing",
        "beat": 4.5,
        "bar": 2,
    }


def test_module_has_its_parameters_and_switches_in_one_table(document: Document) -> None:
    kick = snapshot_table(document)["modules"]["kick"]

    assert (kick["volume"], kick["muted"], kick["enabled"], kick["type"]) == (0.5, True, True, "sampler")


def test_cables_come_in_the_order_in_which_they_were_laid(document: Document) -> None:
    ends = [(each["source"], each["target"], each["automatic"]) for each in section_table(document, "connections")]

    assert ends == [("kick", "masterAudioOut", True)]


def test_pattern_shows_as_many_velocities_as_play(document: Document) -> None:
    assert item_table(document, "patterns", "four") == {
        "count": 4,
        "stepsPerBeat": 4.0,
        "cyclic": False,
        "owner": "",
        "steps": [0.0, 0.0, 0.0, 0.0],
    }


@pytest.mark.parametrize("section", ["modules", "patterns", "chains", "scripts"])
def test_an_item_alone_is_what_the_whole_section_has_under_its_name(document: Document, section: str) -> None:
    for name, table in section_table(document, section).items():
        assert item_table(document, section, name) == table
    assert item_table(document, section, "nobody") is None


def test_whole_table_is_plain_data_and_says_its_version(document: Document) -> None:
    table = snapshot_table(document, version=3)

    assert msgspec.json.decode(msgspec.json.encode(table)) == table
    assert set(table) == {"version", *SECTIONS}
    assert table["version"] == 3
