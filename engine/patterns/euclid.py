"""Euclidean rhythms: so many onsets spread as evenly as can be over so many steps.

Source: Godfried Toussaint, "The Euclidean Algorithm Generates Traditional Musical Rhythms", 2005; E. Bjorklund, 2003.
"""

from __future__ import annotations

from engine.core.errors import OutOfRange

MOST_STEPS = 100_000


def euclid(onsets: int, steps: int, rotation: int = 0) -> tuple[bool, ...]:
    """Return for each of `steps` whether it is an onset; negative `onsets` swap onsets and rests.

    Args:
        rotation: By how many steps the rhythm begins later in itself; any number.
    Raises:
        OutOfRange: more than 100,000 steps.
    """
    if steps > MOST_STEPS:
        raise OutOfRange(f"euclid has at most {MOST_STEPS:,} steps, got {steps:,}")
    if steps <= 0:
        return ()
    hits = min(abs(onsets), steps)
    rhythm = _spread(hits, steps)
    if onsets < 0:
        rhythm = [not step for step in rhythm]
    turn = rotation % steps
    return tuple(rhythm[turn:] + rhythm[:turn])


def _spread(hits: int, steps: int) -> list[bool]:
    """Return the rhythm by Bjorklund's way: pair what is there with what is left over until one kind is left."""
    if hits == 0:
        return [False] * steps
    groups: list[list[bool]] = [[True]] * hits
    rest: list[list[bool]] = [[False]] * (steps - hits)
    while len(rest) > 1:
        pairs = min(len(groups), len(rest))
        joined = [groups[index] + rest[index] for index in range(pairs)]
        groups, rest = joined, groups[pairs:] or rest[pairs:]
    return [step for group in groups + rest for step in group]
