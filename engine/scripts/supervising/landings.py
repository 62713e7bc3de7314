"""Landings: sends what a run declares to the engine as one batch, and has the loops change over where it lands."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from engine.core import commands as c
from engine.core.document import RunRequest
from engine.core.live import Problem
from engine.core.units import NEXT_BAR, Beat
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Landing, Running, Seat

LANDING_LEAD_SECONDS = 0.04  # time for a worker to learn the beat its run lands on
RENAMED = "the script was renamed during its run; run it again"


class Landings:
    """Runs that succeeded, on their way to being heard."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage

    def land(self, hand: Hand, request: RunRequest, done: p.Done, moment: Moment) -> None:
        """Send a run's batch, to land no sooner than where the script's loops have been played up to already."""
        assert done.batch is not None
        lead_seconds = LANDING_LEAD_SECONDS + self._played_ahead_seconds(hand, moment)
        whole = c.Batch(
            commands=done.batch.commands,
            quantum=request.quantum or done.quantum or NEXT_BAR,
            lead_seconds=lead_seconds,
            label=f"run {hand.script}",
            origin=f"script:{hand.script}",
        )
        not_before = moment.glance.beat + moment.beats(lead_seconds)
        hand.landings.append(Landing(request, self._stage.put(whole), done, not_before))

    def _played_ahead_seconds(self, hand: Hand, moment: Moment) -> float:
        player = hand.player
        if player is None or player.flight != moment.glance.flight or player.next_wake is None:
            return 0.0
        return max(0.0, float(player.until - moment.glance.beat) * 60.0 / moment.glance.bpm)

    def settle(self, hand: Hand, moment: Moment) -> None:
        """Tell the worker where its runs land, and take note of those that have."""
        for landing in list(hand.landings):
            ticket = landing.sent.ticket
            if ticket is None:
                continue
            beat = moment.snapshot.waiting.get(ticket.number)
            is_done = ticket.is_done(moment.snapshot)
            if is_done and ticket.problem is not None:
                self._refused(hand, landing, ticket.problem)
                continue
            if not landing.is_told and (beat is not None or is_done):
                self._tell(hand, landing, beat, moment)
            if is_done and landing.is_told:
                self._landed(hand, landing)

    def _tell(self, hand: Hand, landing: Landing, beat: Beat | None, moment: Moment) -> None:
        """Tell the worker, once the copy has taken over and no answer is under way that would not know of it."""
        seat = hand.player
        if hand.heir is not None or seat is None or seat.advancing_since is not None:
            return
        has_loops = seat.next_wake is not None
        if has_loops and moment.glance.is_playing and seat.flight != moment.glance.flight:
            return
        at, start = self._where(beat, moment)
        self._stage.send(seat, p.Land(landing.request.number, at, start))
        landing.is_told = True
        if landing.is_hushed:
            self._stage.send(seat, p.EndLoops())
            return
        if not has_loops:
            join(seat, moment)
        self._take_loops(hand, seat, landing.done, start, is_later=beat is not None)

    def _where(self, beat: Beat | None, moment: Moment) -> tuple[Beat, Beat]:
        """Where the loops change over, and where new ones begin."""
        if beat is not None:
            return beat, beat
        now = moment.glance.beat
        if moment.glance.is_playing:
            return now, Fraction(ceil(now + moment.beats(LANDING_LEAD_SECONDS)))
        return now, moment.bar_after(now)

    def _take_loops(self, hand: Hand, seat: Seat, done: p.Done, start: Beat, *, is_later: bool) -> None:
        """What the run no longer defines plays on until it lands."""
        hand.loops = tuple(sorted({*hand.loops, *done.loops})) if is_later else done.loops
        hand.tasks = done.tasks + (hand.tasks if is_later else 0)
        if done.loops or done.tasks:
            seat.next_wake = start if seat.next_wake is None else min(seat.next_wake, start)

    def _landed(self, hand: Hand, landing: Landing) -> None:
        hand.landings.remove(landing)
        is_overtaken = landing.request.number < hand.landed
        hand.landed = max(hand.landed, landing.request.number)
        if landing.is_hushed or is_overtaken:
            return
        hand.good, hand.ran_lines = landing.request, landing.done.ran_lines
        hand.said_listens = landing.done.listens
        if not hand.landings and hand.player is not None:
            hand.loops = landing.done.loops
        if landing.is_orphan and all(other.is_orphan for other in hand.landings):
            hand.must_restore = True
        if hand.problem_run <= landing.request.number:
            hand.problem = None

    def _refused(self, hand: Hand, landing: Landing, problem: Problem) -> None:
        """The document changed meanwhile, so that the run no longer fits: have the last good one back."""
        hand.landings.remove(landing)
        hand.fail(p.Fault(RENAMED if landing.is_renamed else problem.message), landing.request.number)
        for seat in (hand.player, hand.heir):
            self._stage.dismiss(seat)
        if hand.running is not None and hand.running.seat is hand.player:
            hand.running = None
        hand.player = hand.heir = None
        hand.orphan_landings()
        hand.must_restore = hand.good is not None

    def restore(self, hand: Hand, running: Running, done: p.Done, moment: Moment) -> None:
        """The good text has run in a new worker: have its loops go on where they were, or else begin with a bar."""
        seat, beat = running.seat, moment.glance.beat
        is_same_place = hand.flight >= 0 and hand.locate == moment.locate
        places = hand.places if is_same_place else ()
        start = moment.bar_after(beat)
        self._stage.send(seat, p.Land(running.request.number, beat, start, places, is_same_place))
        if is_same_place:
            seat.flight, seat.locate = hand.flight, hand.locate
        else:
            join(seat, moment)
        hand.played = seat.silent_until = max(hand.played, beat)
        hand.loops, hand.tasks, hand.said_listens = done.loops, done.tasks, done.listens
        seat.next_wake = beat if done.loops or done.tasks else None


def join(seat: Seat, moment: Moment) -> None:
    """Have a worker whose loops are all new be in the present flight, so that they begin where they are told."""
    if moment.glance.is_playing:
        seat.flight, seat.locate = moment.glance.flight, moment.locate
