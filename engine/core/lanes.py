"""Every lane into one engine: opens one for each producer, and empties all in the order in which commands came."""

from __future__ import annotations

import threading
from itertools import count
from operator import attrgetter

from engine.core.lane import Entry, Lane

_by_number = attrgetter("number")


class Lanes:
    """The lanes of all producers.

    Thread: `own` and `open` from any, `take_all` from the engine's only.
    """

    def __init__(self) -> None:
        self._lanes: tuple[Lane, ...] = ()
        self._opening = threading.Lock()  # held only while a lane is made, never while one is used
        self._numbers = count(1)
        self._of_thread = threading.local()

    def own(self) -> Lane:
        """Return the calling thread's lane, opened with its first command and named after it."""
        lane: Lane | None = getattr(self._of_thread, "lane", None)
        if lane is None:
            lane = self._of_thread.lane = self.open(threading.current_thread().name)
        return lane

    def open(self, name: str) -> Lane:
        """Open a lane for the calling thread, called `name`, or `name 2` and so on where that is taken."""
        with self._opening:
            taken = {lane.name for lane in self._lanes}
            unique = name if name not in taken else next(f"{name} {i}" for i in count(2) if f"{name} {i}" not in taken)
            lane = Lane(unique, self._numbers)
            self._lanes = (*self._lanes, lane)
        return lane

    @property
    def has_unread(self) -> bool:
        """Whether a command waits in a lane. Thread: any."""
        return any(map(len, self._lanes))

    def take_all(self) -> list[Entry]:
        """Return what waits in the lanes now, in the order in which it was offered, and forget it."""
        taken = [entry for lane in self._lanes for entry in lane.take_all()]
        taken.sort(key=_by_number)
        return taken
