"""Edits of a module that are neither its values nor its cables: switches, presets and fades."""

from __future__ import annotations

import math

from msgspec.structs import replace

from engine.core.document import Document, Glide, Module, Switch
from engine.core.edits.branches import module_named, with_module
from engine.core.edits.modules import with_values
from engine.core.errors import OutOfRange
from engine.core.units import Beat
from engine.modules.table import module_type

SILENT_DB = -60.0  # a fade to this or less ends in silence
LONGEST_FADE = 4096  # beats
UNSWITCHED: dict[Switch, bool] = {"enabled": True, "muted": False, "soloed": False}


def set_switch(document: Document, name: str, switch: Switch, *, is_on: bool) -> Document:
    """Turn a switch of a module on or off; raises UnknownName."""
    module = module_named(document, name)
    return document if switch_of(module, switch) == is_on else with_module(document, _switched(module, switch, is_on))


def switch_of(module: Module, switch: Switch) -> bool:
    """Return whether a switch of a module is on."""
    return {"enabled": module.is_enabled, "muted": module.is_muted, "soloed": module.is_soloed}[switch]


def apply_preset(document: Document, name: str, preset: str) -> Document:
    """Have every parameter of a module as the preset says, or at its default; raises UnknownName."""
    module = module_named(document, name)
    kind = module_type(module.type)
    values = kind.defaults().update(kind.preset(preset).values)
    changed = with_values(module, kind, values.items())
    return document if changed is module else with_module(document, changed)


def fade(document: Document, name: str, decibels: float, beats: Beat) -> Document:
    """Have a module's volume go to a level over some beats.

    Raises:
        UnknownName: no such module, or it has no volume.
        OutOfRange: louder than its volume allows, or beats below 0 or beyond 4096.
    """
    module = module_named(document, name)
    if not 0 <= beats <= LONGEST_FADE:
        raise OutOfRange(f"a fade lasts 0 to {LONGEST_FADE} beats, got {float(beats):g}")
    if math.isnan(decibels):
        raise OutOfRange("a fade goes to a level in dB, got no number")
    volume = 0.0 if decibels <= SILENT_DB else 10.0 ** (min(decibels, 1000.0) / 20.0)
    changed = with_values(module, module_type(module.type), (("volume", volume),))
    if changed is module:
        return document
    return with_module(document, replace(changed, glide=Glide(module.glide.number + 1, Beat(beats))))


def _switched(module: Module, switch: Switch, is_on: bool) -> Module:
    match switch:
        case "enabled":
            return replace(module, is_enabled=is_on)
        case "muted":
            return replace(module, is_muted=is_on)
        case "soloed":
            return replace(module, is_soloed=is_on)
