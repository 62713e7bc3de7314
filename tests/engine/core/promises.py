"""What a ticket promises, and an onlooker who holds every snapshot against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket


class Promise(NamedTuple):
    """A command that was offered, and how its effect is seen in a snapshot."""

    ticket: Ticket
    is_visible: Callable[[Snapshot, Ticket], bool]


def adds(name: str) -> Callable[[Snapshot, Ticket], bool]:
    """The effect of a command that makes a pattern of its own."""
    return lambda snapshot, _: name in snapshot.document.patterns


def is_refused(snapshot: Snapshot, ticket: Ticket) -> bool:
    """The effect of a command that cannot be done."""
    return ticket.problem is not None and ticket.problem.number <= snapshot.problem_count


class Plan(NamedTuple):
    """A command to be offered, and its effect."""

    command: c.Command
    is_visible: Callable[[Snapshot, Ticket], bool]


class Onlooker:
    """Sees every snapshot as it is published, and looks at the newest whenever it likes."""

    def __init__(self, engine: Engine, promises: list[Promise]) -> None:
        self._engine = engine
        self._promises = promises
        self._version = engine.snapshot.version
        engine.subscribe(self._on_snapshot)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        assert snapshot.version == self._version + 1
        self._version = snapshot.version
        self.check(snapshot)

    def step(self) -> None:
        """Look at the newest snapshot, at any moment."""
        self.check(self._engine.snapshot)

    def check(self, snapshot: Snapshot) -> None:
        """A ticket is done in a snapshot that shows its effect, and in no other."""
        for ticket, is_visible in self._promises:
            assert ticket.is_done(snapshot) == is_visible(snapshot, ticket), f"{ticket.number} in {snapshot.version}"
