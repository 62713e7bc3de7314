"""The synth's presets: sounds to begin with, about as loud as each other."""

from __future__ import annotations

from immutables import Map

from engine.core.units import Value
from engine.modules.module_type import Preset


def _preset(name: str, summary: str, **values: Value) -> Preset:
    return Preset(name, summary, Map(values))


PRESETS: tuple[Preset, ...] = ()
