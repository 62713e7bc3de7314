"""Cueing: passes the cues of each script on to the scripts that wait for them, in the order of their beats.

Scripts are played side by side, and one may be a little ahead of another. So a cue is held back until every script has
been played up to its beat: whoever waits takes the earliest one, whichever worker was the quicker. It is not held back
for longer than the music allows.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable
from fractions import Fraction
from itertools import count
from math import ceil

from msgspec.structs import replace

from engine.core.units import Beat
from engine.scripts import protocol as p
from engine.scripts.cues import Cues
from engine.scripts.protocol import Cue, CueKey
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.console import CONSOLE
from engine.scripts.supervising.hand import Hand, Seat

PASSED_ON_SECONDS = 0.06  # before its beat a cue is passed on at the latest, so that there is time to play on it
GRID = 96  # cues from the console are given on this part of a beat


class Cueing:
    """The cues of all scripts, at one place in the music."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage
        self._locate = -1  # the place in the music that they are of
        self._held: list[Cue] = []  # by key
        self._passed_on = Cues()  # for those who begin to wait later
        self._unplaced: list[Cue] = []  # without a beat
        self._numbers = count(1)

    @property
    def is_holding(self) -> bool:
        """Whether there is a cue that is not passed on yet."""
        return bool(self._held or self._unplaced)

    def take(self, seat: Seat, message: p.Advanced) -> None:
        """Take the cues that a script gave, and give it what it has begun to wait for."""
        if seat.locate != self._locate:
            return
        for cue in message.cues:
            insort(self._held, cue, key=_key)
        news = [name for name in message.wants if name not in seat.wants]
        seat.wants = frozenset(message.wants)
        self._send([seat], [cue for name in news for cue in self._passed_on.of(name)])

    def take_unplaced(self, cues: Iterable[Cue]) -> None:
        """Take cues that were given at once."""
        self._unplaced.extend(cues)

    def look(self, hands: Iterable[Hand], moment: Moment) -> None:
        """Pass on what every script has been played up to."""
        if moment.locate != self._locate:
            self.forget()
            self._locate = moment.locate
        if not moment.is_in_flight:
            self._unplaced.clear()
            return
        self._place(moment)
        if not self._held:
            return
        bound = min((_played_up_to(hand, moment) for hand in hands), default=math.inf)
        if moment.need is None:
            bound = max(bound, moment.glance.beat + moment.beats(PASSED_ON_SECONDS))
        ready = [cue for cue in self._held if cue.beat < bound]
        del self._held[: len(ready)]
        ready = [cue for cue in ready if self._passed_on.keep(cue)]
        for hand in hands if ready else ():
            self._send(hand.seats, [cue for cue in ready if cue.script != hand.script])

    def forget(self) -> None:
        """Nothing was given here."""
        self._held.clear()
        self._unplaced.clear()
        self._passed_on.forget()

    def _place(self, moment: Moment) -> None:
        """What was given at once is given where loops can still play on it in time."""
        ahead = moment.glance.beat + moment.beats(self._stage.rules.look_ahead_seconds)
        beat = Fraction(ceil(ahead * GRID), GRID)
        for cue in self._unplaced:
            insort(self._held, replace(cue, beat=beat, script=CONSOLE, number=next(self._numbers)), key=_key)
        self._unplaced.clear()

    def _send(self, seats: Iterable[Seat], cues: list[Cue]) -> None:
        for seat in seats:
            wanted = tuple(cue for cue in cues if cue.name in seat.wants)
            if not wanted:
                continue
            self._stage.send(seat, p.Cued(wanted))
            first = min(cue.beat for cue in wanted)
            seat.cued = first if seat.cued is None else min(first, seat.cued)
            if seat.next_wake is not None:
                seat.next_wake = min(seat.next_wake, first)


def _played_up_to(hand: Hand, moment: Moment) -> Beat | float:
    """Return the beat before which a script gives no more cues."""
    beats: list[Beat | float] = [landing.not_before for landing in hand.landings if not landing.is_told]
    seat = hand.player
    if seat is not None and seat.next_wake is not None:
        is_here = seat.flight == moment.glance.flight
        beats.append(seat.next_wake if is_here else moment.glance.flight_start)
    return min(beats, default=math.inf)


def _key(cue: Cue) -> CueKey:
    return cue.key
