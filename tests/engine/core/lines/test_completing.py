"""What Tab offers at every place of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.document import in_order
from engine.core.lines.completing import complete_line, word_start
from engine.core.lines.reading import read_line
from engine.core.snapshot import Snapshot
from tests.engine.core.documents import after, studio

STUDIO = Snapshot(document=after(studio(), c.AddChain(name="song")))
SAMPLES = ("bass", "hat", "kick")
MODULES = [module.name for module in in_order(studio().modules)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("p", ["panic", "param", "pattern", "pause", "play", "preset"]),
        ("PL", ["play"]),
        ("de", ["del", "delete"]),
        ("play; st", ["start", "step", "stop", "stop-script"]),
        ("pattern r", ["rename", "rate", "randomise"]),
        ("pattern d", ["delete", "double", "duplicate"]),
        ("pattern rm ", ["four"]),
        ("help record", ["record start", "record stop"]),
        ("set ", MODULES),
        ("set k", ["kick"]),
        ("set bass wave", ["wave", "wave2"]),
        ("set bass wave ", ["saw", "square", "triangle", "sine", "noise"]),
        ("set bass wave s", ["saw", "square", "sine"]),
        ("set bass wave=S", ["wave=saw", "wave=square", "wave=sine"]),
        ("set bass cutoff=900 r", ["resonance=", "release="]),
        ("set kick sample ", ["bass", "hat", "kick"]),
        ("set beat pattern=", ["pattern=four"]),
        ("set nobody ", []),
        ("get bass c", ["cutoff"]),
        ("add sy", ["synth"]),
        ("add tracker beat2 pat", ["pattern="]),
        ("add sampler hat sample=h", ["sample=hat"]),
        ("connect beat ", MODULES),
        ("connect beat kick e", ["event"]),
        ("step ", ["four"]),
        ("step four 1 o", ["on", "off"]),
        ("run ", ["song"]),
        ("run song ", ["now", "beat", "bar"]),
        ("list s", ["scripts", "samples"]),
        ("import a.wav ", ["kick"]),
        ("set beat chainEnabled t", ["true"]),
        ("set bass wave=sq", ["wave=square"]),
        ("set bass cutoff=", []),
        ("set bass nothing=", []),
        ("save song f", ["force"]),
        ("save ", []),
        ("play ", []),
        ("nothing ", []),
        ("= pl", []),
        ("ch", ["chain"]),
        ("chain re", ["rename", "remove", "repeat", "reset"]),
        ("chain info ", ["song"]),
        ("chain add song f", ["four"]),
        ("pattern play ", ["four"]),
        ("pattern columns four n", ["note"]),
        ("seq ", ["ls", "info", "beat"]),
        ("seq beat b", ["bind"]),
        ("seq beat bind ", ["pattern", "chain"]),
        ("seq beat bind pattern ", ["four"]),
        ("seq beat bind chain ", ["song"]),
        ("set beat chain ", ["song"]),
        ("connect bass kick.vol", ["kick.volume"]),
        ("connect bass kick d", ["depth=", "delayed="]),
        ("disconnect beat k", ["kick"]),
        ("set kick.CUT", ["kick.cutoff"]),
        ("rename ", [*MODULES, "four", "song", "song"]),
        ("mute k", ["kick"]),
        ("mute kick b", ["bass", "beat"]),
        ("solo b", ["bass", "beat"]),
        ("autoroute ", ["disabled", "orphanedOnly", "chainEnds", "both"]),
        ("record start night.wav s", ["stems"]),
        ("set kick samples=h", ["samples=hat"]),
        ("play # p", []),
    ],
)
def test_this_is_offered(typed, offered):
    assert complete_line(typed, len(typed), STUDIO, SAMPLES) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("add dr", ["drone"]),
        ("add drone low preset=", ["preset=abyss"]),
        ("add drone low p", ["preset="]),
        ("preset hum ", ["abyss"]),
        ("set hum odd ", ["true", "false"]),
        ("set hum.", ["hum.mode", "hum.depth", "hum.odd"]),
    ],
)
def test_what_a_plug_in_brought_is_offered_too(drone, typed, offered):
    assert complete_line(typed, len(typed), drone) == offered


def test_what_stands_behind_the_cursor_does_not_matter():
    assert complete_line("set ba cutoff", 6, STUDIO) == ["bass"]
    assert word_start("set ba cutoff", 6) == 4


@pytest.mark.parametrize(
    ("typed", "start"), [("", 0), ("pl", 0), ("set ", 4), ("set ba", 4), ("play;st", 5), ('save "my so', 5)]
)
def test_the_word_that_is_completed_begins_here(typed, start):
    assert word_start(typed, len(typed)) == start


@given(st.text("setaddkicbplyw =;\"'#/.", max_size=15), st.integers(0, 15))
def test_completing_never_fails_and_offers_what_begins_with_what_was_typed(typed, cursor):
    cursor = min(cursor, len(typed))
    begun = typed[word_start(typed, cursor) : cursor].strip("\"'").lower()

    for each in complete_line(typed, cursor, STUDIO, SAMPLES):
        assert each.lower().startswith(begun.replace('"', "").replace("'", ""))


@pytest.mark.parametrize("value", ["saw", "noise"])
def test_what_is_offered_can_be_read(value):
    assert f"wave={value}" in complete_line("set bass wave=", 14, STUDIO)
    assert read_line(f"set bass wave={value}", STUDIO).commands[0].value == value
