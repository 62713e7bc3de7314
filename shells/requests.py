"""Sends the GUI thread's commands, and tells who asked what became of them once a snapshot says so. No waiting."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from types import MethodType
from typing import NamedTuple
from weakref import WeakMethod

from engine.core.commands import Command
from engine.core.engine import Engine
from engine.core.lane import LaneFull
from engine.core.live import Answer, Problem
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket

Then = Callable[
    [Snapshot, Problem | None], None
]  # what became of it: the snapshot that shows it, and why it was refused
ThenAnswer = Callable[[Snapshot, Answer], None]  # the snapshot that has it, and the answer
OnFull = Callable[[str], None]


class _Pending(NamedTuple):
    ticket: Ticket
    then: Callable[[], Then | None]


class Requests:
    """The one way from the shells into the engine.

    Thread: the GUI's.
    """

    def __init__(self, engine: Engine, on_full: OnFull) -> None:
        """Take `on_full`, told in a sentence when the engine took nothing because it is too far behind."""
        self._engine = engine
        self._on_full = on_full
        self._pending: list[_Pending] = []
        self._last: Ticket | None = None
        self._asks = count(1)
        self._asked: dict[str, ThenAnswer] = {}

    def send(self, command: Command, then: Then | None = None) -> Ticket | None:
        """Hand `command` to the engine; `then` is called when a snapshot shows its effect or its refusal, never before.

        A bound method is held weakly: what was closed in the meantime is not called.

        Returns:
            The ticket, or None when the engine took nothing; that was told to the player already.
        """
        try:
            ticket = self._engine.submit(command)
        except LaneFull as full:
            self._on_full(str(full))
            return None
        self._last = ticket
        if then is not None:
            self._pending.append(_Pending(ticket, _reference(then)))
        return ticket

    def ask(self, question: Callable[[str], Command], then: ThenAnswer) -> Ticket | None:
        """Send a question, made with a name that its answer is known by; `then` is called when a snapshot has that.

        Returns:
            The ticket, or None when the engine took nothing; that was told to the player already.
        """
        ask = f"window {next(self._asks)}"
        ticket = self.send(question(ask))
        if ticket is not None:
            self._asked[ask] = then
        return ticket

    def settle(self, then: Then) -> None:
        """Call `then` once a snapshot shows everything that was sent so far; there and then, when one does already."""
        snapshot = self._engine.snapshot
        if self._last is None or self._last.is_done(snapshot):
            then(snapshot, None)
        else:
            self._pending.append(_Pending(self._last, _reference(then)))

    def on_snapshot(self, snapshot: Snapshot) -> None:
        """Answer for every command that `snapshot` shows, in the order in which they were sent."""
        pending, self._pending = self._pending, []
        done: list[_Pending] = []
        for each in pending:
            (done if each.ticket.is_done(snapshot) else self._pending).append(each)
        for ticket, reference in done:
            then = reference()
            if then is not None:
                then(snapshot, ticket.problem)
        for answer in snapshot.answers if self._asked else ():
            if answer.ask in self._asked:
                self._asked.pop(answer.ask)(snapshot, answer)


def _reference(then: Then) -> Callable[[], Then | None]:
    return WeakMethod(then) if isinstance(then, MethodType) else lambda: then
