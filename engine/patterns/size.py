"""How many events a pattern can have in a cycle, as a bound that is known before anything is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias


class Size(NamedTuple):
    """Bounds of what one argument of an operation is."""

    events: float = 1.0  # at most in a cycle; a moment of a continuous pattern counts as one
    voices: float = 1.0  # at most at one moment
    least: float = 0.0  # the smallest of its numbers above 0, without their signs; 0 when there is none
    most: float = 0.0  # the largest of its numbers, without their signs; 0 when there is none

    def times(self, factor: float) -> Size:
        """Return the size of so many of it one after the other."""
        return self._replace(events=self.events * factor)

    def layered(self, count: float) -> Size:
        """Return the size of so many of it at once."""
        return self._replace(events=self.events * count, voices=self.voices * count)

    def cut_by(self, other: Size) -> Size:
        """Return the size of both brought together wherever they overlap."""
        events = self.events * other.voices + other.events * self.voices
        return self._replace(events=events, voices=self.voices * other.voices)


Rule: TypeAlias = Callable[[Sequence[Size]], Size]
"""The size of what an operation makes, from the sizes of its arguments, its pattern being the last."""


def of_last(sizes: Sequence[Size]) -> Size:
    """What changes no number of events: `rev`, `late`."""
    return sizes[-1]


def of_one(_sizes: Sequence[Size]) -> Size:
    """One event a cycle, or a signal."""
    return Size()


def of_largest(sizes: Sequence[Size]) -> Size:
    """What plays one of its patterns at a time: `cat`, `every`."""
    return _joined(sizes, max)


def of_sequence(sizes: Sequence[Size]) -> Size:
    """What plays its patterns one after the other within a cycle: `fastcat`."""
    return _joined(sizes, max)._replace(events=sum(size.events for size in sizes))


def of_all(sizes: Sequence[Size]) -> Size:
    """What plays its patterns at once: `stack`."""
    return _joined(sizes, sum)


def of_overlaps(sizes: Sequence[Size]) -> Size:
    """What brings its last two patterns together where they overlap: `add`, `struct`, `mask`."""
    return sizes[-1].cut_by(sizes[-2])


def of_squeezed(sizes: Sequence[Size]) -> Size:
    """What puts a cycle of one of its last two patterns into each event of the other."""
    return sizes[-1].layered(1)._replace(events=sizes[-1].events * sizes[-2].events)


def multiplied(place: int = 0) -> Rule:
    """What has its pattern as often as the argument at `place` says, one after the other: `fast`, `ply`."""
    return lambda sizes: sizes[-1].times(max(1.0, sizes[place].most))


def divided(sizes: Sequence[Size]) -> Size:
    """What has its pattern more often the smaller its first argument is: `slow`, `linger`."""
    least = sizes[0].least
    return sizes[-1].times(1 / least if 0 < least < 1 else 1.0)


def layered(place: int = 0) -> Rule:
    """What has its pattern as often as the argument at `place` says, at once: `echo`."""
    return lambda sizes: sizes[-1].layered(max(1.0, sizes[place].most))


def cut(place: int = 0) -> Rule:
    """What cuts its pattern into as many pieces as the argument at `place` says: `segment`, `euclid`."""
    return lambda sizes: sizes[-1].cut_by(Size(events=max(1.0, sizes[place].most)))


def _joined(sizes: Sequence[Size], join: Callable[[Sequence[float]], float]) -> Size:
    return Size(
        events=join([size.events for size in sizes] or [0]),
        voices=join([size.voices for size in sizes] or [0]),
        least=min((size.least for size in sizes if size.least > 0), default=0.0),
        most=max((size.most for size in sizes), default=0.0),
    )
