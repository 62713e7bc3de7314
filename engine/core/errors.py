"""The user's mistakes, as exceptions with a sentence: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class EngineError(Exception):
    """A request that cannot be done. Its text is one sentence that a player can act on; a bug is never one."""


class UnknownName(EngineError):
    """Something was named that is not there."""


class NameTaken(EngineError):
    """Something of another kind has that name already."""


class OutOfRange(EngineError):
    """A number is outside what its parameter allows."""


class WrongType(EngineError):
    """A value of the wrong type was given."""


class NotAllowed(EngineError):
    """The request is understood and refused."""


SHORT_NAME = 3  # letters; two of three are alike by chance, as in `fot` and `lfo`, unless the first one is


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return `; did you mean "kick"?` for the nearest of `known`, or an empty string when none is near."""
    near = nearest(wrong, known)
    return f'; did you mean "{near}"?' if near else ""


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the nearest of `known`; None when none is near."""
    low = wrong.lower()
    names = {name.lower(): name for name in known}
    if len(low) <= SHORT_NAME:
        names = {name: written for name, written in names.items() if name[:1] == low[:1]}
    near = get_close_matches(low, names, n=1, cutoff=0.6)
    return names[near[0]] if near else None
