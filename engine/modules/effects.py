"""The effects, as data."""

from __future__ import annotations

from engine.modules.module_type import ModuleType

EFFECTS: tuple[ModuleType, ...] = ()
