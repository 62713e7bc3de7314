"""Commands to the session, as a whole."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.document import Document


class Undo(Asked, frozen=True):
    """Take the newest change back."""


class Redo(Asked, frozen=True):
    """Make the change that was taken back again."""


class Restore(Asked, frozen=True, kw_only=True):
    """Have this document, but keep playing, and keep the texts that the player has typed since."""

    document: Document


class OpenSession(Asked, frozen=True, kw_only=True):
    """Have this document, as one step, with no past to undo into."""

    document: Document
    path: str = ""  # empty: a session that was never saved


class SessionSaved(Asked, frozen=True, kw_only=True):
    """The writer has put `document` on disk."""

    document: Document
    path: str


class SessionNotSaved(Asked, frozen=True, kw_only=True):
    """The writer could not put a document on disk; nothing was lost."""

    path: str
    message: str


class LeaveSession(Asked, frozen=True):
    """Another session is opened next, or none: handlers of `session:closing` are called before that."""


class ReportLeft(Asked, frozen=True, kw_only=True):
    """Handlers have been called for every wish to leave up to this number."""

    number: int
