"""A voice that plays a sample: it walks through the buffers of a plan, and goes round where the plan is a loop."""

from __future__ import annotations

from math import ceil, inf

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.nodes import SoundBuffer
from engine.sound.playback import Plan
from engine.sound.steady import Knob, Steady
from engine.sound.voice import FADE_SECONDS, Voice

_FASTEST = 64.0  # six octaves up there is nothing left to hear, and a loop would go round all the time
_NEVER = 1 << 30  # a frame beyond every buffer: a player that passes its end stops for good


class SamplerVoice(Voice):
    """Plays the region of a plan at any speed.

    SignalFlow's own loop drops the fraction of a frame at each turn, which is 53 cents on a short loop. So the player
    never loops: its place is computed here, exactly, and it is put back at the very frame where it passes the end.
    """

    def __init__(self, rate: int, glides: Glides, steady: Steady, cuts: Cuts, silence: SoundBuffer) -> None:
        super().__init__(rate, glides, steady)
        self._cuts = cuts
        self._buffer = silence  # decides, by its channels, those of the voice
        self._player = nodes.player(silence)
        self._speed = Knob(steady, self._player, "rate", 1.0)
        self._end = Knob(steady, self._player, "end_time", 0.0)
        Knob(steady, self._player, "loop", 0.0)
        self._finish(self._player)
        self._plan: Plan | None = None
        self._next_plan: Plan | None = None  # what a loop takes up when it next goes round
        self._ratio = 1.0  # the speed that the note's pitch asks for
        self.stamp = 0
        self._step = 1.0  # frames of the sample for one frame of sound
        self._where, self._since = 0.0, 0  # its place, at a frame
        self._limit: Frame = 0  # up to where the buffer it reads serves
        self._region_ends: float = inf
        self._turns_at: float = inf  # when it passes to another buffer
        self._fades_at: float = inf

    def play(self, plan: Plan, ratio: float, speed: float, now: Frame) -> None:
        """Begin at the start of `plan`; to be called after `start`."""
        self._ratio = ratio
        self._set_step(ratio * speed)
        self._player.trigger()
        self._go_to(plan, plan.start, now)

    def turn_to(self, plan: Plan) -> None:
        """Have a loop take up another plan when it next goes round."""
        if self._plan is not None and self._plan.is_loop and plan.is_loop and plan.channels == self._plan.channels:
            self._next_plan = plan

    def change_speed(self, speed: float, now: Frame) -> None:
        """Go on from where it is, faster or slower."""
        self._where, self._since = self._place(now), now
        self._set_step(self._ratio * speed)
        self._expect()

    @property
    def over_at(self) -> float:
        """The frame from which it is silent, by its envelope or because the region has ended."""
        return min(self.ends, self._region_ends)

    def on_cut(self, now: Frame) -> None:
        """Change to the next buffer or go round, and begin the fade that hides an abrupt end."""
        if now >= self._fades_at:
            self._fades_at = inf
            self.gain.glide(0.0, max(1, int(self._region_ends) - now), now)
        if now >= self._turns_at:
            self._turn(now)

    def park(self) -> None:
        """Forget its plan, so that a sample which is no longer used can go."""
        self.stamp += 1
        self._plan = self._next_plan = None

    def _turn(self, now: Frame) -> None:
        plan = self._plan
        assert plan is not None
        place = self._place(now)
        if place < plan.end:
            self._go_to(plan, place, now)
            return
        beyond = place - plan.end
        plan = self._next_plan or plan
        self._go_to(plan, plan.start + beyond % (plan.end - plan.start), now)

    def _go_to(self, plan: Plan, place: float, now: Frame) -> None:
        """Read on at `place`, in whichever buffer that lies; a buffer that is not there yet ends the voice."""
        self._plan = plan
        self._where, self._since = place, now
        buffer, first, self._limit = plan.part_at(place)
        if buffer is None:
            self._region_ends = now
            self.stamp += 1
            return
        self._read(buffer)
        is_last = self._limit == plan.end and not plan.is_loop
        self._end.turn(((plan.end - first if is_last else _NEVER) + 0.5) / self.rate)  # is cut to whole frames
        seconds = plan.start_seconds if place == plan.start else (place - first) / self.rate
        self._player.trigger("set_position", seconds)
        self._expect()

    def _read(self, buffer: SoundBuffer) -> None:
        if buffer is not self._buffer:
            self._buffer = buffer
            self._player.set_buffer("buffer", buffer)

    def _expect(self) -> None:
        """Compute when something has to be done next, at the present speed."""
        plan = self._plan
        assert plan is not None
        self.stamp += 1
        self._fades_at = self._turns_at = self._region_ends = inf
        if plan.is_loop or self._limit < plan.end:
            self._turns_at = self._when(self._limit)
        if not plan.is_loop:
            self._region_ends = self._when(plan.end)
            if plan.ends_abruptly:
                fade = min(round(FADE_SECONDS * self.rate), (int(self._region_ends) - self.began) // 4)
                self._fades_at = max(self._since + 1, self._region_ends - fade)
        for frame in (self._turns_at, self._fades_at):
            if frame != inf:
                self._cuts.put(int(frame), self)

    def _when(self, place: float) -> Frame:
        """Return the frame at which `place` has been reached or passed."""
        return self._since + max(1, ceil((place - self._where) / self._step))

    def _place(self, now: Frame) -> float:
        return self._where + (now - self._since) * self._step

    def _set_step(self, step: float) -> None:
        step = min(step, _FASTEST)
        self._step = float(np.float32(step))
        self._speed.turn(step)
