"""The log: the newest lines that each script printed, in rings that shells look at by their own timers."""

from __future__ import annotations

from collections import deque
from heapq import merge
from typing import NamedTuple

MOST_LINES = 1000  # of one script: what prints much pushes out its own lines, and nobody else's
MOST_RINGS = 256


class LogLine(NamedTuple):
    """One printed line."""

    number: int  # from 1, without gaps
    script: str
    level: str  # "debug", "info", "warn" or "error"
    text: str


class LogRing:
    """A ring of lines for each script; a reader that was away too long is told how many it missed.

    Thread: `add` from the supervisor's only, `since` from any.
    """

    def __init__(self, most: int = MOST_LINES) -> None:
        self._most = most
        self._rings: dict[str, deque[LogLine]] = {}  # a reader sees gaps in the numbers: dropping is not silent
        self._count = 0

    def add(self, script: str, level: str, text: str) -> None:
        """Add one line."""
        ring = self._rings.get(script)
        if ring is None:
            self._make_room()
            ring = self._rings[script] = deque(maxlen=self._most)
        ring.append(LogLine(self._count + 1, script, level, text))
        self._count += 1

    def _make_room(self) -> None:
        """Forget the script that has been silent for longest, where there are too many."""
        if len(self._rings) >= MOST_RINGS:
            del self._rings[min(self._rings, key=lambda name: self._rings[name][-1].number)]

    @property
    def count(self) -> int:
        """How many lines there have been."""
        return self._count

    def since(self, number: int) -> tuple[list[LogLine], int]:
        """Return the lines after `number`, and how many of those are gone from the rings already."""
        if self._count == number:
            return [], 0
        lines = self._newer_than(number)
        return lines, (lines[-1].number - number - len(lines)) if lines else 0

    def _newer_than(self, number: int) -> list[LogLine]:
        while True:
            try:
                rings = [list(ring) for ring in self._rings.values() if ring[-1].number > number]
            except RuntimeError:  # a ring grew while it was read; they are read again at once
                continue
            return list(merge(*([line for line in ring if line.number > number] for ring in rings)))
