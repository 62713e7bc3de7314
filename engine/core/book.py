"""The book: the document and the pages that undo and redo turn. Pure; the engine thread holds the newest one."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import NotAllowed
from engine.core.labels import label
from engine.core.live import Outlook

MOST_PAGES = 200

_LEAVES_NO_PAGE = frozenset({
    c.Play, c.Pause, c.Stop, c.Reset, c.Seek, c.Panic,
    c.SetScriptText, c.RunScript, c.RerunScript, c.StopScript, c.Interrupt, c.Hush, c.KeepState, c.Share,
})  # fmt: skip
"""Performing is not editing, and a script's text has the editor's own undo."""


_NOTHING_TO_TURN = Outlook()


class Page(msgspec.Struct, frozen=True):
    """The document as it was before one change (or, in `future`, after it)."""

    command: c.Command
    document: Document


class Book(msgspec.Struct, frozen=True):
    """The document now, and what lies on either side of it."""

    document: Document = Document()
    past: tuple[Page, ...] = ()  # newest last
    future: tuple[Page, ...] = ()  # next to be redone last

    @property
    def outlook(self) -> Outlook:
        """What undo and redo would do."""
        if not self.past and not self.future:
            return _NOTHING_TO_TURN
        undo = label(self.past[-1].command) if self.past else ""
        redo = label(self.future[-1].command) if self.future else ""
        return Outlook(undo, redo)


def perform(book: Book, command: c.Command) -> Book:
    """Return the book after `command`; `book` itself when nothing changed; raises EngineError."""
    match command:
        case c.Undo():
            return _turn_back(book)
        case c.Redo():
            return _turn_forth(book)
        case c.OpenSession():
            return Book(apply(book.document, command))
        case c.Batch(is_played=True):
            return perform_unseen(book, command)
    after = apply(book.document, command)
    if after is book.document:
        return book
    if type(command) in _LEAVES_NO_PAGE or _is_said_again(book.document, after):
        return replace(book, document=after)
    return Book(after, _with_page(book, command), ())


def perform_unseen(book: Book, command: c.Command) -> Book:
    """Return the book after a command that is played, not edited: undo passes it over; raises EngineError."""
    after = apply(book.document, command)
    return book if after is book.document else replace(book, document=after)


def _is_said_again(before: Document, after: Document) -> bool:
    """Whether a script has only repeated itself, or told others something: there is nothing that undo could show."""
    if after.declared is before.declared and after.shared is before.shared:
        return False
    return replace(after, declared=before.declared, shared=before.shared) == before


def _with_page(book: Book, command: c.Command) -> tuple[Page, ...]:
    past = book.past
    if command.gesture and past and not book.future:
        newest = past[-1].command
        if (newest.gesture, newest.origin) == (command.gesture, command.origin):
            return past
    kept = past if len(past) < MOST_PAGES else past[1:]
    return (*kept, Page(command, book.document))


def _turn_back(book: Book) -> Book:
    if not book.past:
        raise NotAllowed("there is nothing to undo")
    page = book.past[-1]
    before = apply(book.document, c.Restore(document=page.document))
    return Book(before, book.past[:-1], (*book.future, replace(page, document=book.document)))


def _turn_forth(book: Book) -> Book:
    if not book.future:
        raise NotAllowed("there is nothing to redo")
    page = book.future[-1]
    after = apply(book.document, c.Restore(document=page.document))
    return Book(after, (*book.past, replace(page, document=book.document)), book.future[:-1])
