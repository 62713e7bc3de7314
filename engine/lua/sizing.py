"""How many runtimes a pool should have, from how many of them were in use lately. Pure arithmetic."""

from __future__ import annotations

from collections import deque
from math import ceil

WINDOW = 10  # looks that count
GROW_FROM, SHRINK_FROM = 0.8, 0.2  # average share in use
MOST_GROWTH = 5
SHRINK_SHARE = 0.2


class Sizing:
    """A number between `least` and `most` that follows use: up where little is free, down where much is."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most
        self.wanted = least
        self._shares: deque[float] = deque(maxlen=WINDOW)  # the oldest look is of no interest

    def note(self, in_use: int, size: int) -> None:
        """Take a look at how many of `size` are in use."""
        self._shares.append(in_use / size if size else 0.0)
        average = sum(self._shares) / len(self._shares)
        self.wanted = max(self.wanted, min(size, self.most))  # so many were needed at once
        if average >= GROW_FROM:
            self.wanted = min(self.most, self.wanted + min(MOST_GROWTH, ceil(size / 2)))
        elif average <= SHRINK_FROM and len(self._shares) == WINDOW:
            self.wanted = max(self.least, self.wanted - ceil(self.wanted * SHRINK_SHARE))

    def settle(self, size: int) -> None:
        """What was not used for long is gone: so many are enough."""
        self.wanted = max(self.least, min(self.wanted, size))
