"""The delay effect: echoes in seconds or beats, which lose their lows and highs, and may go from side to side."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.effects.line import Line
from engine.sound.effects.wet import Socket, Wet
from engine.sound.nodes import GRID
from engine.sound.protocol import Block

LONGEST_SECONDS = 4.0
_CROSS_SECONDS = 0.02  # from one time to another


class DelayWet(Wet):
    """A line that is read before each slice, filtered in the graph, and written after it with what comes back.

    The shortest time is longer than a line of the grid, so what is read has always been written. Another time fades
    from the old place of the line to the new, one change after another.
    """

    is_balanced = True

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        rate = self._studio.rate
        self._line = Line(round(LONGEST_SECONDS * rate) + GRID)
        self._fade_frames = round(_CROSS_SECONDS * rate)
        self._echo, self._left, self._right = nodes.drawn_stereo()
        self._low_cut, self._high_cut = self._control(20.0), self._control(20000.0)
        self._feedback, self._crossing = self._control(0.0), self._control(0.0)
        flat = nodes.constant(0.293)  # a Q of 0.7: nothing rings, however often it goes round
        high = nodes.state_variable(self._echo, "high_pass", self._hertz(self._low_cut.node), flat)
        self.out = nodes.state_variable(high, "low_pass", self._hertz(self._high_cut.node), flat)
        self._delay = self._wanted = self._frames()
        self._old_delay: Frame = self._delay
        self._changed: Frame = -self._fade_frames
        self._inlet, self._wet = socket.inlet.output_buffer, self.out.output_buffer
        self._fed, self._crossed = self._feedback.node.output_buffer, self._crossing.node.output_buffer
        self._source = socket.inlet
        self.take()

    @property
    def tail_frames(self) -> Frame:  # type: ignore[override]  # others have it fixed
        """An echo may be as far away as the delay is long."""
        return max(self._delay, self._wanted) + GRID

    def take(self) -> None:
        """Take up times, feedback and tone."""
        number = self._settings.number
        self._move(self._low_cut, number("lowCut"))
        self._move(self._high_cut, number("highCut"))
        self._move(self._feedback, number("feedback"))
        self._move(self._crossing, number("pingPong"))
        self.follow_tempo()

    def follow_tempo(self) -> None:
        """Take up the time, which may be one in beats."""
        self._wanted = self._frames()
        if not self._is_awake:
            self._delay = self._old_delay = self._wanted
        elif self._studio.now >= self._changed + self._fade_frames:
            self._change()

    def wake(self) -> None:
        """Begin with an empty line."""
        super().wake()
        self._line.begin(self._studio.now)
        self._studio.slices.enter(self._draw, self._hear)

    def sleep(self) -> None:
        """Draw no more."""
        super().sleep()
        self._studio.slices.leave(self._draw, self._hear)

    def _frames(self) -> Frame:
        studio, beats = self._studio, self._settings.number("sync")
        frames = round(beats / studio.beats_per_frame) if beats else round(self._settings.number("time") * studio.rate)
        return min(max(frames, GRID), round(LONGEST_SECONDS * studio.rate))

    def _change(self) -> None:
        if self._wanted != self._delay:
            self._old_delay, self._delay = self._delay, self._wanted
            self._changed = self._studio.now

    def _draw(self, now: Frame, frames: int) -> None:
        if now % GRID == 0 and now >= self._changed + self._fade_frames:
            self._change()
        sound = self._line.read(now - self._delay, frames)
        if now < self._changed + self._fade_frames:
            sound = self._faded(sound, now, frames)
        self._left[0, :frames], self._right[0, :frames] = sound

    def _faded(self, sound: Block, now: Frame, frames: int) -> Block:
        """Return the way from the old place of the line to the new."""
        old = self._line.read(now - self._old_delay, frames)
        gone = np.arange(now - self._changed + 1, now - self._changed + 1 + frames, dtype=np.float32)
        left = np.maximum(1.0 - gone / self._fade_frames, 0.0)  # exactly 0 once it is over, however it is sliced
        made: Block = sound + (old - sound) * left
        return made

    def _hear(self, now: Frame, frames: int) -> None:
        inlet, wet = self._inlet[:, :frames], self._wet[:, :frames] * self._fed[0, :frames]
        cross = self._crossed[0, :frames]
        middle = (inlet[0] + inlet[1]) * 0.5
        left = inlet[0] + (middle - inlet[0]) * cross + wet[0] + (wet[1] - wet[0]) * cross
        right = inlet[1] - inlet[1] * cross + wet[1] + (wet[0] - wet[1]) * cross
        self._line.write(now, left, right)
