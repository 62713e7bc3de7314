"""Every line that changes something is one step that can be taken back and made again."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.book import Book, perform
from engine.core.document import ChainEntry, Locate
from engine.core.labels import label
from engine.core.lines.reading import read_line
from engine.core.snapshot import Snapshot
from tests.engine.core.documents import after, studio

DOCUMENT = after(
    studio(),
    c.AddPattern(name="fill", count=8),
    c.AddPattern(name="cycle", expression='["mini","bd sd"]'),
    c.AddChain(name="night", entries=(ChainEntry("four", 3), ChainEntry("fill"))),
    c.AddModule(type="mixer", name="mix"),
    c.AddModule(type="lfo", name="lfo"),
    c.Connect(source="lfo", target="bass", parameter="cutoff", depth=0.5),
)


def _content(document):
    """What undo restores: neither the transport's place nor the numbers that are used up."""
    return (
        document.modules, document.patterns, document.chains, document.connections, document.auto_route,
        document.transport.bpm, document.scripts, document.transport.locate == Locate(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "add delay echo",
        "remove kick",
        "rename kick boom",
        "preset bass acid",
        "import a.wav into kick",
        "set kick volume=0.5 pan=1",
        "set beat.step[2].note e3",
        "connect kick mix",
        "connect beat bass event",
        "connect lfo kick.volume depth=0.3",
        "connect lfo bass.cutoff depth=0.2",
        "disconnect lfo bass.cutoff",
        "disconnect beat kick",
        "disconnect all",
        "autoroute disabled",
        "mute kick bass",
        "solo kick",
        "disable beat",
        "fade kick -60",
        "pattern create p bd*2",
        "pattern p = x.x.",
        "pattern cycle = hh*8",
        "pattern cycle = x...",
        "pattern delete four",
        "pattern rename four verse",
        "pattern stop four",
        "pattern steps four 8",
        "pattern rate four 3/2",
        "pattern beats cycle 8",
        "pattern columns four velocity index length pan",
        "pattern double fill",
        "pattern randomise fill seed=1",
        "pattern legato four",
        "pattern clear four 1-4",
        "pattern duplicate four 1 to 3",
        "step four 2 on e3 2 chance=50",
        "chain create song four",
        "chain delete night",
        "chain rename night day",
        "chain add night four",
        "chain remove night 1",
        "chain repeat night 1 9",
        "chain disable night",
        "chain disable night 2",
        "chain clear night",
        "seq beat bind pattern fill",
        "seq beat bind chain night",
        "seq beat disable chain",
    ],
)
def test_a_line_is_one_step_that_can_be_taken_back_and_made_again(line):
    command = read_line(line, Snapshot(document=DOCUMENT)).whole
    done = perform(Book(DOCUMENT), command)
    undone = perform(done, c.Undo())
    redone = perform(undone, c.Redo())

    assert _content(done.document) != _content(DOCUMENT)
    assert len(done.past) == 1
    assert _content(undone.document) == _content(DOCUMENT)
    assert _content(redone.document) == _content(done.document)
    assert label(command) != type(command).__name__
