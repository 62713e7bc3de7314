"""Looks at the first cycles of a pattern, to learn what values it has and how many events: a sample, and no proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.patterns.event import Event
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size

_FEWEST_CYCLES, _MOST_CYCLES = 4, 64
_MOST_EVENTS = 4_000  # in all cycles that are looked at; a fuller first cycle is looked at alone
_MOST_COMPARED = 1_000  # events of a cycle whose times are compared


def sampled_values(pattern: Pattern) -> list[Any]:
    """Return the values in the first cycles of `pattern`: in all of them when it repeats soon."""
    return [event.value for events in _sampled(pattern) for event in events]


def measure(pattern: Pattern) -> Size:
    """Return how large the first cycles of `pattern` are."""
    cycles = list(_sampled(pattern))
    numbers = [abs(value) for events in cycles for value in _numbers(events)]
    return Size(
        events=max(map(len, cycles)),
        voices=max(map(_most_at_once, cycles)),
        least=min((number for number in numbers if number > 0), default=0.0),
        most=max(numbers, default=0.0),
    )


def _sampled(pattern: Pattern) -> Iterator[list[Event]]:
    seen = 0
    for number in range(min(max(pattern.period or 0, _FEWEST_CYCLES), _MOST_CYCLES)):
        events = pattern.query(number, number + 1)
        yield events
        seen += len(events)
        if seen > _MOST_EVENTS:
            return


def _numbers(events: list[Event]) -> Iterator[float]:
    for event in events:
        if isinstance(event.value, (int, float)):
            yield event.value


def _most_at_once(events: list[Event]) -> int:
    """Return how many of `events` are heard together at most; the first ones must do."""
    moments = sorted(
        (time, change)
        for event in events[:_MOST_COMPARED]
        for time, change in ((event.part[0], 1), (event.part[1], -1))
    )
    most = now = 0
    for _, change in moments:
        now += change
        most = max(most, now)
    return most
