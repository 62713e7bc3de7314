"""A module that a sequencer plays, as far as notes need to know it: its parameters, and the names in its bank."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from engine.core.document import Module
from engine.core.errors import EngineError
from engine.core.units import Value
from engine.modules.parameter import Parameter
from engine.modules.stand_in import type_of


class Target(NamedTuple):
    """A module that notes go to."""

    name: str
    parameters: Mapping[str, Parameter]
    samples: frozenset[str] | None  # names of the samples in its bank, as far as its values tell; None: it has no bank

    def fit(self, parameter: str, value: object) -> Value | None:
        """Return `value` as this parameter can have it, at the end of its range when beyond; None when it cannot."""
        kind = self.parameters.get(parameter)
        if kind is None:
            return None
        if kind.kind in ("float", "int") and isinstance(value, (int, float)) and math.isfinite(value):
            value = min(max(float(value), kind.minimum), kind.maximum)
            value = value if kind.kind == "float" else round(value)
        try:
            return kind.check(value)
        except EngineError:
            return None


def target_of(module: Module) -> Target:
    """Return what notes need to know of `module`."""
    parameters = {parameter.name: parameter for parameter in type_of(module).parameters}
    has_bank = any(parameter.names == "sample" for parameter in parameters.values())
    return Target(module.name, parameters, _samples(module, parameters) if has_bank else None)


def _samples(module: Module, parameters: Mapping[str, Parameter]) -> frozenset[str]:
    names: list[str] = []
    for parameter in parameters.values():
        if parameter.names == "sample":
            held = module.values.get(parameter.name, "")
            names += [held] if isinstance(held, str) else held if isinstance(held, tuple) else []
    return frozenset(PurePath(name).stem for name in names if name)
