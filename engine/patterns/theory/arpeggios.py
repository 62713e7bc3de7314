"""Orders in which the notes of a chord are played one after the other, by the names that players know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from engine.core.errors import UnknownName, did_you_mean

Notes: TypeAlias = list[Any]
Order: TypeAlias = Callable[[Notes], Notes]


def _converging(notes: Notes) -> Notes:
    """First, last, second, last but one …"""
    left, taken = list(notes), Notes()
    while left:
        taken.append(left.pop(0 if len(taken) % 2 == 0 else -1))
    return taken


def _there_and_back(notes: Notes) -> Notes:
    """Return `notes` and back, without saying either end twice."""
    return notes[:-1] + notes[:0:-1] if len(notes) > 1 else notes


def _with_highest_between(notes: Notes) -> Notes:
    return [each for note in notes[:-1] for each in (note, notes[-1])] or notes


def _with_lowest_between(notes: Notes) -> Notes:
    return [each for note in notes[1:] for each in (notes[0], note)] or notes


ORDERS: dict[str, Order] = {
    "up": list,
    "down": lambda notes: notes[::-1],
    "updown": _there_and_back,
    "downup": lambda notes: _there_and_back(notes[::-1]),
    "up&down": lambda notes: notes + notes[::-1],
    "down&up": lambda notes: notes[::-1] + notes,
    "converge": _converging,
    "diverge": lambda notes: _converging(notes)[::-1],
    "disconverge": lambda notes: _converging(notes) + _converging(notes)[-2::-1],
    "pinkyup": _with_highest_between,
    "pinkyupdown": lambda notes: _there_and_back(_with_highest_between(notes)),
    "thumbup": _with_lowest_between,
    "thumbupdown": lambda notes: _there_and_back(_with_lowest_between(notes)),
}


def order_named(name: str) -> Order:
    """Return the order called `name`; raises UnknownName."""
    found = ORDERS.get(name)
    if found is None:
        hint = did_you_mean(name, ORDERS) or f"; there are {', '.join(ORDERS)}"
        raise UnknownName(f'there is no order "{name}"{hint}')
    return found
