"""The agenda: what is due, by frame or by beat, in the order in which it must happen."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

At = TypeVar("At")  # int frames, or Fraction beats
Item = TypeVar("Item")


class Agenda(Generic[At, Item]):
    """A queue ordered by when its items are due; those of one moment keep the order in which they were put.

    Thread: the engine's only.
    """

    def __init__(self) -> None:
        self._queue: list[tuple[At, int, Item]] = []
        self._order = count()

    def put(self, at: At, item: Item) -> None:
        """Have `item` happen at `at`."""
        heappush(self._queue, (at, next(self._order), item))

    def first(self) -> At | None:
        """Return when the next item is due, or None when nothing is."""
        return self._queue[0][0] if self._queue else None

    def take(self) -> tuple[At, Item]:
        """Return the next item and when it is due, and forget it; raises IndexError when there is none."""
        at, _, item = heappop(self._queue)
        return at, item

    def take_everything(self) -> list[tuple[At, Item]]:
        """Return all items in order, and forget them."""
        items = []
        while self._queue:
            items.append(self.take())
        return items

    def __len__(self) -> int:
        return len(self._queue)
