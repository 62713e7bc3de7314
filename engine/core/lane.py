"""A lane: the bounded, lock-free way of one producing thread into the engine.

A plain `collections.deque` with a length check: in CPython its append and popleft are atomic, and it is four times
faster than a ring written in Python. `deque(maxlen=...)` would drop the oldest entry without a word: the check is ours.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator

import msgspec

from engine.core.commands import Command
from engine.core.errors import EngineError
from engine.core.ticket import Ticket

CAPACITY = 1024


class LaneFull(EngineError):
    """The engine has not caught up with this producer; nothing was taken."""


class Entry(msgspec.Struct, frozen=True):
    """One command on its way, with its place in the order of all lanes."""

    number: int
    command: Command
    ticket: Ticket


class Lane:
    """Commands of one thread, oldest first.

    Thread: `offer` only from the thread that made the lane, `take_all` only from the engine's.
    """

    __slots__ = ("_capacity", "_entries", "_numbers", "_owner", "name")

    def __init__(self, name: str, numbers: Iterator[int], capacity: int = CAPACITY) -> None:
        self.name = name
        self._numbers = numbers  # one counter for all lanes: `next` on it is atomic
        self._entries: deque[Entry] = deque()
        self._capacity = capacity
        self._owner = threading.get_ident()

    def offer(self, command: Command) -> Ticket:
        """Put `command` in the queue and return its ticket.

        Raises:
            LaneFull: `capacity` commands wait already; the caller keeps the command and may try again.
            AssertionError: called from a thread that is not this lane's.
        """
        assert threading.get_ident() == self._owner, f'lane "{self.name}" belongs to another thread'
        if len(self._entries) >= self._capacity:
            raise LaneFull(f"the engine is {self._capacity} commands behind; wait a moment and do that again")
        number = next(self._numbers)
        ticket = Ticket(self.name, number)
        self._entries.append(Entry(number, command, ticket))
        return ticket

    def take_all(self) -> list[Entry]:
        """Return what is queued now, oldest first, and forget it."""
        take = self._entries.popleft
        return [take() for _ in range(len(self._entries))]

    def __len__(self) -> int:
        return len(self._entries)
