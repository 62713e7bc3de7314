"""What an operation on patterns is: its arguments with what they may be, what it builds, and its words for people."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from engine.core.errors import OutOfRange, WrongType
from engine.core.units import exact
from engine.patterns.pattern import Pattern
from engine.patterns.size import Rule, of_last

Kind = Literal["pattern", "time", "number", "whole", "word", "text", "value"]

PATTERNED: tuple[Kind, ...] = ("time", "number", "whole", "word")
"""Kinds that may come from a pattern, which then says the argument anew with each event."""


class Argument(msgspec.Struct, frozen=True):
    """One argument of an operation. Literals are checked before anything is built, patterns' values as they come."""

    name: str  # "factor"
    kind: Kind = "pattern"
    low: float = -math.inf  # smallest number allowed
    high: float = math.inf  # largest number allowed
    default: float | str | None = None  # what Lua fills in; None: it must be said
    parse: Callable[[str], Any] | None = None  # what a word is read with; raises EngineError

    def check(self, value: Any) -> None:
        """Raise WrongType, OutOfRange or what `parse` raises unless `value`, a literal, will do."""
        match self.kind:
            case "pattern":
                if isinstance(value, str):
                    raise WrongType(f'the {self.name} must be a pattern: ["mini", "{value:.40}"], not the bare text')
            case "time" | "number" | "whole":
                self._check_number(value)
            case "word" | "text":
                if not isinstance(value, str):
                    raise WrongType(f"the {self.name} must be a text, got {_shown(value)}")
                if self.parse:
                    self.parse(value)
            case "value":
                pass

    def convert(self, value: Any) -> Any:
        """Return `value`, a literal or what a pattern said, as `build` takes it.

        Raises:
            EngineError: it will not do.
        """
        said: Any = ":".join(map(str, value)) if self.kind == "word" and isinstance(value, list) else value
        self.check(said)
        if self.kind == "time":
            return exact(said)
        if self.kind == "whole":
            return int(said)
        return self.parse(said) if self.parse else said

    def _check_number(self, value: Any) -> None:
        what = "a whole number" if self.kind == "whole" else "a number"
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise WrongType(f"the {self.name} must be {what}, got {_shown(value)}")
        if not math.isfinite(value) or not self.low <= value <= self.high:
            raise OutOfRange(f"the {self.name} must be {what}{self._range()}, got {value:g}")
        if self.kind == "whole" and value != int(value):
            raise WrongType(f"the {self.name} must be a whole number, got {value:g}")

    def _range(self) -> str:
        if self.low == -math.inf:
            return ""
        return f", {self.low:g} or more" if self.high == math.inf else f", {self.low:g} to {self.high:g}"


def _shown(value: object) -> str:
    return f'"{value:.40}"' if isinstance(value, str) else f"{value!r:.40}"


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One way to make a pattern, or to make another one of it.

    An expression has its `arguments` first, then any number of groups of `repeated`, and last the pattern, if it has
    one. `build` gets the pattern first, then the others in that order.
    """

    name: str  # "fast"
    build: Callable[..., Pattern]
    arguments: tuple[Argument, ...] = ()
    repeated: tuple[Argument, ...] = ()
    has_pattern: bool = True  # whether its last argument is the pattern that it changes
    size: Rule = of_last
    examine: Callable[..., None] | None = None  # gets a value of the pattern, then the literals; raises EngineError
    summary: str  # one line
    example: str = ""  # Lua, as a method or function; "" where Lua has no word for it
    since: str = "0.2"
    is_global: bool = True  # whether Lua has it as a function too, and not only as a method

    def argument(self, place: int, count: int) -> Argument:
        """Return what the argument at `place` of `count` is, counted from 0."""
        if self.has_pattern and place == count - 1:
            return Argument("pattern")
        if place < len(self.arguments):
            return self.arguments[place]
        return self.repeated[(place - len(self.arguments)) % len(self.repeated)]

    def takes(self, count: int) -> bool:
        """Whether it can have so many arguments, the pattern included."""
        more = count - len(self.arguments) - self.has_pattern
        return more == 0 if not self.repeated else more > 0 and more % len(self.repeated) == 0

    @property
    def usage(self) -> str:
        """How it is written as a function: `fast(factor, pattern)`."""
        names = [argument.name for argument in self.arguments]
        group = ", ".join(argument.name for argument in self.repeated)
        if group:
            names += [f"{{ {group} }}" if len(self.repeated) > 1 else group, "…"]
        return f"{self.name}({', '.join(names + ['pattern'] * self.has_pattern)})"
