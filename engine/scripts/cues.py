"""Cues: those that were given lately, by name, and which of them comes next for whoever waits. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from itertools import islice

from engine.core.units import Beat
from engine.scripts.protocol import Cue, CueKey

MOST_OF_A_NAME = 64  # cues that are remembered
MOST_NAMES = 512


class Cues:
    """The newest cues of each name. What is remembered does not depend on the order in which they came to be known."""

    def __init__(self) -> None:
        self._given: dict[str, list[Cue]] = {}  # each list by key; the name that was given last is the last

    def keep(self, cue: Cue) -> bool:
        """Remember a cue; returns whether it is new."""
        given = self._given.pop(cue.name, [])
        self._given[cue.name] = given
        if not given or given[-1].beat < cue.beat:  # as nearly always
            given.append(cue)
        else:
            at = bisect_left(given, cue.key, key=_key)
            if at < len(given) and given[at].key == cue.key:
                return False
            given.insert(at, cue)
        if len(given) > MOST_OF_A_NAME:
            del given[0]
        if len(self._given) > MOST_NAMES:
            del self._given[next(iter(self._given))]
        return True

    def first(self, name: str, since: Beat, taken: Collection[CueKey], own: tuple[str, str]) -> Cue | None:
        """Return the earliest cue of a name from a beat on that was not taken; nobody takes the cues of its own."""
        given = self._given.get(name, [])
        for cue in islice(given, bisect_left(given, since, key=_beat), None):
            if (cue.script, cue.loop) != own and cue.key not in taken:
                return cue
        return None

    def of(self, name: str) -> Iterator[Cue]:
        """Go through those of a name."""
        return iter(self._given.get(name, ()))

    def forget(self) -> None:
        """The place in the music is another: nothing was given there."""
        self._given.clear()


def _beat(cue: Cue) -> Beat:
    return cue.beat


def _key(cue: Cue) -> CueKey:
    return cue.key
