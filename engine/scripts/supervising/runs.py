"""Runs: heeds wishes, has texts run, and takes what came of it.

A run is rehearsed in a copy of the script's worker, which itself plays the loops on meanwhile. So a run that hangs,
fails or fills the memory is never heard; one that succeeds makes its copy the player, which goes in silence through
what was played during the run, and goes on. The other ways were to have loops played far ahead before each run (which
they could not take back when the run is over in a millisecond, as most are), or to run a slow text again in a fresh
worker (which runs it twice, and loses globals). A copy costs about a millisecond.

A script whose level was changed is run in a new worker at that level instead. It knows nothing of the loops that play,
so the old worker plays them up to the beat where the run lands before the new one takes over.

Where the OS cannot fork, and for the first run of a script, which has nothing to lose, the run is in the worker itself:
if it takes longer than the look-ahead, it holds up the loops of its own script, and no other's.
"""

from __future__ import annotations

from engine.core.document import RunRequest, ScriptLevel
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Running, Seat
from engine.scripts.supervising.keeping import Keeping
from engine.scripts.supervising.landings import Landings
from engine.scripts.supervising.patience import FORGOTTEN, Patience

GRACE_SECONDS = 0.3  # between asking a worker to break off and ending its process


class Runs:
    """What is asked of each script, and what is being done about it."""

    def __init__(self, backstage: Backstage, landings: Landings, patience: Patience, keeping: Keeping) -> None:
        self._stage = backstage
        self._landings = landings
        self._patience = patience
        self._keeping = keeping

    def heed(self, hand: Hand, request: RunRequest, now: float) -> None:
        """Take note of the newest wish; one that it replaces is never run."""
        hand.seen = request
        hand.wanted = request if request.wish == "run" else None
        match request.wish:
            case "run":
                hand.is_stopped = False
                self._patience.forgive(hand)
                self._break_off(hand, now, is_replaced=True)
            case "interrupt":
                self._break_off(hand, now, is_replaced=False)
            case "end":
                self._end(hand, now)
            case "kill":
                self.kill(hand)

    def _break_off(self, hand: Hand, now: float, *, is_replaced: bool) -> None:
        """Have the run end. Where nobody wants to know at which line it was, a copy is simply dismissed."""
        running = hand.running
        if running is None or running.is_again:
            return
        if is_replaced and running.seat is not hand.player:
            self._stage.dismiss(running.seat)
            hand.running = None
        elif not running.is_broken:
            self._stage.send(running.seat, p.Break(running.request.number))
            hand.running = running._replace(deadline_seconds=now + GRACE_SECONDS, is_broken=True)

    def _end(self, hand: Hand, now: float) -> None:
        self._break_off(hand, now, is_replaced=False)
        if hand.running is not None:
            hand.running = hand.running._replace(is_silenced=True)
        hand.silence()
        for landing in hand.landings:
            landing.is_hushed = True
        for seat in {hand.player, hand.heir} - {None}:
            assert seat is not None
            self._stage.send(seat, p.EndLoops())
            seat.next_wake, seat.is_hushed = None, seat.advancing_since is not None

    def kill(self, hand: Hand) -> None:
        """End the script's workers, whatever they do."""
        hand.silence()
        hand.landings.clear()
        for seat in hand.seats:
            self._stage.dismiss(seat)
        hand.player = hand.heir = hand.running = hand.done = None

    def begin_wanted(self, hand: Hand, moment: Moment) -> None:
        """Begin what is to be run next, when nothing stands in its way."""
        if hand.running is not None or hand.heir is not None or hand.is_untold:
            return
        if hand.must_restore:
            if not self._patience.may_restart(hand, moment):
                return
            hand.must_restore = False
            if hand.good is not None:
                self._begin(hand, hand.good, moment, is_again=True)
        elif hand.wanted is not None and self._may_leave_level(hand, hand.wanted, moment):
            request, hand.wanted = hand.wanted, None
            self._begin(hand, request, moment, is_again=False)

    def _may_leave_level(self, hand: Hand, request: RunRequest, moment: Moment) -> bool:
        """Whether the run is at the player's level, or the worker that comes after it knows the script's `state`."""
        level = moment.snapshot.document.scripts[hand.script].level
        is_same = hand.player is None or hand.player.level == level
        return is_same or self._keeping.is_settled(hand, request.number, moment)

    def _begin(self, hand: Hand, request: RunRequest, moment: Moment, *, is_again: bool) -> None:
        level = hand.good_level if is_again else moment.snapshot.document.scripts[hand.script].level
        is_unfit = hand.player is not None and (hand.player.level != level or hand.player.is_full)
        if is_unfit and (is_again or not hand.has_something_to_lose):
            self._stage.dismiss(hand.player)
            hand.player = None
        if hand.player is None:
            hand.player = self._hire(hand, moment, level)
            hand.player.silent_until = hand.played
        seat = hand.player
        self._stage.feed(hand, seat, moment.snapshot)
        if seat.level != level or seat.is_full:
            seat = self._hire(hand, moment, level)
            seat.is_fresh = True
            self._stage.feed(hand, seat, moment.snapshot)
        elif hand.has_something_to_lose and not is_again:
            seat = self._stage.branch(hand, seat) or seat
        roots = self._stage.package_roots(moment.snapshot.session.path)
        packages = hand.packages if is_again else ()
        seconds = moment.seconds(self._stage.rules.rate)
        run = p.Run(request.number, request.text, moment.glance.beat, is_again, roots, packages, seconds)
        self._stage.send(seat, run)
        hand.running = Running(request, seat, moment.now + self._stage.rules.run_patience_seconds, is_again)

    def _hire(self, hand: Hand, moment: Moment, level: ScriptLevel) -> Seat:
        snapshot = moment.snapshot
        return self._stage.hire(hand, self._stage.kept(hand, snapshot), snapshot.session.path, level)

    def conclude(self, hand: Hand, moment: Moment) -> None:
        """Do what follows from the end of a run."""
        running, done = hand.running, hand.done
        hand.done = None
        if running is None or done is None:
            return
        hand.running = None
        if running.is_silenced:
            self._forget_run(hand, running.seat)
            return
        if done.is_full and running.seat.has_run and not running.is_again:
            self._run_anew(hand, running)
            return
        hand.memory_bytes = done.memory_bytes
        self._stage.keep(hand, done.kept)
        if done.fault is not None:
            self._take_fault(hand, running, done.fault)
        elif running.is_again:
            self._landings.restore(hand, running, done, moment)
        else:
            hand.must_restore, hand.good_level, running.seat.has_run = False, running.seat.level, True
            if running.seat is not hand.player:
                hand.heir = running.seat
            self._landings.land(hand, running.request, done, moment)

    def _run_anew(self, hand: Hand, running: Running) -> None:
        """What loops or handlers have gathered leaves no room for any run: have it in a worker that keeps nothing."""
        if hand.player is not None:
            hand.player.is_full = True
        if running.seat is not hand.player:
            self._stage.dismiss(running.seat)
        hand.wanted = hand.wanted or running.request
        self._stage.log(hand.script, "warn", FORGOTTEN)

    def _forget_run(self, hand: Hand, seat: Seat) -> None:
        """The script was silenced while it ran: whatever came of it, and the worker that knows of it, is of no use."""
        self._stage.dismiss(seat)
        if seat is hand.player:
            hand.player = None

    def _take_fault(self, hand: Hand, running: Running, fault: p.Fault) -> None:
        if running.seat is not hand.player:
            self._stage.dismiss(running.seat)
        if running.is_again:
            hand.good = None
            fault = p.Fault(f"the version that played could not be brought back: {fault.message}", fault.line)
        if hand.wanted is None:
            hand.fail(fault, running.request.number)
