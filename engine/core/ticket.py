"""A ticket: what a producer holds to learn what became of its command."""

from __future__ import annotations

import msgspec

from engine.core.live import Problem
from engine.core.snapshot import Snapshot


class Ticket(msgspec.Struct, eq=False):
    """The number of one command. It is done when a snapshot carries that number's mark, and never before."""

    lane: str
    number: int
    problem: Problem | None = None  # written by the engine before the snapshot that shows it

    def is_done(self, snapshot: Snapshot) -> bool:
        """Whether the command's effect, or its refusal, is in `snapshot`."""
        return snapshot.has_applied(self.lane, self.number)
