"""How a sample is laid out to be played: in buffers short enough to be made between blocks, and which part sounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.nodes import SoundBuffer
from engine.sound.samples import Sample

SEGMENT = 1 << 17  # frames: a stereo buffer of this length takes half a millisecond to make, one of 30 s takes 20
_UNROLLED = 1 << 15  # frames: loops below this are repeated up to it, so that going round is rare
_SEAM = 1 << 10  # frames: the end of a longer loop is laid out again, followed by the loop's first frame
_QUIET = 1e-3  # -60 dB: a region that ends below this needs no fade


class Segments:
    """One sample as buffers of SEGMENT frames. Each holds one frame of the next, for reading between the two."""

    def __init__(self, sample: Sample) -> None:
        self.sound = sample.sound
        self.channels, self.frames = sample.sound.shape
        self.buffers: list[SoundBuffer] = []

    @property
    def is_whole(self) -> bool:
        """Whether every buffer has been made."""
        return len(self.buffers) * SEGMENT >= int(self.frames)

    def make_one(self) -> None:
        """Make the next buffer."""
        begin = len(self.buffers) * SEGMENT
        self.buffers.append(nodes.filled_buffer(self.sound[:, begin : begin + SEGMENT + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Which frames of which buffers sound, and what happens at the end of them."""

    buffers: list[SoundBuffer]  # may still grow while a long sample is being laid out
    span: Frame  # buffer k begins with frame k * span
    channels: int
    start: Frame
    start_seconds: float  # where `start` lies in its buffer, as a player takes it
    end: Frame  # the first frame that does not sound, > start
    is_loop: bool
    ends_abruptly: bool = False  # a fade must hide the end
    seam: SoundBuffer = None  # the last _SEAM frames of a loop, so that reading between its end and its start is right

    def part_at(self, place: float) -> tuple[SoundBuffer, Frame, Frame]:
        """Return the buffer that holds `place`, its first frame, and the frame up to which it serves.

        The buffer is None while it has not been made.
        """
        seam_start = self.end - _SEAM
        if self.seam is not None and place >= seam_start:
            return self.seam, seam_start, self.end
        part = int(place) // self.span
        limit = min((part + 1) * self.span, seam_start if self.seam is not None else self.end)
        return self.buffers[part] if part < len(self.buffers) else None, part * self.span, limit


def plan_region(segments: Segments, start: float, end: float, is_loop: bool, rate: int) -> Plan:
    """Return how to play a sample from `start` to `end`, as parts of its length from 0 to 1."""
    last = min(segments.frames, max(1, round(end * segments.frames)))
    first = min(round(start * segments.frames), last - 1)
    if is_loop and last - first < _UNROLLED:
        return _unrolled(segments.sound[:, first:last])
    first, seconds = _reachable(first, rate)
    sound = segments.sound
    if is_loop:
        seam = nodes.filled_buffer(np.concatenate((sound[:, last - _SEAM : last], sound[:, first : first + 1]), axis=1))
        return Plan(segments.buffers, SEGMENT, segments.channels, first, seconds, last, is_loop=True, seam=seam)
    abrupt = bool(np.abs(sound[:, max(first, last - 8) : last]).max() > _QUIET)
    return Plan(segments.buffers, SEGMENT, segments.channels, first, seconds, last, is_loop=False, ends_abruptly=abrupt)


def _unrolled(region: NDArray[np.float32]) -> Plan:
    channels, length = region.shape
    turns = ceil(_UNROLLED / length)
    sound = np.concatenate((np.tile(region, turns), region[:, :1]), axis=1)
    end = turns * length
    return Plan([nodes.filled_buffer(sound)], end, channels, 0, 0.0, end, is_loop=True)


def _reachable(frame: Frame, rate: int) -> tuple[Frame, float]:
    """Return the first frame, from `frame` backwards, that a player hits exactly, and its seconds into its buffer.

    A player computes its place as rate times seconds in single precision, which misses some frames by a fraction.
    """
    inside = frame % SEGMENT
    for back in range(min(8, inside) + 1):
        near = np.float32((inside - back) / rate)
        for seconds in (near, np.nextafter(near, np.float32(-1)), np.nextafter(near, np.float32(9))):
            if np.float32(rate) * seconds == inside - back:
                return frame - back, float(seconds)
    return frame, inside / rate
