"""What values do with one another: numbers and notes are reckoned with, controls are merged name by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from engine.patterns.theory.notes import note_or_none

Reckon: TypeAlias = Callable[[Any, Any], Any]

PLAIN = "value"  # the control in which a plain word or number stays when controls are put on it
_PITCHES = ("note", "n", PLAIN)  # which control a plain number is added to, the first that is there


def controls_of(value: Any) -> dict[str, Any]:
    """Return `value` as controls; a plain word or number is the control "value"."""
    return value if isinstance(value, dict) else {PLAIN: value}


def union(one: Any, other: Any, reckon: Reckon) -> Any:
    """Return two values as one: controls that both have are reckoned with, the others kept; plain values reckoned with.

    A plain number with controls means their pitch: `note`, or else `n`.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{name: reckon(one[name], value) if name in one else value for name, value in other.items()}}
    if isinstance(one, dict):
        name = _pitch(one)
        return one if name is None else {**one, name: reckon(one[name], other)}
    if isinstance(other, dict):
        name = _pitch(other)
        return other if name is None else {**other, name: reckon(one, other[name])}
    return reckon(one, other)


def merged(one: Any, other: Any) -> Any:
    """Return `other` on top of `one`: controls of both, those of `other` where both have one.

    A plain value on top of controls would be heard no other way than they are: it changes nothing.
    """
    if isinstance(other, dict):
        return {**controls_of(one), **other}
    return one if isinstance(one, dict) else other


def kept(one: Any, other: Any) -> Any:
    """Return `one` on top of `other`."""
    return {**other, **controls_of(one)} if isinstance(other, dict) else one


def multiply_control(value: Any, name: str, factor: float) -> dict[str, Any]:
    """Return `value` as controls with the one called `name` multiplied; one that is not there counts as 1."""
    controls = controls_of(value)
    before = controls.get(name, 1)
    return {**controls, name: before * factor if isinstance(before, (int, float)) else before}


def reckoning(reckon: Callable[[float, float], float]) -> Reckon:
    """Return what `union` takes for numbers: names of notes count as numbers, and what is neither stays as it is."""

    def both(one: Any, other: Any) -> Any:
        left, right = note_or_none(one), note_or_none(other)
        if left is None or right is None:
            return one
        try:
            return whole_or_not(reckon(left, right))
        except (ZeroDivisionError, OverflowError, ValueError):
            return math.nan

    return both


def whole_or_not(number: float) -> float | int:
    """Return a whole number as an int, as mini-notation has it."""
    if isinstance(number, complex):  # a root of something negative
        return math.nan
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1 << 53 else number


def is_sound(value: Any) -> bool:
    """Whether no number in `value` is infinite or none at all, as after a division by zero."""
    if isinstance(value, dict):
        return all(map(is_sound, value.values()))
    return not isinstance(value, float) or math.isfinite(value)


def is_true(value: Any) -> bool:
    """Whether a value in a structure is an onset: all but 0, "", "f" and "false"."""
    return value not in ("f", "false") and bool(value)


def _pitch(controls: dict[str, Any]) -> str | None:
    return next((name for name in _PITCHES if name in controls), None)
