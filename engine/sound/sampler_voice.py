"""A voice that plays a sample from end to end: it walks through the buffers of a plan, either way, and goes round."""

from __future__ import annotations

from math import inf

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.nodes import SoundBuffer
from engine.sound.playback import Part, Plan, Plans, exact_seconds, reachable
from engine.sound.sample_voice import Manner, SampleVoice
from engine.sound.segments import Segments
from engine.sound.steady import Knob, Lever, Steady
from engine.sound.tape import Tape
from engine.sound.voice import FADE_SECONDS
from engine.sound.walk import Walk

_NEVER = 1 << 30  # a frame beyond every buffer: a player that passes its end, or its start, stops for good
_NO_PART = Part(None, 0, 0, 1)


class SamplerVoice(SampleVoice):
    """Plays the region of a plan at any speed, forwards and backwards.

    SignalFlow's own loop drops the fraction of a frame at each turn, which is 53 cents on a short loop. So the player
    never loops: its place is computed here, exactly, and it is put back at the very frame where it passes the end.
    """

    def __init__(self, rate: int, glides: Glides, steady: Steady, cuts: Cuts, silence: SoundBuffer) -> None:
        super().__init__(rate, glides, steady)
        self._cuts = cuts
        self._buffer = silence  # decides, by its channels, those of the voice
        self._player = nodes.player(silence)
        self._rate = Lever(glides, steady, self._player, "rate", 1.0)
        self._start = Knob(steady, self._player, "start_time", -_NEVER / rate)
        self._end = Knob(steady, self._player, "end_time", 0.0)
        Knob(steady, self._player, "loop", 0.0)
        self._finish(self._player)
        self.stamp = 0
        self._plans: Plans
        self._plan: Plan | None = None
        self._part = _NO_PART
        self._tape: Tape | None = None
        self._ratio = 1.0  # the speed that the note's pitch asks for
        self._walk = Walk()
        self._dip: tuple[Plan, float] | None = None  # where it goes on when its gain has come down
        self._region_ends: float = inf  # the frame at which there is nothing left to play
        self._may_end_at: float = inf  # likewise, unless more of the sample has been read by then
        self._turns_at: float = inf  # when it passes to another buffer
        self._fades_at: float = inf
        self._dips_at: float = inf

    def play(
        self, segments: Segments, plans: Plans, manner: Manner, goes_round: bool, ratio: float, now: Frame
    ) -> None:
        """Begin at the position; to be called after `start`."""
        self._begin(segments, plans, manner, goes_round, ratio, now)
        self._go_to_position(manner, now)

    def go_on(self, segments: Segments, plans: Plans, manner: Manner, tape: Tape, ratio: float, now: Frame) -> None:
        """Go on round the region where the tape was stopped, rising as the note before falls; to follow `start`."""
        frame = tape.frame_at(now)
        plan = self._begin(segments, plans, manner, True, ratio, now)
        if frame is None or not plan.holds(frame):
            self._go_to_position(manner, now)
        else:
            self.gain.jump(0.0)
            self._rise(now, FADE_SECONDS)
            self._go_to(plan.place_of(frame), now)
        self._tape = tape
        tape.run(self)

    def frame_at(self, now: Frame) -> float:
        """Return the frame of the sample that it sounds."""
        assert self._plan is not None
        return self._plan.frame_of(self._walk.place_at(now))

    def follow(self, manner: Manner, now: Frame) -> None:
        """Play in another manner: what is outside a region that has moved goes back into it through a dip of 5 ms."""
        old = self._plan
        if old is None:
            return
        self._change_step(manner.speed, now)
        plan = self._plans.plan(old.segments, manner.region, old.goes_round)
        if plan is not old and not self._is_leaving:
            self._change_plan(old, plan, manner, now)

    @property
    def over_at(self) -> float:
        """The frame from which it is silent, by its envelope or because the region has ended."""
        return min(self.ends, self._region_ends, self._may_end_at)

    def release(self, seconds: float, now: Frame) -> None:
        """Close the gate, and leave the tape here."""
        self._leave_tape(now)
        super().release(seconds, now)

    def fade(self, now: Frame) -> None:
        """Be silent soon, and leave the tape here."""
        self._leave_tape(now)
        super().fade(now)

    def on_cut(self, now: Frame) -> None:
        """Change to the next buffer, go round, go elsewhere, or begin the fade that hides an abrupt end."""
        if self._dip is not None and now >= self._dips_at:
            self._plan, place = self._dip
            self._dip = None
            self._rise(now, FADE_SECONDS / 2)
            self._go_to(place, now)
            return
        if now >= self._fades_at:
            self._fades_at = inf
            self._end_softly(now)
        if now >= self._turns_at:
            self._turn(now)

    def park(self) -> None:
        """Forget its plan, so that a sample which is no longer used can go."""
        super().park()
        if self.over_at < inf:
            self._leave_tape(int(self.over_at))
        self.stamp += 1
        self._plan = self._tape = self._dip = None
        self._part = _NO_PART

    # --- where it goes

    def _begin(
        self, segments: Segments, plans: Plans, manner: Manner, goes_round: bool, ratio: float, now: Frame
    ) -> Plan:
        plan = self._plan = plans.plan(segments, manner.region, goes_round)
        self._plans, self._ratio = plans, ratio
        self._walk.change_step(ratio * manner.speed, now)
        self._rate.jump(self._walk.step)
        if self._walk.is_still:
            self.gain.jump(0.0)
        self._player.trigger()
        return plan

    def _go_to_position(self, manner: Manner, now: Frame) -> None:
        plan = self._plan
        assert plan is not None
        place = plan.begins_at(manner.position, self._walk.is_forward)
        self._go_to(place if plan.turns else reachable(int(place), self.rate), now)

    def _go_to(self, place: float, now: Frame) -> None:
        """Read on at `place`, in whichever buffer that lies; where none has been read yet the voice ends."""
        assert self._plan is not None
        self._walk.go_from(place, now)
        part = self._part = self._plan.part_at(place)
        if part.buffer is None:
            self._region_ends = now
            self.stamp += 1
            return
        if part.buffer is not self._buffer:
            self._buffer = part.buffer
            self._player.set_buffer("buffer", part.buffer)
        inside = place - part.first
        exact = exact_seconds(int(inside), self.rate) if inside == int(inside) else None
        self._player.trigger("set_position", inside / self.rate if exact is None else exact)
        self._expect()

    def _turn(self, now: Frame) -> None:
        """Read on in the next buffer, or at the other end of a loop."""
        plan = self._plan
        assert plan is not None
        place = self._walk.place_at(now)
        if not plan.start <= place < plan.end:
            place = plan.start + (place - plan.start) % (plan.end - plan.start)
        self._go_to(place, now)

    def _change_step(self, speed: float, now: Frame) -> None:
        """Go on from where it is, faster or slower, or the other way; what stands still is silent."""
        was_still = self._walk.is_still
        if not self._walk.change_step(self._ratio * speed, now):
            return
        self._rate.glide(self._walk.step, 1, now)
        if self._walk.is_still != was_still:
            self._rise(now, FADE_SECONDS)
        if self._part.buffer is not None:
            self._expect()

    def _change_plan(self, old: Plan, plan: Plan, manner: Manner, now: Frame) -> None:
        frame = old.frame_of(self._walk.place_at(now))
        is_beyond = frame >= plan.last if self._walk.is_forward else frame < plan.first
        if plan.holds(frame) or not (plan.goes_round or is_beyond):
            if self._dip is not None:
                self._dip = None
                self._rise(now, FADE_SECONDS / 2)
            self._plan = plan
            self._go_to(plan.place_of(frame), now)
        elif plan.goes_round:
            self._dip_into(plan, plan.begins_at(manner.position, self._walk.is_forward), now)
        else:
            self.fade(now)

    def _dip_into(self, plan: Plan, place: float, now: Frame) -> None:
        """Go elsewhere once the gain has come down; if it is coming down already, go there instead."""
        if self._dip is None:
            self._dips_at = now + round(FADE_SECONDS / 2 * self.rate)
            self.gain.glide(0.0, int(self._dips_at) - now, now)
            self._cuts.put(int(self._dips_at), self)
        self._dip = plan, place

    def _rise(self, now: Frame, seconds: float) -> None:
        """Let the gain go to the note's level, or to nothing where it stands, unless it is on its last way down."""
        if not self._is_leaving:
            level = 0.0 if self._walk.is_still else self._level
            self.gain.glide(level, round(seconds * self.rate), now)

    def _leave_tape(self, now: Frame) -> None:
        if self._tape is not None and self._plan is not None:
            self._tape.stop(self, now)
            self._tape = None

    # --- what comes next

    def _expect(self) -> None:
        """Compute when something has to be done next, at the present speed."""
        plan, part, walk = self._plan, self._part, self._walk
        assert plan is not None
        self.stamp += 1
        self._fades_at = self._turns_at = self._region_ends = self._may_end_at = inf
        leaves = part.high >= plan.end if walk.is_forward else part.low <= plan.start
        self._stop_player(is_last=leaves and not plan.goes_round)
        if not walk.is_still:
            at = walk.passes(part.high if walk.is_forward else part.low)
            if leaves and not plan.goes_round:
                self._region_ends = at
                breaks_off = plan.breaks_off[walk.is_forward]
            else:
                self._turns_at = at
                breaks_off = not plan.can_go_on(self._beyond())
                self._may_end_at = at if breaks_off else inf
            if breaks_off:
                fade = min(round(FADE_SECONDS * self.rate), (at - self.began) // 4)
                self._fades_at = max(walk.since + 1, at - fade)
        for frame in (self._turns_at, self._fades_at, inf if self._dip is None else self._dips_at):
            if frame != inf:
                self._cuts.put(int(frame), self)

    def _stop_player(self, is_last: bool) -> None:
        """Have the player stop by itself at the very end of what is played, and nowhere else."""
        plan, part = self._plan, self._part
        assert plan is not None
        is_forward = self._walk.is_forward
        end = plan.end - part.first if is_last and is_forward else _NEVER
        start = plan.start - part.first if is_last and not is_forward else -_NEVER
        self._end.turn((end + 0.5) / self.rate)  # is cut to whole frames
        self._start.turn((start + 0.5) / self.rate)

    def _beyond(self) -> float:
        """Return the first place of what follows the present buffer, the way it goes."""
        plan, part = self._plan, self._part
        assert plan is not None
        if self._walk.is_forward:
            return part.high if part.high < plan.end else plan.start
        return part.low - 1 if part.low > plan.start else plan.end - 1

    def _end_softly(self, now: Frame) -> None:
        """Fade to the end of the region; or of what has been read, if it has not been read on meanwhile."""
        plan = self._plan
        assert plan is not None
        if self._region_ends == inf:
            if plan.can_go_on(self._beyond()):
                self._may_end_at = inf
                return
            self._region_ends, self._turns_at = self._turns_at, inf
        self._is_leaving = True
        self.gain.glide(0.0, max(1, int(self._region_ends) - now), now)
