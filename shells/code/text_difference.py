"""Finds the one stretch in which two texts differ, so that only that need be touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """Replace the characters `start` to `end` of the old text by `text`, and it is the new one."""

    start: int
    end: int
    text: str


def difference(old: str, new: str) -> Difference:
    """Return the shortest stretch that turns `old` into `new`."""
    most = min(len(old), len(new))
    start = _shared(most, lambda count: old[:count] == new[:count])
    end = _shared(most - start, lambda count: not count or old[-count:] == new[-count:])
    return Difference(start, len(old) - end, new[start : len(new) - end])


def _shared(most: int, is_shared: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_shared(middle):
            low = middle
        else:
            high = middle - 1
    return low
