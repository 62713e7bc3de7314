"""Circles of cables: what would depend on itself at once is refused, with the way round."""

from __future__ import annotations

from collections import defaultdict

from engine.core.document import Document
from engine.core.errors import NotAllowed


def refuse_circle(document: Document, source: str, target: str) -> None:
    """Raise NotAllowed when a cable from `source` to `target` would close a circle of cables without a delay.

    Every kind counts: a follower that hears a sound and moves its volume is a circle as well.
    """
    if path := _path(document, target, source):
        way = " > ".join([source, *path])
        raise NotAllowed(f"that would close a circle: {way}; a circle needs a cable that is delayed")


def _path(document: Document, start: str, goal: str) -> list[str]:
    """Return the modules from `start` to `goal` along cables that are not delayed, or nothing."""
    onwards: dict[str, list[str]] = defaultdict(list)
    for cable in document.connections.values():
        if not cable.is_delayed:
            onwards[cable.source].append(cable.target)
    trails = [[start]]
    seen = {start}
    while trails:
        trail = trails.pop()
        if trail[-1] == goal:
            return trail
        for name in sorted(onwards[trail[-1]]):
            if name not in seen:
                seen.add(name)
                trails.append([*trail, name])
    return []
