"""What one parameter of a module allows, as data, and the check of a value against it."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from engine.core.errors import OutOfRange, WrongType, did_you_mean
from engine.core.units import Value

_MOST_BITS = 64  # of a whole number: Python's may be beyond any float, and then cannot even be written

ParameterKind = Literal["float", "int", "bool", "choice", "text", "list"]


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be set on a module."""

    name: str  # as scripts and the command line say it
    label: str  # as the Editor shell shows it
    kind: ParameterKind = "float"
    minimum: float = 0.0
    maximum: float = 1.0
    default: Value = 0.0
    unit: str = ""  # "Hz", "s", "st" or nothing
    curve: Literal["linear", "exponential"] = "linear"  # how a control's travel maps to the value
    choices: tuple[str, ...] = ()
    names: Literal["", "sample", "pattern", "chain", "module", "device"] = ""  # what a text, or each of a list, names
    section: str = ""  # parameters of one section stand together under its heading
    summary: str = ""

    @property
    def can_modulate(self) -> bool:
        """Whether a parameter cable may end in it."""
        return self.kind == "float"

    def check(self, value: object) -> Value:
        """Return `value` as this parameter holds it.

        Raises:
            WrongType: not the parameter's kind, or not one of its choices.
            OutOfRange: a number outside its range, or not a finite number.
        """
        match self.kind:
            case "float" | "int":
                return self._check_number(value)
            case "bool":
                if not isinstance(value, bool):
                    raise WrongType(f"{self.name} is true or false, got {_shown(value)}")
                return value
            case "choice":
                return self._check_choice(value)
            case "text":
                if not isinstance(value, str):
                    raise WrongType(f"{self.name} is a text, got {_shown(value)}")
                return value
            case "list":
                return self._check_list(value)

    def _check_list(self, value: object) -> Value:
        if isinstance(value, str) or not isinstance(value, (list, tuple)):
            raise WrongType(f"{self.name} is a list of texts, got {_shown(value)}")
        for each in value:
            if not isinstance(each, str):
                raise WrongType(f"{self.name} is a list of texts, got {_shown(each)} in it")
        twice = next((each for each in value if list(value).count(each) > 1), None) if self.names else None
        if twice is not None:
            raise WrongType(f'{self.name} has "{twice}" twice; leave one out')
        return tuple(value)

    def _check_number(self, value: object) -> Value:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise WrongType(f"{self.name} is a number, {self._range()}, got {_shown(value)}")
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:  # beyond what is a float
            raise OutOfRange(f"{self.name} is {self._range()}, got a number that is far beyond")
        if not math.isfinite(value) or not self.minimum <= value <= self.maximum:
            raise OutOfRange(f"{self.name} is {self._range()}, got {value:g}")
        if self.kind == "float":
            return float(value)
        if value != int(value):
            raise WrongType(f"{self.name} is a whole number, {self._range()}, got {value:g}")
        return int(value)

    def _check_choice(self, value: object) -> Value:
        if isinstance(value, str) and value in self.choices:
            return value
        hint = did_you_mean(value, self.choices) if isinstance(value, str) else ""
        raise WrongType(f"{self.name} is one of {', '.join(self.choices)}, got {_shown(value)}{hint}")

    def _range(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.minimum:g} to {self.maximum:g}{unit}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return f'"{value}"' if isinstance(value, str) else f"a {type(value).__name__}"
