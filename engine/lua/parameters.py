"""What a function of Python says of its parameters: how many there are, what they are called, and of which types."""

from __future__ import annotations

import inspect
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from types import MethodType
from typing import Any
from weakref import WeakKeyDictionary

from engine.core.errors import EngineError, WrongType
from engine.lua.wording import mismatch

UNLIMITED = 250  # arguments

_WORDS: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    bytes: "a text",
    list: "a list",
    dict: "a table with names",
    array: "a list of numbers",
}


class Parameters:
    """How many arguments a function takes, what they are called, and which types were annotated for them.

    Only the types in `_WORDS` are looked at; everything else, `Any` above all, is left to the function itself.
    """

    def __init__(
        self, name: str, parameters: Sequence[inspect.Parameter], receivers: int, *, only_tells: bool = False
    ) -> None:
        positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        self._name = name
        self._receivers = receivers  # arguments that come from a handle, not from the player
        self._names = [parameter.name for parameter in positional]
        self._types = [_type_of(parameter) for parameter in positional]
        self._optional = [parameter.default is None for parameter in positional]
        self.least = sum(parameter.default is parameter.empty for parameter in positional)
        self.most = UNLIMITED if any(p.kind is p.VAR_POSITIONAL for p in parameters) else len(positional)
        self.only_tells = only_tells  # and answers nothing
        self.has_types = any(self._types)
        self.floats = [place for place, kind in enumerate(self._types) if kind is array]  # wanted as one array

    def name_of(self, place: int) -> str:
        """What messages call the argument at `place`, from 0."""
        return self._names[place] if place < len(self._names) else f"argument {place + 1 - self._receivers}"

    def refusal(self, given: int) -> EngineError:
        """The mistake of giving so many arguments."""
        least, most, given = (count - self._receivers for count in (self.least, self.most, given))
        if self.most == UNLIMITED:
            wanted = f"at least {least}"
        else:
            wanted = str(least) if least == most else f"{least} to {most}"
        plural = "" if wanted in {"1", "at least 1"} else "s"
        return EngineError(f"{self._name} takes {wanted} argument{plural}, got {given}")

    def checked(self, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments as the annotations want them: 2.0 is a whole number, 2 a number; raises WrongType."""
        return tuple(
            self._checked(value, place, self._types[place]) if place < len(self._types) else value
            for place, value in enumerate(arguments)
        )

    def _checked(self, value: Any, place: int, kind: type | None) -> Any:
        if kind is None or (value is None and self._optional[place]):
            return value
        if kind is float and type(value) is int:
            return float(value)
        if kind is int and type(value) is float and value.is_integer():
            return int(value)
        if type(value) is kind or (kind is list and value == {}):
            return [] if value == {} and kind is list else value
        raise WrongType(f"{self._name}: {mismatch(self.name_of(place), _WORDS[kind], value)}")


_read: WeakKeyDictionary[Callable[..., Any], dict[tuple[str, int, int], Parameters]] = WeakKeyDictionary()
"""What was made of a function; every runtime has the same ones, bound to a stage of its own."""


def parameters_of(name: str, function: Callable[..., Any], receivers: int) -> Parameters:
    """Return the parameters of `function`, known to players as `name`; the first `receivers` come from a handle."""
    plain, bound = function, 0
    if isinstance(function, MethodType):
        plain, bound = function.__func__, 1
    elif isinstance(function, partial) and not function.keywords:
        plain, bound = function.func, len(function.args)
    made = _read.setdefault(plain, {})
    key = name, bound, receivers
    if key not in made:
        signature = _signature(plain)
        only_tells = signature.return_annotation in {None, "None"}
        made[key] = Parameters(name, [*signature.parameters.values()][bound:], receivers, only_tells=only_tells)
    return made[key]


def _signature(function: Callable[..., Any]) -> inspect.Signature:
    try:
        return inspect.signature(function, eval_str=True)
    except NameError:  # an annotation names what is imported for the type checker only
        return inspect.signature(function)


def _type_of(parameter: inspect.Parameter) -> type | None:
    kind = getattr(parameter.annotation, "__origin__", parameter.annotation)
    return kind if isinstance(kind, type) and kind in _WORDS else None
