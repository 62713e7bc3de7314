"""What sequencers give to modules: notes, each for one module at its exact beat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from immutables import Map

from engine.core.units import Beat, Value

NO_VALUES: Mapping[str, Value] = Map()


class Note(NamedTuple):
    """One note for one module."""

    beat: Beat
    module: str
    note: float | None  # MIDI number; None is the module's own pitch
    velocity: float  # above 0.0, to 1.0
    length: Beat
    may_ring: bool = False  # a one-shot sounds to its end, whatever the length
    values: Mapping[str, Value] = NO_VALUES  # parameters of this note; see `SoundBackend.note_on`


class Voice(NamedTuple):
    """What is said of a note, before it is known how and when a sequencer plays it."""

    module: str
    note: float | None
    velocity: float
    values: Mapping[str, Value] = NO_VALUES
    length: Beat | None = None  # in beats, where it is said


Sound = tuple[str, float | None, float, Beat, bool, Mapping[str, Value]]
"""A note without its beat: module, note, velocity, length, may_ring, values."""
