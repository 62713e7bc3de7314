"""Repeating: has the text of each script in repeat mode run over and over. The one owner of what repeats.

What is wished (an enabled script, a text that was to run) and what there is (a worker, and the phase that it is in) are
compared again at every look. So a wish that changes while a worker starts, works or stops is heeded as soon as that is
over, by itself; and where several came in between, only the newest is.

A round is a run that is always under way: what breaks off runs (Stop in the window) ends it, as do StopScript, hush,
panic and disabling it. Running it again, or enabling it, begins anew. The transport alone does not touch it.
"""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import RunRequest, Script
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Repetition
from engine.scripts.supervising.pace import Pace
from engine.scripts.supervising.patience import FORGOTTEN, Patience
from engine.scripts.supervising.waking import READ_EVERY_SECONDS

KEPT_EVERY_SECONDS = 0.5  # at most so often the `state` table of a script is kept


class Repeating:
    """The rounds of all scripts in repeat mode."""

    def __init__(self, backstage: Backstage, patience: Patience) -> None:
        self._stage = backstage
        self._patience = patience
        self._pace = Pace(backstage)

    def heed(self, hand: Hand, request: RunRequest) -> None:
        """Take note of the newest wish."""
        hand.seen = request
        hand.is_stopped = request.wish != "run"
        if request.wish == "run":
            hand.refused = 0
            self._patience.forgive(hand)
        elif request.wish == "kill":
            self._drop(hand)

    def attend(self, hand: Hand, script: Script, moment: Moment) -> None:
        """Take what was said, and do what is missing between what there is and what is wished."""
        self._take_answer(hand, script, moment)
        hand.is_switched_off = not script.is_enabled
        wanted = self._wanted(hand)
        if wanted is None:
            self._end(hand, moment)
        elif hand.repetition is None and self._patience.may_restart(hand, moment):
            self._hire(hand, moment)
        self._watch(hand, wanted, moment)
        if hand.repetition is not None and wanted is not None:
            self._go_on(hand, hand.repetition, wanted, script, moment)

    def _wanted(self, hand: Hand) -> RunRequest | None:
        """Return the text that is to repeat; None when none is."""
        if hand.is_switched_off or hand.is_stopped or hand.is_given_up:
            return None
        return hand.good if hand.refused == hand.seen.number else hand.seen

    def _hire(self, hand: Hand, moment: Moment) -> None:
        snapshot = moment.snapshot
        self.say_kept(hand)
        kept = self._stage.kept(hand, snapshot)
        level = snapshot.document.scripts[hand.script].level
        hand.repetition = Repetition(self._stage.hire(hand, kept, snapshot.session.path, level))

    def _go_on(self, hand: Hand, repetition: Repetition, wanted: RunRequest, script: Script, moment: Moment) -> None:
        if repetition.phase != "resting":
            return
        if repetition.text is not wanted:
            if repetition.seat.level == script.level:
                self._pace.send_text(repetition, wanted, moment.now)
            else:  # of another level is another worker, at the next look
                self._drop(hand)
            return
        if repetition.is_between_rounds and repetition.rests:  # the bounds may have changed since the pause began
            self._pace.set_wake(repetition, script.loop_min_seconds, script.loop_max_seconds)
        if self._pace.is_due(repetition, moment):
            if repetition.is_between_rounds:
                repetition.rests = 0
            self._pace.go_on(hand, repetition, hand.rounds, moment)

    # --- ending ---

    def _end(self, hand: Hand, moment: Moment) -> None:
        """Nobody wants it any more: its work may come to an end, but whatever it makes is not done."""
        hand.good = None
        repetition = hand.repetition
        if hand.is_switched_off or hand.is_stopped:
            hand.problem, hand.refused = None, 0
            self._patience.forgive(hand)
        if repetition is None:
            self.say_kept(hand)  # its worker was lost
            return
        if repetition.phase == "stopping":
            return
        if repetition.phase == "working":
            repetition.phase = "stopping"
            self._pace.hurry(repetition, moment.now)
        else:
            self._drop(hand)

    def leave(self, hand: Hand) -> None:
        """The script is run in another mode."""
        self._drop(hand)

    def _drop(self, hand: Hand) -> None:
        if hand.repetition is not None:
            self._stage.dismiss(hand.repetition.seat)
            hand.repetition, hand.memory_bytes = None, 0
        self.say_kept(hand)

    def _watch(self, hand: Hand, wanted: RunRequest | None, moment: Moment) -> None:
        """End a worker that does not come to an end of its work: in a while, or at once where somebody waits for it."""
        repetition = hand.repetition
        if repetition is None:
            return
        is_replaced = repetition.phase == "working" and wanted is not None and wanted is not repetition.text
        if repetition.phase == "stopping" or is_replaced:
            if self._pace.hurry(repetition, moment.now):
                self._drop(hand)
        elif self._pace.is_hung(repetition, moment.now):
            self._drop(hand)
            self._patience.count_loss(hand, "a round hung, and the script's worker was replaced", moment.now)

    # --- what a worker says ---

    def _take_answer(self, hand: Hand, script: Script, moment: Moment) -> None:
        repetition = hand.repetition
        if repetition is None or repetition.heard is None:
            return
        heard, repetition.heard = repetition.heard, None
        if isinstance(heard, p.Began):
            self._take_beginning(hand, repetition, heard, moment)
            return
        if heard.kept is not None:
            hand.kept = heard.kept
        if repetition.phase == "stopping":
            self._drop(hand)
        else:
            self._take_work(hand, repetition, heard, script, moment)
            if heard.is_full:
                self._drop(hand)
                self._patience.count_loss(hand, FORGOTTEN, moment.now, heard.fault.line if heard.fault else 0)

    def _take_beginning(self, hand: Hand, repetition: Repetition, began: p.Began, moment: Moment) -> None:
        repetition.phase = "resting"
        if began.fault is not None:
            hand.refused = began.number
            hand.fail(began.fault, began.number)
            return
        self._pace.begin(repetition, moment)
        request = repetition.text
        assert request is not None
        is_new, hand.good = hand.begun != request.number, request
        if not is_new:
            return
        hand.begun, hand.problem, hand.has_round_failed = request.number, None, False
        hand.rounds = hand.iterations = hand.restarts = 0
        hand.last_seconds = 0.0
        hand.ran_lines = (1, max(1, len(request.text.splitlines())))

    def _take_work(self, hand: Hand, repetition: Repetition, rested: p.Rested, script: Script, moment: Moment) -> None:
        hand.memory_bytes = rested.memory_bytes
        repetition.worked_seconds += rested.worked_seconds
        if rested.commands:
            batch = c.Batch(commands=rested.commands, origin=f"script:{hand.script}", is_played=True)
            repetition.sent = self._stage.put(batch)
        chance = f"{hand.seed}/{hand.rounds}"
        if rested.waits is None:
            self._end_round(hand, repetition, rested)
        self._pace.rest(repetition, chance, moment)
        least, most = rested.waits or (script.loop_min_seconds, script.loop_max_seconds)
        self._pace.set_wake(repetition, least, most)
        self._keep(hand, repetition, moment)

    def _keep(self, hand: Hand, repetition: Repetition, moment: Moment) -> None:
        """Have the `state` table kept, but not every few milliseconds: each time changes the document."""
        frame, pause = moment.glance.frame, KEPT_EVERY_SECONDS * self._stage.rules.rate
        if frame - hand.kept_at >= pause or repetition.wake - frame >= pause:
            hand.kept_at = frame
            self.say_kept(hand)

    def say_kept(self, hand: Hand) -> None:
        """Have the `state` table kept as it was heard of last."""
        self._stage.keep(hand, hand.kept)
        hand.kept = None

    def _end_round(self, hand: Hand, repetition: Repetition, rested: p.Rested) -> None:
        hand.last_seconds = self._pace.round_seconds(repetition)
        hand.iterations += 1
        hand.rounds += 1
        repetition.is_between_rounds = True
        if rested.fault is not None and not repetition.is_broken:
            hand.fail(rested.fault, hand.begun)
            hand.has_round_failed = True
        elif hand.has_round_failed:
            hand.problem, hand.has_round_failed = None, False

    # --- for who looks ---

    def needs_look(self, hand: Hand, moment: Moment) -> bool:
        """Whether there is something to do that no snapshot and no message would tell of."""
        repetition = hand.repetition
        if repetition is None:
            return self._wanted(hand) is not None
        return repetition.phase != "resting" or self._pace.is_due(repetition, moment)

    def owes(self, hand: Hand, moment: Moment) -> bool:
        """Whether a render has to wait for it."""
        return hand.repetition is not None and self._pace.owes(hand.repetition, moment)

    def rest_seconds(self, hand: Hand, moment: Moment) -> float | None:
        """Return how long nobody need look unless something is heard or published; None is for ever."""
        if hand.repetition is not None:
            return self._pace.rest_seconds(hand.repetition, moment)
        if self._wanted(hand) is None:
            return None
        return min(READ_EVERY_SECONDS, max(0.0, hand.restart_at_seconds - moment.now))
