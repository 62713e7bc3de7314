"""The outbox: commands on their way to the engine, in order, kept while its lane is full. Nothing is lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from engine.core.commands import Command
from engine.core.lane import LaneFull
from engine.core.ticket import Ticket


class Sent:
    """A command that was put in the outbox."""

    __slots__ = ("command", "ticket")

    def __init__(self, command: Command) -> None:
        self.command = command
        self.ticket: Ticket | None = None  # None until the engine's lane has taken the command


class Outbox:
    """Commands that the engine's lane has not taken yet, oldest first.

    Thread: the supervisor's only.
    """

    def __init__(self, submit: Callable[[Command], Ticket]) -> None:
        """Take what hands a command over, and raises LaneFull when there is no room."""
        self._submit = submit
        self._kept: deque[Sent] = deque()

    def put(self, command: Command) -> Sent:
        """Hand `command` over now, or as soon as there is room, after all that was put before."""
        sent = Sent(command)
        self._kept.append(sent)
        self.flush()
        return sent

    def flush(self) -> None:
        """Hand over as much as there is room for."""
        while self._kept:
            try:
                self._kept[0].ticket = self._submit(self._kept[0].command)
            except LaneFull:
                return
            self._kept.popleft()

    def __len__(self) -> int:
        return len(self._kept)
