"""Who wrote the text that a snapshot shows: the player here, as an echo, or somebody else. No Qt."""

from __future__ import annotations

from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket


class TypedText:
    """What one editor and the engine know of each other's text.

    A snapshot's text is an echo while something that was sent is still on its way, or when it is what was sent last.
    Whatever else differs was written by somebody else: a session was opened, or a command set the text.
    """

    def __init__(self, text: str) -> None:
        """Begin with `text`, which the document has and the editor shows."""
        self._agreed = text
        self._ticket: Ticket | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether something that was sent may still be on its way."""
        return self._ticket is not None

    def is_to_be_sent(self, text: str) -> bool:
        """Whether the engine does not have, and will not get, `text` yet."""
        return text != self._agreed

    def sent(self, text: str, ticket: Ticket | None) -> None:
        """Note that `text` was handed over; with no ticket it was not taken, and is still to be sent."""
        if ticket is not None:
            self._agreed, self._ticket = text, ticket

    def is_news(self, text: str, snapshot: Snapshot) -> bool:
        """Whether `text`, which the document has in `snapshot`, was written elsewhere; from then on it is agreed."""
        if self._ticket is not None and not self._ticket.is_done(snapshot):
            return False
        self._ticket = None
        if text == self._agreed:
            return False
        self._agreed = text
        return True
