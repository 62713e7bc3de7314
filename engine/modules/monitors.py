"""What watches and keeps sound, as data: oscilloscope and spectrogram."""

from __future__ import annotations

from engine.modules.module_type import ModuleType

MONITORS: tuple[ModuleType, ...] = ()
