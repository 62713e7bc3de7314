"""Numbers the movements of hands, so that the engine takes back a whole drag by one undo. No Qt."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import count

STANDS_ALONE = 0


class Gestures:
    """The movements under way, by what is moved."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._under_way: dict[Hashable, int] = {}

    def begin(self, thing: Hashable) -> None:
        """A hand takes hold of `thing`."""
        self._under_way[thing] = next(self._numbers)

    def end(self, thing: Hashable) -> None:
        """The hand lets go."""
        self._under_way.pop(thing, None)

    def of(self, thing: Hashable) -> int:
        """Return the number of the movement that changes `thing` now; 0, which stands alone, where there is none."""
        return self._under_way.get(thing, STANDS_ALONE)
