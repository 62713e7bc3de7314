"""What changes every block and is never in a snapshot: overwritten by the engine, glanced at by whoever draws it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from immutables import Map

from engine.core.units import Beat, Frame


class Playing(NamedTuple):
    """Where a sequencer is."""

    pattern: str
    step: int | None  # the step that came last, from 0; None before the first, and in a cyclic pattern
    turn: int  # how many turns of this pattern it has played before this one: the number of its cycle
    entry: int | None = None  # of its chain, from 0; None outside a chain
    repeat: int = 0  # which time this entry plays, from 0


NOTHING_PLAYS: Mapping[str, Playing] = Map()


class Glance(NamedTuple):
    """Where the music is. One reference, replaced whole, so that its parts always belong together.

    Thread: read from any.
    """

    frame: int = 0  # the next frame to render
    beat: Beat = Beat(0)
    is_playing: bool = False
    flight: int = 0
    flight_start: Beat = Beat(0)  # the beat at which the flight began
    bpm: float = 120.0
    beats_per_bar: int = 4
    load: float = 0.0  # share of a block's time that making it took, 0.0 to 1.0 and more
    notes_played: int = 0  # since the engine started
    playing: Mapping[str, Playing] = NOTHING_PLAYS  # by sequencer; not to be changed
    origin_frame: Frame = 0  # a frame and its beat, from which on the tempo has been the same
    origin_beat: Beat = Beat(0)

    @property
    def bar(self) -> int:
        """The bar, from 1."""
        return int(self.beat // self.beats_per_bar) + 1

    @property
    def beat_of_bar(self) -> int:
        """The beat in the bar, from 1."""
        return int(self.beat % self.beats_per_bar) + 1
