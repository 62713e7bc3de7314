"""The log: the newest lines that scripts printed, in a ring that shells look at by their own timers."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

MOST_LINES = 2000


class LogLine(NamedTuple):
    """One printed line."""

    number: int  # from 1, without gaps
    script: str
    level: str  # "debug", "info", "warn" or "error"
    text: str


class LogRing:
    """A ring of lines; a reader that was away too long is told how many it missed.

    Thread: `add` from the supervisor's only, `since` from any.
    """

    def __init__(self, most: int = MOST_LINES) -> None:
        self._lines: deque[LogLine] = deque(
            maxlen=most
        )  # the reader sees the gap in the numbers, so dropping is not silent
        self._count = 0

    def add(self, script: str, level: str, text: str) -> None:
        """Add one line."""
        self._count += 1
        self._lines.append(LogLine(self._count, script, level, text))

    @property
    def count(self) -> int:
        """How many lines there have been."""
        return self._count

    def since(self, number: int) -> tuple[list[LogLine], int]:
        """Return the lines after `number`, and how many of those are gone from the ring already."""
        if self._count == number:
            return [], 0
        lines = [line for line in self._copied() if line.number > number]
        return lines, (lines[0].number - number - 1) if lines else 0

    def _copied(self) -> list[LogLine]:
        while True:
            try:
                return list(self._lines)
            except RuntimeError:  # the deque grew while it was read; it is read again at once
                continue
