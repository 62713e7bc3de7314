"""Finds the stretches in which two texts differ, so that only those need be touched."""

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


def differences(old: str, new: str) -> list[Difference]:
    """Return stretches that turn `old` into `new`, from the last to the first, so that none moves another.

    Where both have as many lines between the first and the last difference, each line is compared on its own: it is
    numbers that change in a text, here and there. Else there is one stretch.
    """
    whole = difference(old, new)
    gone, came = old[whole.start : whole.end].split("\n"), whole.text.split("\n")
    if len(gone) != len(came):
        return [whole]
    found, start = [], whole.start
    for before, after in zip(gone, came, strict=True):
        if before != after:
            change = difference(before, after)
            found.append(Difference(start + change.start, start + change.end, change.text))
        start += len(before) + 1
    return found[::-1]


def _shared(most: int, is_shared: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_shared(middle):
            low = middle
        else:
            high = middle - 1
    return low
