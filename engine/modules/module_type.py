"""What modules of one type have in common, as data. Nothing here does anything."""

from __future__ import annotations

from typing import Literal

import msgspec
from immutables import Map

from engine.core.document import ConnectionKind
from engine.core.errors import UnknownName, did_you_mean
from engine.core.units import Value
from engine.modules.parameter import Parameter


class Preset(msgspec.Struct, frozen=True):
    """Values that make a sound of a name; parameters that it does not tell are at their defaults."""

    name: str
    summary: str
    values: Map[str, Value]


class ModuleType(msgspec.Struct, frozen=True, kw_only=True):
    """What modules of one type have in common."""

    name: str  # as scripts say it
    label: str
    group: Literal["sequencer", "instrument", "effect", "modulator", "utility"]  # for menus only
    summary: str
    inputs: tuple[ConnectionKind, ...] = ()
    outputs: tuple[ConnectionKind, ...] = ()
    channels: int = 0  # how many separate audio inputs; 0 is one input for any number of cables
    is_single: bool = False  # there is one, the system's, and no other can be made
    accepts_files: bool = False  # samples can be dropped on it
    parameters: tuple[Parameter, ...] = ()
    first: tuple[str, ...] = ()  # parameters that hands reach for; empty: the first few of the table
    presets: tuple[Preset, ...] = ()

    @property
    def accepts(self) -> tuple[ConnectionKind, ...]:
        """Every kind of cable that can end in it: its inputs, and parameter where one can be modulated."""
        can_modulate = any(parameter.can_modulate for parameter in self.parameters)
        return (*self.inputs, "parameter") if can_modulate else self.inputs

    def parameter(self, name: str) -> Parameter:
        """Return the parameter called `name`; raises UnknownName with the nearest one."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [parameter.name for parameter in self.parameters]
        hint = did_you_mean(name, known) or f"; it has {', '.join(known) or 'none'}"
        raise UnknownName(f'a {self.name} has no parameter "{name}"{hint}')

    def defaults(self) -> Map[str, Value]:
        """Return every parameter at its default."""
        return Map({parameter.name: parameter.default for parameter in self.parameters})

    def preset(self, name: str) -> Preset:
        """Return the preset called `name`; raises UnknownName with the nearest one."""
        for preset in self.presets:
            if preset.name == name:
                return preset
        known = [preset.name for preset in self.presets]
        hint = did_you_mean(name, known) or f"; there are {', '.join(known) or 'none'}"
        raise UnknownName(f'a {self.name} has no preset "{name}"{hint}')
