"""Reads one thing of a session file into its record, field by field, so that every mistake in it is told."""

from __future__ import annotations

from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from engine.core.errors import did_you_mean
from engine.session.problems import SessionProblem

R = TypeVar("R", bound=msgspec.Struct)

_WORDS = {
    "int": "a whole number", "float": "a number", "str": "a text", "bool": "true or false",
    "array": "a list", "object": "an object", "null": "null",
}  # fmt: skip


def read_record(plain: object, record: type[R], place: str, problems: list[SessionProblem]) -> R | None:
    """Return `plain` as a `record`; None, and `problems` grown by what is wrong, when it is none.

    Args:
        place: Where `plain` stands, as `modules[3]`; empty for the whole file.
    """
    if not isinstance(plain, dict):
        problems.append(SessionProblem(place, f"expected an object, got {kind_of(plain)}"))
        return None
    before = len(problems)
    fields = {field.encode_name: field for field in msgspec.structs.fields(record)}
    for name in plain:
        if name not in fields:
            hint = did_you_mean(name, fields) or f"; there are {', '.join(fields)}"
            problems.append(
                SessionProblem(_joined(place, name), f'there is no "{name}" here{hint}', "remove or rename it")
            )
    values = {}
    for name, field in fields.items():
        if name in plain:
            values[field.name] = _read_value(plain[name], field.type, _joined(place, name), problems)
        elif field.required:
            problems.append(SessionProblem(place, f'"{name}" is missing', "add it"))
    return record(**values) if len(problems) == before else None


def _read_value(plain: object, wanted: Any, place: str, problems: list[SessionProblem]) -> object:
    if get_origin(wanted) is Literal and plain not in get_args(wanted):
        choices = get_args(wanted)
        hint = did_you_mean(plain, choices) if isinstance(plain, str) else ""
        shown = f'"{plain}"' if isinstance(plain, str) else kind_of(plain)
        problems.append(SessionProblem(place, f"expected one of {', '.join(choices)}, got {shown}{hint}"))
        return None
    try:
        return msgspec.convert(plain, wanted)
    except msgspec.ValidationError as error:
        message, _, inner = str(error).partition(" - at `$")
        problems.append(SessionProblem(place + inner.rstrip("`"), _in_words(message)))
        return None


def _in_words(message: str) -> str:
    """Turn msgspec's "Expected `int`, got `str`" into words a player knows."""
    first, *rest = message.split("`")
    for index in range(0, len(rest), 2):
        rest[index] = " or ".join(_WORDS.get(code, code) for code in rest[index].split(" | "))
    return first[:1].lower() + first[1:] + "".join(rest)


def kind_of(plain: object) -> str:
    """Return what a player calls a value of this kind."""
    match plain:
        case None:
            return "null"
        case bool():
            return "true" if plain else "false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case dict():
            return "an object"
        case _:
            return "a list"


def _joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
