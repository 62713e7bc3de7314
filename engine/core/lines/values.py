"""Reads what a player types for a number, a note, a switch or a parameter's value."""

from __future__ import annotations

import math
from fractions import Fraction

from engine.core.errors import EngineError, did_you_mean
from engine.core.lines.words import LineMistake
from engine.core.numbers import is_digits, read_exact
from engine.core.units import Value, parse_note
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter

_ON, _OFF = ("true", "on", "yes"), ("false", "off", "no")
_NO_NOTE = ("-", "none")


def read_number(text: str, what: str) -> float:
    """Return `text` as a number; fractions such as 1/3 are numbers too. Raises LineMistake."""
    try:
        return float(Fraction(text)) if "/" in text else float(text)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise LineMistake(f'{what} is a number, got "{text}"') from None


def read_whole(text: str, what: str) -> int:
    """Return `text` as a whole number. Raises LineMistake."""
    try:
        return int(text)
    except ValueError:
        raise LineMistake(f'{what} is a whole number, got "{text}"') from None


def read_beat(text: str, what: str = "a beat is") -> Fraction:
    """Return `text` as an exact number: 4, 4.5 or 9/2. Raises LineMistake."""
    try:
        return read_exact(text)
    except (ValueError, ZeroDivisionError):
        raise LineMistake(f'{what} a number such as 4, 4.5 or 9/2, got "{text}"') from None


def read_ratio(text: str) -> tuple[int, int]:
    """Return `1:2` as a pair: in the first of every two turns. Raises LineMistake."""
    turn, colon, turns = text.partition(":")
    if not colon or not is_digits(turn) or not is_digits(turns):
        raise LineMistake(f'the ratio is a text such as 1:2, got "{text}"')
    return int(turn), int(turns)


def read_note(text: str) -> float | None:
    """Return a MIDI number, or a note's name as one; `-` and `none` are the module's own pitch. Raises EngineError."""
    if text.lower() in _NO_NOTE:
        return None
    try:
        number = float(text)
    except ValueError:
        return float(parse_note(text))
    return parse_note(number)


def read_switch(text: str, what: str) -> bool:
    """Return whether `text` says yes: on, true, yes. Raises LineMistake."""
    if text.lower() not in (*_ON, *_OFF):
        raise LineMistake(f'{what} is on or off, got "{text}"')
    return text.lower() in _ON


def read_value(parameter: Parameter, text: str) -> Value:
    """Return what `text` means for `parameter`, checked. Raises EngineError."""
    match parameter.kind:
        case "float" | "int":
            return parameter.check(_number_or_text(parameter, text))
        case "bool":
            is_known = text.lower() in (*_ON, *_OFF)
            return parameter.check(text.lower() in _ON if is_known else text)
        case "choice":
            return parameter.check({each.lower(): each for each in parameter.choices}.get(text.lower(), text))
        case "text":
            return parameter.check(text)
        case "list":
            return parameter.check([each.strip() for each in text.split(",") if each.strip()])


def read_settings(kind: ModuleType, who: str, texts: list[str]) -> tuple[tuple[str, Value], ...]:
    """Return `parameter=value` words as pairs, checked. Raises EngineError."""
    settings = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise LineMistake(f'"{text}" is not a setting such as {_example(kind)}')
        settings.append(read_setting(kind, who, name, value))
    return tuple(settings)


def read_setting(kind: ModuleType, who: str, name: str, text: str) -> tuple[str, Value]:
    """Return a parameter's name as the table writes it, and its value, checked for `who`. Raises EngineError."""
    names = {each.name.lower(): each.name for each in kind.parameters}
    parameter = kind.parameter(names.get(name.lower(), name))
    try:
        return parameter.name, read_value(parameter, text)
    except EngineError as error:
        raise type(error)(f"{who}: {error}") from None


def read_any_setting(text: str) -> tuple[str, Value]:
    """Return `name=value` where no module says what the name allows: a finite number, true or false, or a text."""
    name, _, value = text.partition("=")
    if value.lower() in ("true", "false"):
        return name, value.lower() == "true"
    try:
        number = read_number(value, name)
    except LineMistake:
        return name, value
    if not math.isfinite(number):
        raise LineMistake(f"{name} is a finite number, got {value}")
    return name, int(number) if number.is_integer() and value.lstrip("-").isdecimal() else number


def read_choice(text: str, choices: tuple[str, ...], what: str) -> str:
    """Return the one of `choices` that `text` is. Raises LineMistake with the nearest."""
    found = text.lower()
    if found not in choices:
        raise LineMistake(f'{what} is one of {", ".join(choices)}, got "{text}"{did_you_mean(text, choices)}')
    return found


def _number_or_text(parameter: Parameter, text: str) -> float | str:
    """A unit may stand behind the number: 900Hz. What is no number is left for the parameter to refuse."""
    bare = text.lower().removesuffix(parameter.unit.lower()).strip() if parameter.unit else text
    try:
        return read_number(bare, parameter.name)
    except LineMistake:
        return text


def _example(kind: ModuleType) -> str:
    first = kind.parameters[0]
    return f"{first.name}={first.default}"
