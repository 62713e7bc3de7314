"""What undo and redo turn, and what they leave alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.book import MOST_PAGES, Book, perform, perform_unseen
from engine.core.document import PlayState
from engine.core.errors import NotAllowed, UnknownName
from tests.engine.core.documents import run_of, studio


def turned(book, *commands):
    for command in commands:
        book = perform(book, command)
    return book


def volume(value, **asked):
    return c.SetParameter(module="kick", parameter="volume", value=value, **asked)


def kick_volume(book):
    return book.document.modules["kick"].values["volume"]


@pytest.fixture
def book():
    return Book(studio())


def test_undo_takes_the_newest_change_back_and_redo_makes_it_again(book):
    changed = turned(book, volume(0.5), volume(0.4))

    assert [kick_volume(turned(changed, *[c.Undo()] * times)) for times in (1, 2)] == [0.5, 1.0]
    assert kick_volume(turned(changed, c.Undo(), c.Undo(), c.Redo())) == 0.5
    assert turned(changed, c.Undo(), c.Undo(), c.Redo(), c.Redo()).document == changed.document


def test_undo_with_nothing_to_undo_says_so(book):
    with pytest.raises(NotAllowed, match="there is nothing to undo"):
        perform(book, c.Undo())


def test_redo_with_nothing_to_redo_says_so(book):
    with pytest.raises(NotAllowed, match="there is nothing to redo"):
        perform(turned(book, volume(0.5)), c.Redo())


def test_a_change_after_undo_cuts_what_could_be_redone(book):
    changed = turned(book, volume(0.5), c.Undo(), volume(0.3))

    assert changed.future == ()
    assert kick_volume(perform(changed, c.Undo())) == 1.0


def test_a_command_that_changes_nothing_leaves_the_book_as_it_is(book):
    assert perform(book, volume(1.0)) is book
    assert perform(book, c.Stop()) is book


def test_a_refused_command_leaves_the_book_as_it_is(book):
    with pytest.raises(UnknownName):
        perform(book, c.RemoveModule(name="nobody"))
    assert book.past == ()


def test_a_drag_is_undone_in_one_step(book):
    dragged = turned(book, *(volume(value, origin="editor", gesture=7) for value in (0.9, 0.8, 0.7)))

    assert len(dragged.past) == 1
    assert kick_volume(perform(dragged, c.Undo())) == 1.0


def test_two_drags_are_two_steps_and_so_are_those_of_two_shells(book):
    dragged = turned(
        book,
        volume(0.9, origin="editor", gesture=7),
        volume(0.8, origin="editor", gesture=8),
        volume(0.7, origin="code", gesture=8),
    )

    assert len(dragged.past) == 3


def test_a_drag_that_goes_on_after_undo_is_a_step_of_its_own(book):
    dragged = turned(book, volume(0.9, gesture=7), volume(0.8), c.Undo(), volume(0.7, gesture=7))

    assert kick_volume(perform(dragged, c.Undo())) == 0.9
    assert dragged.future == ()


def test_a_batch_is_undone_in_one_step(book):
    batch = c.Batch(commands=(volume(0.5), c.AddModule(type="synth", name="lead")), label="two things")
    changed = perform(book, batch)

    assert changed.outlook.undo == "two things"
    assert perform(changed, c.Undo()).document.modules == book.document.modules


@pytest.mark.parametrize(
    "command",
    [
        c.Play(),
        c.Seek(beat=Fraction(3)),
        c.Reset(),
        c.SetScriptText(name="song", text="x"),
        c.RunScript(name="song", text="x"),
        c.KeepState(script="song", json='{"n":1}'),
    ],
)
def test_performing_and_typing_leave_no_page(book, command):
    assert perform(book, command).past == ()


def test_performing_leaves_what_could_be_redone(book):
    assert kick_volume(turned(book, volume(0.5), c.Undo(), c.Play(), c.Redo())) == 0.5


def test_undo_goes_on_playing_and_keeps_what_was_typed_since(book):
    playing = turned(book, volume(0.5), c.Play(), c.SetScriptText(name="song", text="typed since"), c.Undo())

    assert kick_volume(playing) == 1.0
    assert playing.document.transport.state is PlayState.PLAYING
    assert playing.document.scripts["song"].text == "typed since"


def test_undoing_a_removal_brings_its_connections_back(book):
    back = turned(book, c.RemoveModule(name="kick"), c.Undo())

    assert back.document.connections is book.document.connections
    assert back.document.modules is book.document.modules


def test_a_run_is_one_step(book):
    run = run_of(
        "song", c.DeclareModule(script="song", type="synth", name="lead"), c.DeclareTempo(script="song", bpm=99)
    )
    changed = perform(book, run)

    assert changed.outlook.undo == "run song"
    undone = perform(changed, c.Undo()).document
    assert "lead" not in undone.modules
    assert undone.transport.bpm == 120.0
    assert not undone.declared


def test_a_run_that_says_what_is_so_already_leaves_no_page(book):
    lead = c.DeclareModule(script="song", type="synth", name="lead")
    changed = turned(book, run_of("song", lead, run=1), run_of("song", lead, run=2))

    assert len(changed.past) == 1
    assert changed.document.declared["song"].run == 2


def test_a_run_after_its_undo_declares_everything_again(book):
    run = run_of("song", c.DeclareModule(script="song", type="synth", name="lead", values=(("cutoff", 900.0),)))
    changed = turned(book, run, c.Undo(), run)

    assert changed.document.modules["lead"].values["cutoff"] == 900.0


def test_opening_a_session_leaves_no_past_to_undo_into(book):
    opened = turned(book, volume(0.5), c.Undo(), c.OpenSession(document=studio()))

    assert (opened.past, opened.future) == ((), ())


def test_restoring_an_earlier_document_can_be_undone(book):
    restored = turned(book, volume(0.5), c.Restore(document=book.document))

    assert kick_volume(restored) == 1.0
    assert kick_volume(perform(restored, c.Undo())) == 0.5


def test_the_oldest_pages_go_when_there_are_too_many(book):
    many = turned(book, *(volume(number / 1000) for number in range(MOST_PAGES + 50)))

    assert len(many.past) == MOST_PAGES
    undone = turned(many, *[c.Undo()] * MOST_PAGES)
    assert kick_volume(undone) == 0.049


def test_outlook_says_what_undo_and_redo_would_do(book):
    changed = turned(book, volume(0.5), c.RemoveModule(name="bass"), c.Undo())

    assert changed.outlook.undo == "set kick volume"
    assert changed.outlook.redo == "remove bass"
    assert replace(book).outlook.undo == ""


def test_undo_passes_over_what_a_loop_played():
    book = perform(Book(studio()), c.SetParameter(module="bass", parameter="cutoff", value=500.0))
    played = perform_unseen(book, c.SetParameter(module="bass", parameter="volume", value=0.25))

    assert played.document.modules["bass"].values["volume"] == 0.25
    assert played.past is book.past
    assert perform_unseen(played, c.SetParameter(module="bass", parameter="volume", value=0.25)) is played


def test_batch_that_is_played_is_passed_over_by_undo(book):
    played = c.Batch(commands=(volume(0.3),), is_played=True)
    changed = turned(book, volume(0.5), played)

    assert kick_volume(changed) == 0.3
    assert len(changed.past) == 1
    assert kick_volume(turned(changed, c.Undo())) == 1.0
