"""The units that watch sound for those who draw or keep it: oscilloscope, spectrogram, and one for each stem."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.modules.table import SYSTEM_MODULES
from engine.sound.adding import Adding
from engine.sound.nodes import GRID
from engine.sound.protocol import Block
from engine.sound.ring import Ring
from engine.sound.studio import Studio

_SHOWN_SECONDS = 2.0
_SILENCE: Block = np.zeros((2, GRID), dtype=np.float32)


class Tap(Adding):
    """Keeps the newest of what its cables bring in a ring. Nothing is heard of it, and nothing is drawn here."""

    tap: Ring

    def __init__(self, studio: Studio, kept_frames: Frame) -> None:
        super().__init__()
        self._studio = studio
        self.tap = Ring(kept_frames)
        self.woke_at: Frame = -kept_frames  # the end of the newest slice in which something came
        self._came = self.bus.output_buffer
        studio.slices.enter(after=self._hear)

    @property
    def levels(self) -> tuple[float, float]:
        """Nothing leads on from it."""
        return 0.0, 0.0

    def update(self, module: Module) -> None:
        """Do nothing: how it is drawn is for those who draw it."""

    def turn(self, values: Mapping[str, Value]) -> None:
        """Do nothing, likewise."""

    def retire(self) -> None:
        """Watch no more."""
        self._studio.slices.leave(after=self._hear)

    def _hear(self, now: Frame, frames: int) -> None:
        if self.is_awake:
            self.woke_at = now + frames
        self.tap.write((self._came if self.is_awake else _SILENCE)[:, :frames])


class Monitor(Tap):
    """An oscilloscope or a spectrogram; the system's own watch what the master lets out. Disabled, it stands still."""

    def __init__(self, studio: Studio, module: Module) -> None:
        super().__init__(studio, round(_SHOWN_SECONDS * studio.rate))
        self._is_enabled = module.is_enabled
        self.is_on_line = module.name in SYSTEM_MODULES
        if self.is_on_line:
            self.bus = self.inlet = None
            super().retire()

    def update(self, module: Module) -> None:
        """Take up whether it is enabled."""
        self._is_enabled = module.is_enabled

    def retire(self) -> None:
        """Watch no more."""
        if not self.is_on_line:
            super().retire()

    def on_line(self, _: Frame) -> None:
        """Keep what the master has let out since the line before. (Called for the system's own.)"""
        if self._is_enabled:
            self.tap.write(self._studio.heard)

    def _hear(self, now: Frame, frames: int) -> None:
        if self._is_enabled:
            super()._hear(now, frames)
