"""Patience: has the last good text back in place of workers that are gone, and ends those that say nothing for long.

A worker whose script hangs ends itself, within a second of its processor's time (`engine.lua.watch`). So patience is
for those that cannot: that are stopped from outside, or starved.
"""

from __future__ import annotations

from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import TURN_BUDGET_SECONDS, Backstage, Moment
from engine.scripts.supervising.hand import Hand, Running

HUNG_AFTER_SECONDS = 12 * TURN_BUDGET_SECONDS  # without an answer: even on a busy machine it would have come
HUNG_CALL_SECONDS = 15.0  # the same for handlers where no loops wait: each may take 2 s of processor time
MOST_STARTS = 5  # of a script's worker: the first one, and those in place of one that was lost
BACK_OFF_SECONDS = 0.5  # more for each start but the second, which is at once, so that the music goes on
FORGOTTEN_AFTER_SECONDS = 60.0  # a worker that was lost
FORGOTTEN = "what this script keeps fills its memory, so its variables were forgotten"


class Patience:
    """What is done about workers that do not answer, or are no more."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage

    def check(self, hand: Hand, now: float) -> None:
        """End what has taken too long."""
        if hand.running is not None and now > hand.running.deadline_seconds:
            self._give_up_run(hand, now)
        if self._is_hung(hand, now):
            assert hand.player is not None
            self._stage.dismiss(hand.player)
            self._without_player(hand, "a loop hung, and the script's worker was replaced", now)
        elif self._has_hung_handler(hand, now):
            self._stage.dismiss(hand.player)
            self._without_player(hand, "a handler hung, and the script's worker was replaced", now)

    def _give_up_run(self, hand: Hand, now: float) -> None:
        """End a run that neither ended nor broke off by itself."""
        running = hand.running
        assert running is not None
        limit_seconds = self._stage.rules.run_budget_seconds
        reason = "stopped" if running.is_broken else f"this did not end within {limit_seconds:g} s and was stopped"
        self._stage.dismiss(running.seat)
        hand.running = None
        is_missing = not (
            running.seat.is_ready or running.seat.is_fresh
        )  # a copy that never came is its original's fault
        if running.seat is hand.player or is_missing:
            self._stage.dismiss(hand.player)
            if running.is_broken:
                hand.player, hand.must_restore = None, hand.good is not None
                hand.orphan_landings()
            else:
                self._without_player(hand, reason, now)
        if hand.wanted is None:
            hand.fail(p.Fault(reason), running.request.number)

    def _is_hung(self, hand: Hand, now: float) -> bool:
        """Whether a loop keeps its worker from answering; where runs are in that worker, they may do so too."""
        seat = hand.player
        if seat is None or seat.advancing_since is None or now <= seat.advancing_since + HUNG_AFTER_SECONDS:
            return False
        return hand.running is None or hand.running.seat is not seat

    @staticmethod
    def _has_hung_handler(hand: Hand, now: float) -> bool:
        """Whether a handler keeps its worker from answering, though its time is over."""
        seat = hand.player
        if seat is None or seat.calling_since is None:
            return False
        return now > seat.calling_since + (HUNG_CALL_SECONDS if seat.next_wake is None else HUNG_AFTER_SECONDS)

    def take_loss(self, hand: Hand, worker: int, reason: str, now: float) -> None:
        """A worker's process ended by itself."""
        seat = next(seat for seat in hand.seats if seat.worker == worker)
        self._stage.forget(seat)
        words = seat.last_words or p.Fault(f"the script's worker {reason}, and was replaced")
        if hand.repetition is not None and seat is hand.repetition.seat:
            self._lose_repetition(hand, words, now)
        elif seat is hand.player:
            if hand.running is not None and hand.running.seat is seat:
                hand.running = None
            self._without_player(hand, words.message, now, words.line)
        elif seat is hand.heir:
            hand.heir = None
            hand.orphan_landings()
        elif hand.running is not None:
            self._lose_run(hand, hand.running, reason)

    def _lose_run(self, hand: Hand, running: Running, reason: str) -> None:
        """The worker of a run is gone. A copy that never came is its original's fault: the run is begun again."""
        hand.running = None
        if not (running.seat.is_ready or running.is_broken or running.is_silenced) and hand.lost_copies < MOST_STARTS:
            hand.lost_copies += 1
            hand.wanted = hand.wanted or running.request
            return
        words = running.seat.last_words or p.Fault(f"the worker of this run {reason}")
        hand.fail(p.Fault("stopped") if running.is_broken else words, running.request.number)

    def _lose_repetition(self, hand: Hand, words: p.Fault, now: float) -> None:
        """Its worker is gone; one that was to end has only done so sooner."""
        repetition, hand.repetition = hand.repetition, None
        if repetition is not None and repetition.phase != "stopping":
            self.count_loss(hand, words.message, now, words.line)

    def _without_player(self, hand: Hand, reason: str, now: float, line: int = 0) -> None:
        """Have the last good text in a new worker, unless that keeps failing, or a copy is about to take over."""
        hand.player = None
        if hand.heir is not None:
            return
        hand.orphan_landings()
        self.count_loss(hand, reason, now, line)
        hand.must_restore = hand.good is not None
        hand.loops, hand.tasks, hand.trouble = (), 0, ()

    # --- losses ---

    def count_loss(self, hand: Hand, reason: str, now: float, line: int = 0) -> None:
        """Note that a worker was lost: another one is started after a while, or none any more."""
        hand.losses = [at for at in hand.losses if at > now - FORGOTTEN_AFTER_SECONDS] + [now]
        if len(hand.losses) < MOST_STARTS:
            hand.restarts += 1
            hand.restart_at_seconds = now + BACK_OFF_SECONDS * (len(hand.losses) - 1)
        else:
            hand.good, hand.is_given_up = None, True
            reason = f"{reason} {MOST_STARTS - 1} times already; it is left alone until it is run again"
        hand.fail(p.Fault(reason, line), hand.seen.number)

    def may_restart(self, hand: Hand, moment: Moment) -> bool:
        """Whether it is time for another worker; a render, which waits for scripts, does not wait for time to pass."""
        return moment.need is not None or moment.now >= hand.restart_at_seconds

    def forgive(self, hand: Hand) -> None:
        """The script was run again: whatever happened before is past."""
        hand.losses.clear()
        hand.lost_copies = 0
        hand.restarts, hand.restart_at_seconds, hand.is_given_up = 0, 0.0, False
