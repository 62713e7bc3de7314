"""How messages name a value, and say what an argument ought to be: in one place, so that they all read alike."""

from __future__ import annotations

from array import array
from typing import Any

from engine.lua.convert import Handle

_MEASURES = (" in ", " per ", " of ")  # what follows these says more of the noun, and is not it


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
        case bytes():
            return "a text"
        case Handle():
            return f'the {value.kind} "{value.key[:40]}"'
        case array():
            return "a list of numbers"
        case dict() | list():
            return "a table"
        case _:
            return "a function"


def mismatch(name: str, wanted: str, value: Any) -> str:
    """Say that an argument is not what is wanted: `the tempo is a number, got "fast"`, `the beats must be a number`.

    English has no "is" for several things that are one value.
    """
    return f"{name} {'must be' if _is_plural(name) else 'is'} {wanted}, got {shown(value)}"


def _is_plural(name: str) -> bool:
    noun = name
    for measure in _MEASURES:
        noun = noun.partition(measure)[0]
    return noun.endswith("s") and not noun.endswith("ss") and not noun.startswith("how ")
