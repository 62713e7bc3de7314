"""Turns one thing of a session file into its record, field by field, so that every mistake in it is told; and back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from engine.core.errors import did_you_mean
from engine.core.numbers import read_exact
from engine.core.units import Value, exact
from engine.session.problems import SessionProblem

_LONGEST_NUMBER = 4000  # characters; what a session was saved with, and no more than is read at once

R = TypeVar("R", bound=msgspec.Struct)

_WORDS = {
    "int": "a whole number", "float": "a number", "str": "a text", "bool": "true or false",
    "array": "a list", "object": "an object", "null": "null",
}  # fmt: skip


def plain_fields(record: msgspec.Struct) -> dict[str, Any]:
    """Return the fields of `record` by their names in the file, without those at their default."""
    fields = msgspec.structs.fields(type(record))
    said = ((field, getattr(record, field.name)) for field in fields)
    return {field.encode_name: value for field, value in said if field.required or value != _default(field)}


def _default(field: Any) -> object:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def plain_number(number: Fraction) -> float | str:
    """Return an exact number as it stands in the file: a float where that is as exact, else "7/3"."""
    return float(number) if number.denominator in (1, 2, 4, 8) else f"{number.numerator}/{number.denominator}"


def exact_number(plain: float | str, place: str, problems: list[SessionProblem]) -> Fraction:
    """Return what `plain_number` wrote; `problems` grows, and 1 comes back, when it is no number."""
    try:
        return exact(plain) if isinstance(plain, float) else read_exact(plain, _LONGEST_NUMBER)
    except (ValueError, ZeroDivisionError):
        problems.append(SessionProblem(place, f'expected a number, or a text such as "3/2", got "{plain}"'))
        return Fraction(1)


def value_of(plain: object, place: str, problems: list[SessionProblem]) -> Value | None:
    """Return a value that could be some parameter's; None, and `problems` grown, when it could not."""
    if isinstance(plain, (bool, int, float, str)):
        return plain
    if isinstance(plain, list) and all(isinstance(each, str) for each in plain):
        return tuple(plain)
    message = f"expected a number, a text, true or false, or a list of texts, got {kind_of(plain)}"
    problems.append(SessionProblem(place, message))
    return None


def plain_value(value: Value) -> float | str | list[str]:
    """Return a value as it stands in the file."""
    return list(value) if isinstance(value, tuple) else value


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
