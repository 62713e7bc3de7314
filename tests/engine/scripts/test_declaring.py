"""What a run does becomes what it declares."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.document import COLUMNS, REST, ChainEntry
from engine.scripts.performing.declaring import as_declaration

SONG = {"script": "song"}


@pytest.mark.parametrize(
    ("done", "declared"),
    [
        (c.AddModule(type="synth", name="s"), c.DeclareModule(type="synth", name="s", **SONG)),
        (
            c.SetParameter(module="s", parameter="volume", value=1.0),
            c.DeclareValue(module="s", parameter="volume", value=1.0, **SONG),
        ),
        (c.SetTempo(bpm=90), c.DeclareTempo(bpm=90, **SONG)),
        (c.SetSignature(beats_per_bar=3), c.DeclareSignature(beats_per_bar=3, **SONG)),
        (c.Connect(source="a", target="b"), c.DeclareConnection(source="a", target="b", **SONG)),
        (c.Disconnect(source="a", target="b"), c.DeclareNoConnection(source="a", target="b", **SONG)),
        (c.AddPattern(name="p", count=8), c.DeclarePattern(name="p", count=8, **SONG)),
        (
            c.AddPattern(name="p", expression='["mini","bd"]', cycle_beats=Fraction(3)),
            c.DeclarePattern(name="p", expression='["mini","bd"]', cycle_beats=Fraction(3), **SONG),
        ),
        (
            c.SetStepsPerBeat(pattern="p", steps_per_beat=Fraction(3, 2)),
            c.DeclareStepsPerBeat(pattern="p", steps_per_beat=Fraction(3, 2), **SONG),
        ),
        (c.SetColumns(pattern="p", columns=COLUMNS), c.DeclareColumns(pattern="p", columns=COLUMNS, **SONG)),
        (
            c.AddChain(name="all", entries=(ChainEntry("p"),)),
            c.DeclareChain(name="all", entries=(ChainEntry("p"),), **SONG),
        ),
        (c.SetStep(pattern="p", index=1, step=REST), c.DeclareStep(pattern="p", index=1, step=REST, **SONG)),
    ],
)
def test_deed_becomes_a_declaration(done, declared):
    assert as_declaration(done, "song") == declared


@pytest.mark.parametrize(
    "command", [c.Play(), c.Trigger(module="s"), c.RemoveModule(name="s"), c.AddModule(type="synth"), c.AddPattern()]
)
def test_what_has_no_lasting_name_is_done_as_it_is(command):
    assert as_declaration(command, "song") is command
