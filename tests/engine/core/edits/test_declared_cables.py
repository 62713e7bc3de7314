"""Cables as scripts say them: said twice is once, hands may turn what is said, and what is said no more goes."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.book import Book, perform
from tests.engine.core.documents import after, run_of

KEY = "wave>bass.cutoff:parameter"


@pytest.fixture
def start(studio):
    return apply(studio, c.AddModule(type="lfo", name="wave"))


def said(script="song", **more):
    return c.DeclareConnection(script=script, source="wave", target="bass", parameter="cutoff", **more)


def test_cable_that_is_declared_is_there_and_is_the_scripts(start):
    cable = apply(start, run_of("song", said(depth=0.5))).connections[KEY]

    assert (cable.depth, cable.owner) == (0.5, "song")


def test_run_that_says_the_same_changes_no_cable(start):
    once = apply(start, run_of("song", said(depth=0.5)))

    assert apply(once, run_of("song", said(depth=0.5), run=2)).connections is once.connections


def test_depth_that_hands_turned_stays_when_the_script_says_the_same(start):
    by_hand = c.Connect(source="wave", target="bass", parameter="cutoff", depth=0.1)
    document = after(start, run_of("song", said(depth=0.5)), by_hand, run_of("song", said(depth=0.5), run=2))

    assert document.connections[KEY].depth == 0.1


def test_depth_that_the_script_says_otherwise_is_taken(start):
    by_hand = c.Connect(source="wave", target="bass", parameter="cutoff", depth=0.1)
    document = after(start, run_of("song", said(depth=0.5)), by_hand, run_of("song", said(depth=0.6), run=2))

    assert document.connections[KEY].depth == 0.6


def test_cable_that_hands_took_away_comes_back_with_the_run_that_says_it(start):
    gone = c.Disconnect(source="wave", target="bass")
    document = after(start, run_of("song", said(depth=0.5)), gone, run_of("song", said(depth=0.5), run=2))

    assert document.connections[KEY].depth == 0.5


def test_cable_that_is_declared_no_longer_goes(start):
    document = after(start, run_of("song", said()), run_of("song", run=2))

    assert document.connections == start.connections


def test_cable_that_another_script_says_too_becomes_that_ones(start):
    start = apply(start, c.AddScript(name="other"))
    document = after(start, run_of("song", said()), run_of("other", said("other")), run_of("song", run=2))

    assert document.connections[KEY].owner == "other"


def test_no_cable_of_one_parameter_leaves_those_of_others(start):
    document = after(
        start,
        c.Connect(source="wave", target="bass", parameter="cutoff"),
        c.Connect(source="wave", target="bass", parameter="volume"),
        run_of("song", c.DeclareNoConnection(script="song", source="wave", target="bass", parameter="cutoff")),
    )

    assert KEY not in document.connections
    assert "wave>bass.volume:parameter" in document.connections


# --- undo and redo

DESK = c.AddModule(type="mixer", name="desk")


@pytest.mark.parametrize(
    "command",
    [
        c.Connect(source="kick", target="desk"),
        c.Connect(source="beat", target="bass", kind="event"),
        c.Connect(source="wave", target="bass", parameter="cutoff", depth=0.5),
        c.Connect(source="wave", target="kick", parameter="volume", depth=0.9),
        c.Disconnect(source="beat", target="kick"),
        c.Disconnect(source="wave", target="kick", parameter="volume"),
        c.DisconnectAll(module="kick"),
        c.SetAutoRoute(mode="chainEnds"),
        c.RenameModule(name="kick", new_name="drum"),
        c.SetSwitch(module="kick", switch="muted", is_on=True),
        c.Fade(module="kick", decibels=-60.0),
        run_of("song", c.DeclareConnection(script="song", source="wave", target="bass", parameter="cutoff")),
    ],
)
def test_every_change_of_the_patch_is_undone_and_redone_as_one_step(start, command):
    start = after(start, DESK, c.Connect(source="wave", target="kick", parameter="volume"))
    done = perform(Book(start), command)
    undone = perform(done, c.Undo())
    redone = perform(undone, c.Redo())

    assert done.document != start
    for branch in ("modules", "connections", "auto_route"):
        assert getattr(undone.document, branch) == getattr(start, branch)
        assert getattr(redone.document, branch) == getattr(done.document, branch)


def test_drag_of_a_cables_depth_is_one_step_and_each_move_one_change(start):
    book = perform(Book(start), c.Connect(source="wave", target="bass", parameter="cutoff"))
    before = book.document
    for depth in (0.9, 0.8, 0.7):
        moved = c.Connect(source="wave", target="bass", parameter="cutoff", depth=depth, gesture=5)
        book = perform(book, moved)
        assert perform(book, moved).document is book.document  # said again it is no change, and no version

    assert book.document.connections[KEY].depth == 0.7
    assert perform(book, c.Undo()).document.connections == before.connections
