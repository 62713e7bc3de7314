"""Which part of a sample is played, and through which buffers: a plan, made once for all the notes that play it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.nodes import SoundBuffer
from engine.sound.segments import SEGMENT, Segments

_UNROLLED = 1 << 15  # frames: loops below this are repeated up to it, so that going round is rare
_SEAM = 1 << 10  # frames: the end of a longer loop is laid out again, followed by the loop's first frame
_EDGE = 8  # frames at an end of a region by which it is told whether it breaks off
_QUIET = 1e-3  # -60 dB: a region that ends below this needs no fade
_MOST_PLANS = 64  # that are remembered
_EXACT_WITHIN = 8  # frames


class Region(NamedTuple):
    """A part of a sample. An end that is not after the start is taken as one frame after it."""

    start: float  # as a part of its length, 0.0 to 1.0
    end: float

    def frames_of(self, frames: Frame) -> tuple[Frame, Frame]:
        """Return its first frame, and the one after its last, in a sample of so many."""
        last = min(frames, max(1, round(self.end * frames)))
        return min(round(self.start * frames), last - 1), last


class Part(NamedTuple):
    """A buffer, and the places that it serves."""

    buffer: SoundBuffer | None  # None while the sample has not been read up to there
    first: Frame  # the place of its first frame
    low: Frame  # places from here on
    high: Frame  # up to, without, this one


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A region, and how a player goes through it.

    A place is where in the buffers a player reads: the frame of the sample, or, where a short loop is laid out many
    times, how far it is from that layout's beginning.
    """

    segments: Segments
    first: Frame  # of the sample
    last: Frame  # the first one that does not sound, > first
    goes_round: bool
    breaks_off: tuple[bool, bool] = (False, False)  # whether a fade must hide its end played backwards, and forwards
    unrolled: SoundBuffer = None  # a short loop, many times
    seam: SoundBuffer = None  # a loop's last frames and its first, so that reading between the two is right
    turns: int = 0  # how often it is unrolled

    @property
    def start(self) -> Frame:
        """The lowest place."""
        return 0 if self.turns else self.first

    @property
    def end(self) -> Frame:
        """The place after the highest."""
        return self.turns * (self.last - self.first) if self.turns else self.last

    def place_of(self, frame: float) -> float:
        """Return the place of a frame of the sample."""
        return frame - self.first if self.turns else frame

    def frame_of(self, place: float) -> float:
        """Return the frame of the sample that sounds at a place."""
        return self.first + place % (self.last - self.first) if self.turns else place

    def begins_at(self, position: float, is_forward: bool) -> float:
        """Return the place of a position, 0.0 to 1.0 of the region, counted in the direction of play."""
        way = min(round(position * (self.last - self.first)), self.last - 1 - self.first)
        return self.place_of(self.first + way if is_forward else self.last - 1 - way)

    def holds(self, frame: float) -> bool:
        """Whether a frame of the sample is in the region."""
        return self.first <= frame < self.last

    def part_at(self, place: float) -> Part:
        """Return the buffer to read at a place, made on the spot if nobody did it before."""
        if self.turns:
            return Part(self.unrolled, 0, 0, self.end)
        last = self.last if self.seam is None else self.last - _SEAM
        if place >= last and self.seam is not None:
            return Part(self.seam, last, last, self.last)
        number = int(place) // SEGMENT
        begin = number * SEGMENT
        return Part(self.segments.buffer(number), begin, max(begin, self.first), min(begin + SEGMENT, last))

    def can_go_on(self, place: float) -> bool:
        """Whether the sample has been read up to a place; if so, a buffer for it is made soon."""
        if self.turns or not self.first <= place < self.last:
            return True
        number = int(place) // SEGMENT
        self.segments.expect(number)
        return self.segments.has_read(number)


class Plans:
    """The plans of one module, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[Segments, Region, bool], Plan] = {}

    def plan(self, segments: Segments, region: Region, goes_round: bool) -> Plan:
        """Return how to play a region, once or round and round."""
        found = self._made.get((segments, region, goes_round))
        if found is None:
            found = plan_region(segments, region, goes_round)
            if len(self._made) >= _MOST_PLANS:
                self._made.clear()
            if segments.sample.filled >= found.last:  # or its seam would stay as it was before it had been read
                self._made[segments, region, goes_round] = found
        return found

    def clear(self) -> None:
        """Forget all plans, and with them the samples that are no longer used."""
        self._made.clear()


def plan_region(segments: Segments, region: Region, goes_round: bool) -> Plan:
    """Return how to play a region of a sample, once or round and round."""
    first, last = region.frames_of(int(segments.frames))
    sound = segments.sample.sound
    if not goes_round:
        edges = (sound[:, first : min(first + _EDGE, last)], sound[:, max(first, last - _EDGE) : last])
        low, high = (bool(np.abs(edge).max() > _QUIET) for edge in edges)
        return Plan(segments, first, last, goes_round=False, breaks_off=(low, high))
    if last - first < _UNROLLED:
        turns = ceil(_UNROLLED / (last - first))
        once = sound[:, first:last]
        laid_out = np.concatenate((np.tile(once, turns), once[:, :1]), axis=1)
        return Plan(segments, first, last, goes_round=True, unrolled=nodes.filled_buffer(laid_out), turns=turns)
    seam = nodes.filled_buffer(np.concatenate((sound[:, last - _SEAM : last], sound[:, first : first + 1]), axis=1))
    return Plan(segments, first, last, goes_round=True, seam=seam)


@lru_cache(maxsize=1024)
def reachable(frame: Frame, rate: int) -> Frame:
    """Return the first frame, from `frame` backwards, that a player can be put at exactly."""
    inside = frame % SEGMENT
    for back in range(min(_EXACT_WITHIN, inside) + 1):
        if exact_seconds(inside - back, rate) is not None:
            return frame - back
    return frame


@lru_cache(maxsize=1024)
def exact_seconds(inside: Frame, rate: int) -> float | None:
    """Return the seconds into a buffer by which a player is put exactly at a frame of it; None where none are.

    A player computes its place as rate times seconds in single precision, which misses some frames by a fraction.
    """
    near = np.float32(inside / rate)
    for seconds in (near, np.nextafter(near, np.float32(-1)), np.nextafter(near, np.float32(9))):
        if np.float32(rate) * seconds == inside:
            return float(seconds)
    return None
