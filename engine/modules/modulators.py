"""The modulators, as data: what moves parameters of other modules."""

from __future__ import annotations

from engine.modules.module_type import ModuleType

MODULATORS: tuple[ModuleType, ...] = ()
