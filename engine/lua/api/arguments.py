"""Reads what Lua handed over: each reader returns the value, or raises a sentence naming function and argument."""

from __future__ import annotations

import math
from collections.abc import Collection
from fractions import Fraction
from typing import Any

from engine.core.errors import OutOfRange, UnknownName, WrongType, did_you_mean
from engine.core.numbers import read_exact
from engine.core.units import exact
from engine.lua.convert import Handle
from engine.lua.wording import mismatch, shown

NAMED = ("module", "pattern")  # kinds of handles whose key is a name


def name_of(value: Any, function: str, argument: str = "the name") -> str:
    """A name, given as a text or as the handle of what is called so."""
    if isinstance(value, Handle) and value.kind in NAMED:
        return value.key
    if isinstance(value, str) and value:
        return value
    hint = (
        f'; it comes first, as in {function}("kick")'
        if argument == "the name" and isinstance(value, (dict, list))
        else ""
    )
    raise WrongType(f"{function}: {mismatch(argument, 'a text', value)}{hint}")


def text_of(value: Any, function: str, argument: str) -> str:
    """A text."""
    if isinstance(value, str):
        return value
    raise WrongType(f"{function}: {mismatch(argument, 'a text', value)}")


def flag_of(value: Any, function: str, argument: str) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise WrongType(f"{function}: {mismatch(argument, 'true or false', value)}")


def number_of(value: Any, function: str, argument: str) -> float | int:
    """A finite number; whole ones stay whole."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongType(f"{function}: {mismatch(argument, 'a number', value)}")
    if not math.isfinite(value):
        raise OutOfRange(f"{function}: {mismatch(argument, 'a finite number', value)}")
    return value


def whole_of(value: Any, function: str, argument: str) -> int:
    """A whole number; 3.0 is one."""
    number = number_of(value, function, argument)
    if number != int(number):
        raise WrongType(f"{function}: {mismatch(argument, 'a whole number', number)}")
    return int(number)


def exact_of(value: Any, function: str, argument: str) -> Fraction:
    """An exact number: what the player meant by 1/3, or a text such as "1/3"."""
    if not isinstance(value, str):
        return exact(number_of(value, function, argument))
    try:
        return read_exact(value)
    except (ValueError, ZeroDivisionError):
        wanted = 'a number such as 1.5 or "3/2"'
        raise WrongType(f"{function}: {mismatch(argument, wanted, value)}") from None


def each_of(value: Any) -> list[Any]:
    """The items of a list; what is no list is a list of itself, and nothing one of nothing."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def options_of(value: Any, function: str, known: Collection[str] | None = None) -> dict[str, Any]:
    """A table of options by name, or nothing; raises UnknownName for one that is not `known`."""
    if value is None or value == []:
        return {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        got = "a list" if isinstance(value, list) else shown(value)
        raise WrongType(f"{function}: the options are a table such as {{ volume = 0.5 }}, got {got}")
    for key in value if known is not None else ():
        if key not in (known or ()):
            hint = did_you_mean(key, known or ()) or f"; there are {', '.join(known or ())}"
            raise UnknownName(f'{function}: there is no option "{key}"{hint}')
    return dict(value)
