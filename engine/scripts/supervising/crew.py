"""The crew: decides what every script's worker is to do next, from snapshots, messages and the time. It does no I/O.

Desired and actual state are compared again at every look, so it does not matter what was missed in between: a wish that
was replaced before it was heeded is never run, and a worker that dies in any phase is replaced and gets the last good
text.
"""

from __future__ import annotations

import math
from zlib import crc32

from engine.core.document import RunRequest, Script
from engine.core.glance import Glance
from engine.core.snapshot import Snapshot
from engine.core.units import Beat, Frame
from engine.lua.compiling import compiler_message
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment, Port, Rules
from engine.scripts.supervising.console import Console
from engine.scripts.supervising.cueing import Cueing
from engine.scripts.supervising.dispatching import Dispatching
from engine.scripts.supervising.errands import Errands
from engine.scripts.supervising.hand import Hand
from engine.scripts.supervising.hanging import fault_of_hang
from engine.scripts.supervising.keeping import Keeping
from engine.scripts.supervising.landings import RENAMED, Landings
from engine.scripts.supervising.leaving import Leaving
from engine.scripts.supervising.once import OneShots
from engine.scripts.supervising.patience import Patience
from engine.scripts.supervising.playing import Playing
from engine.scripts.supervising.reloads import Reloads, text_of
from engine.scripts.supervising.repeating import Repeating
from engine.scripts.supervising.runs import Runs
from engine.scripts.supervising.telling import Telling
from engine.scripts.supervising.waking import WakingClock

SOON_SECONDS = 0.005  # until the next look while something is under way


class Crew:
    """Every script's hand. Thread: the supervisor's only, or a test's."""

    def __init__(self, port: Port, rules: Rules | None = None) -> None:
        self._stage = Backstage(port, rules or Rules())
        self._console = Console(self._stage)
        self._once = OneShots(self._stage)
        self._patience = Patience(self._stage)
        self._landings = Landings(self._stage)
        self._playing = Playing(self._stage)
        self._cueing = Cueing(self._stage)
        self._repeating = Repeating(self._stage, self._patience)
        self._keeping = Keeping(self._stage, self._repeating.say_kept)
        self._runs = Runs(self._stage, self._landings, self._patience, self._keeping)
        self._reloads = Reloads(self._stage)
        self._dispatching = Dispatching(self._stage)
        self._leaving = Leaving(self._stage, self._dispatching)
        self._errands = Errands(self._stage)
        self._telling = Telling(self._stage)
        self._clock = WakingClock()
        self._hands: dict[str, Hand] = {}
        self._opened = 0  # the session that the hands are of
        self._stirred: set[Hand] = set()  # those that something was heard of since the last look
        self._moment = Moment(Snapshot(), Glance(), 0.0)

    def look(self, snapshot: Snapshot, glance: Glance, now: float, need: Beat | None = None) -> None:
        """Compare what is wished with what is, and do what is missing.

        Args:
            now: In seconds, from any origin; a leap is passed over, for the machine slept.
            need: In a render that waits, the beat that loops must have been played up to; None is live.
        """
        moment = Moment(snapshot, glance, self._clock.read(now), need)
        is_news, self._moment = snapshot is not self._moment.snapshot, moment
        self._stage.outbox.flush()
        if is_news:
            self._meet_scripts(snapshot)
            self._reloads.notice(snapshot, self._hands)
        self._telling.begin_look(glance.frame)
        self._console.look(moment)
        self._once.look(moment)
        self._dispatching.find(moment, self._hands.values())
        self._errands.look(moment, [self._once.hand, *self._hands.values()])
        self._cueing.look(self._hands.values(), moment)
        self._keeping.look(self._hands, moment)
        for name in sorted(self._hands):
            hand, script = self._hands[name], snapshot.document.scripts[name]
            if hand in self._stirred or self._needs_look(hand, script, is_news=is_news):
                self._attend(hand, script, moment)
        self._stirred.clear()
        self._dispatching.push(moment, self._hands)
        self._leaving.look(moment.snapshot)

    def _attend(self, hand: Hand, script: Script, moment: Moment) -> None:
        is_news = script.request != hand.seen
        if is_news and script.request.wish == "run" and script.request.mode != hand.mode:
            if not self._keeping.is_settled(hand, script.request.number, moment):
                return
            hand = self._change_mode(hand, script.request)
        if hand.mode == "live":
            self._attend_live(hand, script, moment)
        else:
            if script.request != hand.seen:
                self._repeating.heed(hand, script.request)
            self._repeating.attend(hand, script, moment)
            hand.looked_at = script
        self._telling.tell(hand)

    def _attend_live(self, hand: Hand, script: Script, moment: Moment) -> None:
        self._runs.conclude(hand, moment)
        if script.request != hand.seen:
            self._runs.heed(hand, script.request, moment.now)
        self._patience.check(hand, moment.now)
        self._playing.promote(hand, moment)
        self._landings.settle(hand, moment)
        self._runs.begin_wanted(hand, moment)
        self._playing.advance(hand, moment)
        self._keeping.attend(hand, moment)
        self._reloads.consider(hand)
        self._dispatching.greet(hand, moment.snapshot)

    def _change_mode(self, hand: Hand, request: RunRequest) -> Hand:
        """The script is run in another mode: it begins from nothing, unless that would silence it for a slip."""
        slip = compiler_message(request.text) if hand.good is not None else None
        if slip is not None:
            line, words = slip
            hand.seen, hand.refused = request, request.number
            hand.fail(p.Fault(words, line), request.number)
            return hand
        self._repeating.leave(hand)
        for seat in hand.seats:
            self._stage.dismiss(seat)
        self._telling.leave(hand)
        self._dispatching.forget(hand)
        after = self._hands[hand.script] = Hand(
            hand.script,
            hand.number,
            seed=hand.seed,
            was_called=hand.was_called,
            mode=request.mode,
            keeping=hand.keeping,
        )
        return after

    def hear(self, worker: int, message: p.FromWorker, now: float) -> None:  # noqa: ARG002 - messages come at a time
        """Take a message of a worker, unless it was dismissed. What follows from it is done at the next look."""
        hand = self._stage.hand_of(worker)
        seat = next((seat for seat in hand.seats if seat.worker == worker), None) if hand is not None else None
        if hand is None or seat is None:
            return
        seat.is_ready = True
        self._stirred.add(hand)
        match message:
            case p.Fed():
                seat.is_feeding = False
            case p.Done(number=number):
                running = hand.running
                if running is not None and running.seat is seat and running.request.number == number:
                    hand.done = message
            case p.Began() | p.Rested() if hand.repetition is not None:
                hand.repetition.heard = message
                self._cueing.take_unplaced(message.cues if isinstance(message, p.Rested) else ())
            case p.Advanced():
                if not seat.is_hushed:
                    self._cueing.take(seat, message)
                self._playing.take(hand, seat, message, self._moment.glance.beat)
            case p.Kept():
                self._keeping.take(hand, seat, message)
            case p.Handled():
                self._dispatching.take(hand, seat, message)
                self._cueing.take_unplaced(message.cues)
            case p.Printed():
                self._show(hand.script, message)
            case p.Fetch(script=script):
                text = text_of(script, self._hands, self._moment.snapshot)
                self._stage.send(seat, p.Fetched(script, text))
            case p.Using(packages=packages):
                seat.packages = packages
            case p.Hung():
                seat.last_words = fault_of_hang(hand.script, message)
            case p.Worked():
                self._console.take(message)
                self._cueing.take_unplaced(message.cues)

    def lost(self, worker: int, reason: str, now: float) -> None:
        """A worker's process ended by itself."""
        hand = self._stage.hand_of(worker)
        if hand is self._console.hand:
            self._console.take_loss(reason)
        elif hand is self._once.hand:
            self._once.take_loss(reason)
        elif hand is not None:
            self._stirred.add(hand)
            self._patience.take_loss(hand, worker, reason, self._clock.read(now))

    def awaited(self, glance: Glance, need: Beat) -> tuple[int, ...]:
        """Return the workers of the first script that still owes something before the music may go on to `need`.

        A render hears scripts one after the other, in the order of their names, so that it is the same each time.
        """
        moment = self._moment._replace(glance=glance, need=need)
        if self._console.is_waiting:
            return tuple(seat.worker for seat in self._console.hand.seats)
        if self._once.owes(moment):
            return tuple(seat.worker for seat in self._once.hand.seats)
        for name in sorted(self._hands):
            hand = self._hands[name]
            if self._owes(hand, moment):
                return tuple(seat.worker for seat in hand.seats)
        return ()

    def free_until(self) -> Beat | float:
        """Return the beat before which a render need not wait for any script, as long as nothing is published."""
        if len(self._stage.outbox) or self._dispatching.is_busy or self._cueing.is_holding:
            return 0.0
        return min(map(self._playing.next_wake, self._hands.values()), default=math.inf)

    def free_until_frame(self) -> Frame | float:
        """Return the frame before which a render need not wait for what repeats, as long as nothing is published."""
        repeats = [self._once.hand, *self._hands.values()]
        wakes = [hand.repetition.wake for hand in repeats if hand.repetition is not None]
        return min(wakes, default=math.inf)

    def _needs_look(self, hand: Hand, script: Script, *, is_news: bool) -> bool:
        """Whether there may be something to do, though no message came."""
        if hand.mode == "repeat":
            return script is not hand.looked_at or self._repeating.needs_look(hand, self._moment)
        return is_news or hand.is_busy or self._is_playing(hand)

    def _owes(self, hand: Hand, moment: Moment) -> bool:
        is_taking_over = hand.heir is not None and not hand.heir.is_fresh  # a fresh one waits for the music
        is_under_way = hand.running or hand.wanted or is_taking_over or hand.is_restoring
        is_answering = any(
            seat.is_feeding or seat.is_telling or seat.advancing_since is not None for seat in hand.seats
        )
        is_answering = is_answering or self._dispatching.owes(hand)
        is_owing = is_answering or self._playing.is_behind(hand, moment) or self._repeating.owes(hand, moment)
        return bool(is_under_way) or is_owing

    def rest_seconds(self) -> float | None:
        """Return how long the crew need not look unless something is heard or published; None is for ever."""
        rests = [self._telling.rest_seconds, self._once.rest_seconds(self._moment)]
        for hand in self._hands.values():
            owner = self._playing if hand.mode == "live" else self._repeating
            rests.append(owner.rest_seconds(hand, self._moment))
        rests.append(self._errands.rest_seconds(self._moment.now))
        is_holding = self._cueing.is_holding and self._moment.glance.is_playing
        is_busy = is_holding or self._console.is_busy or self._dispatching.is_busy or self._keeping.is_busy
        if len(self._stage.outbox) or is_busy or any(hand.is_busy for hand in self._hands.values()):
            rests.append(SOON_SECONDS)
        return min((rest for rest in rests if rest is not None), default=None)

    # --- scripts that come and go ---

    def _meet_scripts(self, snapshot: Snapshot) -> None:
        scripts = snapshot.document.scripts
        if snapshot.session.opened != self._opened:
            self._opened = snapshot.session.opened
            self._cueing.forget()
            self._once.break_off()
            for name in list(self._hands):
                self._let_go(name)
        for name in [
            name for name in self._hands if name not in scripts or scripts[name].number != self._hands[name].number
        ]:
            new_name = next((new for new, script in scripts.items() if script.number == self._hands[name].number), None)
            if new_name is None or new_name in self._hands:
                self._let_go(name)
            else:
                self._rename(name, new_name)
        for name in scripts:
            if name not in self._hands:
                seed = crc32(f"{self._stage.rules.seed}/{name}".encode())
                self._hands[name] = Hand(name, scripts[name].number, seed)

    def _let_go(self, name: str) -> None:
        hand = self._hands.pop(name)
        self._dispatching.forget(hand)
        for seat in hand.seats:
            self._stage.dismiss(seat)
        self._telling.forget(hand, name)

    def _rename(self, name: str, new_name: str) -> None:
        """Go on under another name: nothing is run, nothing stops.

        A run under way says the old name to the engine, so it could not land.
        """
        hand = self._hands[new_name] = self._hands.pop(name)
        hand.script, hand.was_called = new_name, (*hand.was_called, name)
        if hand.running is not None and not hand.running.is_again and hand.running.seat is not hand.player:
            self._stage.dismiss(hand.running.seat)
            hand.running = hand.done = None
            hand.fail(p.Fault(RENAMED), hand.seen.number)
        for landing in hand.landings:
            landing.is_renamed = True
        for seat in hand.seats:
            self._stage.send(seat, p.Rename(new_name))
        self._telling.forget(hand, name)

    # --- telling ---

    def _show(self, script: str, message: p.Printed) -> None:
        for level, text in message.lines:
            self._stage.log(script, level, text)
        if message.dropped:
            self._stage.log(script, "warn", f"{message.dropped} more lines were dropped")

    def _is_playing(self, hand: Hand) -> bool:
        return self._moment.glance.is_playing and hand.player is not None and hand.player.next_wake is not None
