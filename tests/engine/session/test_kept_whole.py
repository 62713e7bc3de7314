"""What scripts and lines make of an instrument is what is opened again, and goes on as it was."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.lines.reading import read_line
from engine.core.snapshot import Snapshot
from engine.session.content import saved_content
from engine.session.format import to_text
from engine.session.reading import from_text
from tests.engine.core.documents import after, studio
from tests.engine.scripts.room import Room

MADE = after(
    studio(),
    c.AddModule(type="mixer", name="a"),
    c.AddModule(type="mixer", name="b"),
    c.AddModule(type="lfo", name="lfo"),
)


def _line_by_line(document, *lines):
    for line in lines:
        document = after(document, *read_line(line, Snapshot(document=document)).commands)
    return document


@pytest.mark.parametrize(
    ("lines", "key", "written"),
    [
        (
            ["connect kick a audio"],
            "kick>a:audio",
            '{"from": "kick", "to": "a", "kind": "audio", "number": %d, "channel": 1}',
        ),
        (
            ["connect beat bass event"],
            "beat>bass:event",
            '{"from": "beat", "to": "bass", "kind": "event", "number": %d}',
        ),
        (
            ["route lfo bass.cutoff depth=0.3 offset=-0.5"],
            "lfo>bass.cutoff:parameter",
            (
                '{"from": "lfo", "to": "bass", "kind": "parameter", "number": %d, "parameter": "cutoff",'
                ' "depth": 0.3, "offset": -0.5}'
            ),
        ),
        (
            ["connect a b", "connect b a delayed"],
            "b>a:audio",
            '{"from": "b", "to": "a", "kind": "audio", "number": %d, "channel": 1, "delayed": true}',
        ),
    ],
)
def test_each_kind_of_connection_is_written_in_a_line_and_opened_again(lines, key, written):
    document = _line_by_line(MADE, *lines)
    text = to_text(document)
    reading = from_text(text)

    assert written % document.connections[key].number in text
    assert reading.problems == []
    assert reading.document == saved_content(document)


SCRIPT = """
sampler("kick", { samples = { "kick", "hat" }, index = 1 }) synth("bass", { preset = "acid", muted = true })
delay("echo", { sync = 0.75 }) connect("bass", "echo") lfo("wobble", { sync = 4 })
connect("wobble", "bass.cutoff", { depth = 0.3 })
pattern("p", "bd*2 <sd [hh hh]>", { beats = 8 }) pattern("row", "x.x.", { rate = "3/2" })
step("row", 2, { note = { "c4", "e4" }, chance = 50, ratio = "1:2", params = { pan = 0.5 } })
chain("song", { { "row", 4 }, { "p", 2, false } })
sequencer("beat", { pattern = every(4, rev, "bd sd"), to = "kick" }) sequencer("lead", { chain = "song", to = "bass" })
"""


def test_what_a_script_made_is_opened_again_and_the_script_changes_nothing_in_it():
    room = Room()
    assert room.run(SCRIPT).fault is None
    made = room.document

    reading = from_text(to_text(made))
    room.document = reading.document
    room.feed()
    done = room.run(SCRIPT)

    assert reading.problems == []
    assert reading.document == saved_content(made)
    assert done.fault is None
    assert saved_content(room.document) == saved_content(made)


def test_what_the_script_says_no_longer_is_removed_after_the_session_was_opened_again():
    room = Room()
    room.run(SCRIPT)
    room.document = from_text(to_text(room.document)).document
    room.feed()
    room.run('synth("bass")')

    assert {"bass"} == {module.name for module in room.document.modules.values() if module.owner == "kick"}
    assert room.document.modules["bass"].is_muted is False
    assert dict(room.document.patterns) == {}
    assert dict(room.document.chains) == {}
    assert "wobble>bass.cutoff:parameter" not in room.document.connections
