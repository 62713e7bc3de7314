"""Playing: has each script's loops played a little ahead of the music, and hands what is due to the engine."""

from __future__ import annotations

import math
from fractions import Fraction
from math import ceil

from msgspec.structs import replace

from engine.core.units import Beat
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Seat

START = Fraction(0)
GRID = 96  # loops are played up to beats on this grid, so that fractions stay small


class Playing:
    """The loops of all scripts, in time."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage

    def promote(self, hand: Hand, moment: Moment) -> None:
        """Have the copy in which a run succeeded take over, as soon as the old worker has said all that it played."""
        heir, player = hand.heir, hand.player
        if heir is None or (player is not None and (player.is_answering or _owes_a_cue(player, moment))):
            return
        if heir.is_fresh and self._leads_up(hand, moment):
            return
        heir.silent_until = hand.played
        if heir.next_wake is not None:
            heir.next_wake = heir.until  # or later; its first answer will tell
        self._stage.dismiss(player)
        # What was played during the run it goes through in silence, and so may tell another table than its original.
        heir.is_stale, heir.is_fresh = heir.is_stale or not heir.is_fresh, False
        hand.player, hand.heir = heir, None

    def _leads_up(self, hand: Hand, moment: Moment) -> bool:
        """Whether the old worker still has to play up to where the run of the new one lands."""
        player, landing = hand.player, hand.landings[-1] if hand.landings else None
        if landing is None or player is None or player.next_wake is None or not moment.glance.is_playing:
            return False
        ticket = landing.sent.ticket
        if ticket is None or player.flight != moment.glance.flight:
            return ticket is None
        beat = moment.snapshot.waiting.get(ticket.number)
        return player.next_wake < beat if beat is not None else not ticket.is_done(moment.snapshot)

    def advance(self, hand: Hand, moment: Moment) -> None:
        """Have the loops played up to a little ahead of the music; one advance is under way at a time."""
        seat = hand.player
        if (
            seat is None
            or seat.next_wake is None
            or seat.advancing_since is not None
            or not self._may_advance(hand, moment)
        ):
            return
        glance = moment.glance
        until = seat.until if _owes_a_cue(seat, moment) else self._until(hand, moment)
        is_same_flight = seat.flight == glance.flight
        if is_same_flight and seat.next_wake >= until:
            return
        goes_on = seat.flight >= 0 and seat.locate == moment.locate
        start = glance.flight_start if goes_on else moment.bar_after(glance.flight_start)
        if hand.flight != glance.flight:
            if not goes_on:
                seat.silent_until, seat.wants = START, frozenset()
            self._enter_flight(hand, moment, start, goes_on)
        if not seat.is_feeding:
            self._stage.feed(hand, seat, moment.snapshot)
        line = moment.time_line(self._stage.rules.rate)
        self._stage.send(seat, p.Advance(glance.flight, start, until, goes_on, seat.silent_until, line))
        seat.flight, seat.locate, seat.until, seat.advancing_since = glance.flight, moment.locate, until, moment.now
        seat.cued, seat.is_stale = None, True

    def _may_advance(self, hand: Hand, moment: Moment) -> bool:
        """Not while a copy is about to take over, or a landing can be told, or the engine is behind."""
        can_tell = any(
            not landing.is_told
            and landing.sent.ticket is not None
            and landing.sent.ticket.number in moment.snapshot.waiting
            for landing in hand.landings
        )
        player = hand.player
        is_synced = player is not None and player.flight == moment.glance.flight
        if not moment.is_in_flight or len(self._stage.outbox):
            return False
        if player is not None and _owes_a_cue(player, moment):
            return True
        return hand.heir.is_fresh if hand.heir is not None else not (can_tell and is_synced)

    def _until(self, hand: Hand, moment: Moment) -> Beat:
        ahead = moment.glance.beat + moment.beats(self._stage.rules.look_ahead_seconds)
        until = Fraction(ceil(ahead * GRID), GRID)
        if moment.need is not None:
            until = max(until, moment.need)
        if hand.heir is not None and hand.landings:  # a fresh one, for which the old one plays up to the landing
            ticket = hand.landings[-1].sent.ticket
            beat = moment.snapshot.waiting.get(ticket.number) if ticket is not None else None
            if beat is not None:
                return beat
        return min([until, *(landing.not_before for landing in hand.landings if not landing.is_told)])

    def _enter_flight(self, hand: Hand, moment: Moment, start: Beat, goes_on: bool) -> None:
        """Nothing was played in this flight yet. After a pause, what was made for beats not reached is due again."""
        hand.flight, hand.locate = moment.glance.flight, moment.locate
        if not goes_on:
            hand.played, hand.places = start, ()
            hand.made.clear()
            return
        half_a_frame = moment.beats(0.5 / self._stage.rules.rate)
        first = moment.glance.flight_start - half_a_frame
        hand.made = [replace(due, flight=moment.glance.flight) for due in hand.made if due.beat >= first]
        for due in hand.made:
            self._stage.put(due)

    def take(self, hand: Hand, seat: Seat, message: p.Advanced, beat: Beat) -> None:
        """Take what was played; `beat` is where the music was when the crew looked last."""
        seat.advancing_since = None
        self._stage.keep(hand, message.kept)
        if seat.is_hushed:
            seat.is_hushed = False
            return
        seat.next_wake = message.until if message.next_wake is None and message.loops else message.next_wake
        played = message.until if message.next_wake is None else min(message.until, message.next_wake)
        if played >= seat.silent_until:
            seat.silent_until = START
        if seat.cued is not None and seat.next_wake is not None:
            seat.next_wake = min(seat.next_wake, seat.cued)
        hand.played = max(hand.played, played)
        hand.loops, hand.places, hand.memory_bytes = message.loops, message.places, message.memory_bytes
        hand.tasks, hand.trouble = message.tasks, message.trouble
        hand.made = [due for due in hand.made if due.beat >= beat]
        hand.made.extend(message.dues)
        for due in message.dues:
            self._stage.put(due)
        for fault in message.faults:
            hand.fail(fault, hand.good.number if hand.good is not None else 0)

    def is_behind(self, hand: Hand, moment: Moment) -> bool:
        """Whether loops must be played further before the music may go on to what the moment needs."""
        seat, need = hand.player, moment.need
        if seat is None or seat.next_wake is None or not moment.glance.is_playing or need is None:
            return False
        return seat.flight != moment.glance.flight or seat.next_wake < min(need, self._until(hand, moment))

    @staticmethod
    def next_wake(hand: Hand) -> Beat | float:
        """Return the beat before which the loops need nothing."""
        wake = hand.player.next_wake if hand.player is not None else None
        return math.inf if wake is None else wake

    def rest_seconds(self, hand: Hand, moment: Moment) -> float | None:
        """Return how long the loops need nothing; None when that is until something else happens."""
        seat = hand.player
        if seat is None or seat.next_wake is None or seat.advancing_since is not None or not moment.glance.is_playing:
            return None
        if seat.next_wake >= p.NEVER:
            return None
        beats = seat.next_wake - moment.glance.beat
        return max(0.0, float(beats) * 60.0 / moment.glance.bpm - self._stage.rules.look_ahead_seconds)


def _owes_a_cue(seat: Seat, moment: Moment) -> bool:
    """Whether a worker was told of a cue before the beat that it has been played up to, and has not played on it."""
    is_here = moment.is_in_flight and seat.flight == moment.glance.flight
    return is_here and seat.cued is not None and seat.next_wake is not None and seat.cued < seat.until
