"""The playhead: where the music is, as an exact line from frames to beats that bends with the tempo."""

from __future__ import annotations

from fractions import Fraction

from engine.core.document import PlayState, Transport
from engine.core.units import Beat, Frame, exact


class Playhead:
    """Converts between the frames that are rendered and the beats that are due.

    `flight` rises whenever the line of beats is broken (start, stop, pause, seek), so that what was made for an earlier
    flight is known to be stale. A change of tempo bends the line and does not break it.

    Thread: the engine's only.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate  # frames per second
        self.is_playing = False
        self.flight = 0
        self.flight_start = Fraction(0)  # the beat at which the flight began
        self.preroll_frames = 0  # how long a flight waits before its first beat, so that live loops can be asked for it
        self.scheduled = Fraction(0)  # every event before this beat has been taken; the next window begins here
        self._origin_frame: Frame = 0
        self._origin_beat: Beat = Fraction(0)
        self._frames_per_beat = Fraction(60 * rate, 120)
        self._bpm = 120.0

    def follow(self, old: Transport, new: Transport, frame: Frame) -> None:
        """Take over at `frame` what changed between two versions of the document's transport."""
        flight = self.flight
        if new.bpm != self._bpm:
            self._bend(new.bpm, frame)
        if new.locate.number != old.locate.number:
            self._break(new.locate.beat, frame)
            self.scheduled = new.locate.beat
        should_play = new.state is PlayState.PLAYING
        if should_play is not self.is_playing:
            self._break(self.beat_at(frame), frame)
            self.is_playing = should_play
        if self.is_playing and self.flight != flight:
            self._origin_frame = frame + self.preroll_frames

    @property
    def origin(self) -> tuple[Frame, Beat]:
        """A frame and its beat, from which on the line of beats is straight: where the tempo or the flight began."""
        return self._origin_frame, self._origin_beat

    def beat_at(self, frame: Frame) -> Beat:
        """Return the exact beat at `frame`."""
        return self._beat_at_half(2 * frame)

    def _beat_at_half(self, half_frames: int) -> Beat:
        # In integers, as below: a fraction at each step would be most of what a block and a note cost.
        passed = half_frames - 2 * self._origin_frame
        if not self.is_playing or passed <= 0:
            return self._origin_beat
        origin, parts = self._origin_beat.as_integer_ratio()
        frames, beats = self._frames_per_beat.as_integer_ratio()
        return Fraction(2 * origin * frames + passed * beats * parts, 2 * parts * frames)

    def frame_of(self, beat: Beat) -> Frame:
        """Return the frame nearest to `beat`; half a frame rounds up."""
        (top, bottom), (origin, parts) = beat.as_integer_ratio(), self._origin_beat.as_integer_ratio()
        frames, beats = self._frames_per_beat.as_integer_ratio()
        return self._origin_frame + _nearest((top * parts - origin * bottom) * frames, bottom * parts * beats)

    def frames_in(self, beats: Beat) -> Frame:
        """Return how many frames `beats` last at the present tempo, at least one; half a frame rounds up."""
        (top, bottom), (frames, per_beats) = beats.as_integer_ratio(), self._frames_per_beat.as_integer_ratio()
        return max(1, _nearest(top * frames, bottom * per_beats))

    def beats_in(self, frames: Frame) -> Beat:
        """Return how many beats pass in `frames` at the present tempo."""
        return frames / self._frames_per_beat

    def window_to(self, frame: Frame) -> tuple[Beat, Beat]:
        """Return the beats, from and below, whose frame lies before `frame` and which were not scheduled yet."""
        return self.scheduled, max(self.scheduled, self._beat_at_half(2 * frame - 1))

    def _bend(self, bpm: float, frame: Frame) -> None:
        self._origin_beat = self.beat_at(frame)
        self._origin_frame = max(frame, self._origin_frame) if self.is_playing else frame
        self._bpm = bpm
        self._frames_per_beat = Fraction(60 * self.rate) / exact(bpm)

    def _break(self, beat: Beat, frame: Frame) -> None:
        self._origin_beat = self.flight_start = beat
        self._origin_frame = frame
        self.flight += 1


def _nearest(numerator: int, denominator: int) -> int:
    """Return the integer nearest to a fraction; half a one rounds up."""
    return (2 * numerator + denominator) // (2 * denominator)
