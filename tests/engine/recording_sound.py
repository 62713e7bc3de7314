"""A sound backend that makes no sound and writes down what it was asked, with the frame at which it was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from engine.core.document import Document
from engine.core.units import Value
from engine.sound.protocol import NO_VALUES, Block


class NoteOn(NamedTuple):
    frame: int
    module: str
    note: float | None
    velocity: float
    key: int


class NoteOff(NamedTuple):
    frame: int
    module: str
    key: int


class RecordingSound:
    """Keeps every request in the order in which it came; its frame is the number of frames rendered before it."""

    def __init__(self, on_render: Callable[[], None] = lambda: None) -> None:
        self.frame = 0
        self.ons: list[NoteOn] = []
        self.values: list[dict[str, Value]] = []  # of each note in `ons`
        self.offs: list[NoteOff] = []
        self.order: list[str] = []  # "reconcile", "on kick", "off kick", "silence", with what else happened in between
        self.reconciled: list[tuple[int, Document, Document]] = []
        self.silenced: list[int] = []
        self.ready: list[str] = []
        self.beats: list[tuple[int, Fraction, Fraction, bool]] = []
        self.to_tell: list[str] = []
        self.is_closed = False
        self._on_render = on_render

    def reconcile(self, old: Document, new: Document) -> None:
        self.order.append("reconcile")
        self.reconciled.append((self.frame, old, new))

    def follow_beat(self, beat: Fraction, beats_per_frame: Fraction, is_playing: bool) -> None:
        self.beats.append((self.frame, beat, beats_per_frame, is_playing))

    def note_on(
        self, module: str, note: float | None, velocity: float, voice_key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        self.order.append(f"on {module}")
        self.values.append(dict(values))
        self.ons.append(NoteOn(self.frame, module, note, velocity, voice_key))

    def note_off(self, module: str, voice_key: int) -> None:
        self.order.append(f"off {module}")
        self.offs.append(NoteOff(self.frame, module, voice_key))

    def render(self, frames: int) -> Block:
        assert frames >= 1
        self._on_render()
        self.frame += frames
        return np.zeros((2, frames), np.float32)

    def silence(self) -> None:
        self.order.append("silence")
        self.silenced.append(self.frame)

    def stems(self) -> Mapping[str, Block]:
        return {}

    def modulated(self, _: str) -> Mapping[str, float]:
        return {}

    def complaints(self) -> tuple[str, ...]:
        told, self.to_tell = tuple(self.to_tell), []
        return told

    def sample_ready(self, name: str) -> None:
        self.ready.append(name)

    def types_changed(self) -> None:
        self.order.append("types")

    def settle(self) -> None:
        self.order.append("settle")

    def voices_sounding(self) -> int:
        return len(self.ons) - len(self.offs)

    def close(self) -> None:
        self.is_closed = True

    def onsets(self, module: str) -> list[int]:
        """Return the frames at which a module's notes began."""
        return [on.frame for on in self.ons if on.module == module]
