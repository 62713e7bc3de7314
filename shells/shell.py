"""What every shell is: a view that shows snapshots, sends commands in its own name, and glances at what moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from engine.core.commands import Command
from engine.core.glance import Glance
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from shells.requests import Requests, Then


class Shell(QWidget):
    """One way of looking at the engine. It owns no music, and changes only when a snapshot comes."""

    origin = ""  # under which its commands and problems are known
    title = ""  # as the window names it

    def __init__(self, requests: Requests, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._shown = Snapshot()

    def on_snapshot(self, snapshot: Snapshot) -> None:
        """Show what differs from the snapshot shown before."""
        before, self._shown = self._shown, snapshot
        self.show_snapshot(before, snapshot)

    def show_snapshot(self, before: Snapshot, now: Snapshot) -> None:
        """Bring the view from `before` to `now`; branches that are the same object are the same."""

    def on_tick(self, glance: Glance) -> None:
        """Show what changes every block; called about thirty times a second while the shell is visible."""

    def on_shown(self) -> None:
        """Put the keyboard where a player expects it; called when the shell has come to the front."""
        self.setFocus()

    def parts(self) -> Sequence[QWidget]:
        """Return what the keyboard goes through, in the order in which it is seen."""
        return (self,)

    def finish_typing(self) -> None:
        """Send what was typed and not sent yet; called before saving, closing and quitting."""

    def send(self, command: Command, then: Then | None = None) -> Ticket | None:
        """Hand `command`, which carries this shell's origin, to the engine."""
        return self._requests.send(command, then)
