"""Pace: has a worker that repeats go on when its rest is over, in seconds of the engine, and loses patience with it.

Engine seconds are frames, so they pass whether the transport plays or not, faster in a render, and not at all while the
machine sleeps: a rest that is over by far is over once, and nothing is made up for.
"""

from __future__ import annotations

from math import ceil
from random import Random
from zlib import crc32

from engine.core.document import RunRequest
from engine.core.units import Frame
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Repetition

LEAST_REST_SECONDS = 0.005  # about a block: a script that never waits still lets the others have their turn
FORGIVEN_SECONDS = 0.05  # a wait that ends later than this is counted from its end, not from where it was due
COME_TO_AN_END_SECONDS = 0.5  # for work that somebody waits for the end of; then it is asked to break off, and ...
BREAK_OFF_SECONDS = 0.3  # ... then its process is ended
TOGETHER_SECONDS = 0.02  # pauses end on this grid where their bounds allow it: one wake then serves many scripts
LOOK_AT_WORK_SECONDS = 0.25  # until the next look while a worker works; its answer is heard of at once
LOOK_AT_HURRY_SECONDS = 0.02


class Pace:
    """When what repeats goes on, and how long it is waited for."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage

    def send_text(self, repetition: Repetition, request: RunRequest, now: float) -> None:
        """Have a text from now on, if it compiles."""
        self._stage.send(repetition.seat, p.Repeat(request.number, request.text))
        repetition.asked, repetition.phase, repetition.since_seconds = request, "starting", now
        repetition.hurried_at_seconds = None

    def begin(self, repetition: Repetition, moment: Moment) -> None:
        """The first round of a text begins with the next look."""
        repetition.text = repetition.asked
        repetition.wake = repetition.rest_from = moment.glance.frame
        repetition.is_between_rounds, repetition.rests = True, 0

    def is_due(self, repetition: Repetition, moment: Moment) -> bool:
        """Whether the rest is over, and the worker can be shown what its last work came to."""
        sent = repetition.sent
        is_shown = sent is None or (sent.ticket is not None and sent.ticket.is_done(moment.snapshot))
        is_at_rest = repetition.phase == "resting" and repetition.text is not None
        return is_at_rest and is_shown and moment.glance.frame >= repetition.wake

    def go_on(self, hand: Hand, repetition: Repetition, turn: int, moment: Moment) -> None:
        """Have the worker see what is new, and go on."""
        frame, rate = moment.glance.frame, self._stage.rules.rate
        is_in_time = not repetition.is_between_rounds and frame - repetition.wake <= FORGIVEN_SECONDS * rate
        repetition.at = repetition.wake if is_in_time else frame
        if repetition.is_between_rounds:
            repetition.is_between_rounds, repetition.round_from, repetition.worked_seconds = False, repetition.at, 0.0
        if not repetition.seat.is_feeding:
            self._stage.feed(hand, repetition.seat, moment.snapshot)
        repetition.step += 1
        roots = self._stage.package_roots(moment.snapshot.session.path)
        message = p.GoOn(repetition.step, turn, repetition.at / rate, moment.glance.beat, roots)
        self._stage.send(repetition.seat, message)
        repetition.phase, repetition.since_seconds, repetition.is_broken = "working", moment.now, False

    def rest(self, repetition: Repetition, chance: str, moment: Moment) -> None:
        """The work is done: rest from here, or from where the wait was due, if that is hardly past."""
        frame = moment.glance.frame
        is_in_time = frame - repetition.at <= FORGIVEN_SECONDS * self._stage.rules.rate
        repetition.rest_from = repetition.at if is_in_time and not repetition.is_between_rounds else frame
        repetition.share = Random(crc32(f"{chance}/{repetition.rests}".encode())).random()
        repetition.rests += 1
        repetition.phase, repetition.since_seconds, repetition.hurried_at_seconds = "resting", moment.now, None

    def set_wake(self, repetition: Repetition, least_seconds: float, most_seconds: float) -> None:
        """Say how long the rest is: so long at least, and at most."""
        rate, span_seconds = self._stage.rules.rate, most_seconds - least_seconds
        seconds = least_seconds + repetition.share * span_seconds
        repetition.wake = repetition.rest_from + ceil(max(seconds, LEAST_REST_SECONDS) * rate)
        grid = int(TOGETHER_SECONDS * rate)
        if repetition.is_between_rounds and span_seconds >= TOGETHER_SECONDS:
            slot = -(-repetition.wake // grid) * grid
            is_too_late = slot > repetition.rest_from + most_seconds * rate
            repetition.wake = slot - grid if is_too_late else slot

    def round_seconds(self, repetition: Repetition) -> float:
        """How long the round took that is over: what it waited, and what it computed."""
        frames: Frame = repetition.at - repetition.round_from
        return frames / self._stage.rules.rate + repetition.worked_seconds

    def hurry(self, repetition: Repetition, now: float) -> bool:
        """Somebody waits for the work to end. Returns whether only its process can be ended any more."""
        if repetition.hurried_at_seconds is None:
            repetition.hurried_at_seconds = now
        waited_seconds = now - repetition.hurried_at_seconds
        if waited_seconds > COME_TO_AN_END_SECONDS and not repetition.is_broken:
            self._stage.send(repetition.seat, p.Break(repetition.step))
            repetition.is_broken = True
        return waited_seconds > COME_TO_AN_END_SECONDS + BREAK_OFF_SECONDS

    def is_hung(self, repetition: Repetition, now: float) -> bool:
        """Whether an answer has not come for so long that it never will."""
        is_asked = repetition.phase in ("starting", "working")
        return is_asked and now > repetition.since_seconds + self._stage.rules.run_patience_seconds

    def owes(self, repetition: Repetition, moment: Moment) -> bool:
        """Whether a render has to wait for it."""
        return repetition.phase != "resting" or self.is_due(repetition, moment)

    def rest_seconds(self, repetition: Repetition, moment: Moment) -> float | None:
        """Return how long nobody need look, unless something is heard or published; None is for ever."""
        if repetition.hurried_at_seconds is not None:
            return LOOK_AT_HURRY_SECONDS
        if repetition.phase != "resting":
            return LOOK_AT_WORK_SECONDS
        if repetition.text is None:
            return None
        frames = repetition.wake - moment.glance.frame
        if frames <= 0 and not self.is_due(repetition, moment):
            return None  # a snapshot will tell that its work is done
        return max(LEAST_REST_SECONDS / 2, frames / self._stage.rules.rate)
