"""Which pattern comes next: the places of a chain, one after another, and where they are while entries change. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from engine.core.document import ChainEntry

CanPlay = Callable[[ChainEntry], bool]

DONE = 1 << 20  # the repeat of a place whose entry has gone: what follows is the next entry


class Place(NamedTuple):
    """Which entry of a chain plays, and for which time."""

    entry: int  # from 0; -1 is before the first
    repeat: int  # from 0, below the entry's repeats


BEFORE_ALL = Place(-1, DONE)


def place_after(entries: Sequence[ChainEntry], place: Place, can_play: CanPlay) -> Place | None:
    """Return the place that follows: the entry's next repeat, or the next entry that plays, round and round.

    What is next is also what will come when it is time: there is no other rule. None when nothing can play.
    """
    entry, repeat = place
    if 0 <= entry < len(entries) and repeat + 1 < entries[entry].repeats and can_play(entries[entry]):
        return Place(entry, repeat + 1)
    for step in range(1, len(entries) + 1):
        index = (entry + step) % len(entries)
        if can_play(entries[index]):
            return Place(index, 0)
    return None


def kept_place(before: Sequence[ChainEntry], after: Sequence[ChainEntry], place: Place) -> Place:
    """Return where `place` is when the entries `before` have become those `after`.

    Entries in front of and behind what was changed move along; of equal neighbours each is itself. When the entry has
    gone, the place is at the end of the one in front, so that what followed it follows.
    """
    same_in_front = _common(before, after)
    room = min(len(before), len(after)) - same_in_front
    same_behind = min(room, _common(before[::-1], after[::-1]))
    if place.entry < same_in_front:
        return place
    if place.entry >= len(before) - same_behind:
        return Place(place.entry + len(after) - len(before), place.repeat)
    if place.entry < len(after) - same_behind:
        return place
    return Place(len(after) - same_behind - 1, DONE)


def _common(one: Sequence[ChainEntry], other: Sequence[ChainEntry]) -> int:
    """Return how many entries are equal from the front."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
