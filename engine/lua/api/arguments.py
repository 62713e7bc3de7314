"""Reads what Lua handed over: each reader returns the value, or raises a sentence naming function and argument."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from engine.core.errors import OutOfRange, UnknownName, WrongType, did_you_mean
from engine.lua.convert import Handle


def name_of(value: Any, function: str, argument: str = "the name") -> str:
    """A name, given as a text or as the handle of what is called so."""
    if isinstance(value, Handle):
        return value.key
    if isinstance(value, str) and value:
        return value
    hint = (
        f'; it comes first, as in {function}("kick")'
        if argument == "the name" and isinstance(value, (dict, list))
        else ""
    )
    raise WrongType(f"{function}: {argument} is a text, got {shown(value)}{hint}")


def text_of(value: Any, function: str, argument: str) -> str:
    """A text."""
    if isinstance(value, str):
        return value
    raise WrongType(f"{function}: {argument} is a text, got {shown(value)}")


def number_of(value: Any, function: str, argument: str) -> float | int:
    """A finite number; whole ones stay whole."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongType(f"{function}: {argument} is a number, got {shown(value)}")
    if not math.isfinite(value):
        raise OutOfRange(f"{function}: {argument} is a finite number, got {value}")
    return value


def whole_of(value: Any, function: str, argument: str) -> int:
    """A whole number; 3.0 is one."""
    number = number_of(value, function, argument)
    if number != int(number):
        raise WrongType(f"{function}: {argument} is a whole number, got {number:g}")
    return int(number)


def options_of(value: Any, function: str, known: Iterable[str] | None = None) -> dict[str, Any]:
    """A table of options by name, or nothing; raises UnknownName for one that is not `known`."""
    if value is None or value == []:
        return {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise WrongType(f"{function}: the options are a table such as {{ volume = 0.5 }}, got {shown(value)}")
    for key in value if known is not None else ():
        if key not in known:  # type: ignore[operator]  # the loop is empty when it is None
            hint = did_you_mean(key, known) or f"; there are {', '.join(known)}"  # type: ignore[arg-type]
            raise UnknownName(f'{function}: there is no option "{key}"{hint}')
    return value


def shown(value: Any) -> str:
    """How a message names a value."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:g}"
        case str():
            return f'"{value[:40]}"'
        case Handle():
            return f'the {value.kind} "{value.key}"'
        case dict() | list():
            return "a table"
        case _:
            return "a function"
