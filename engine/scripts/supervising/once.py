"""One-shots: has texts run once, one after the other, each in a worker that ends with it, and answers every one."""

from __future__ import annotations

from zlib import crc32

from engine.core import commands as c
from engine.core.document import RunRequest
from engine.core.live import Answer, Question
from engine.core.units import Frame
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Repetition
from engine.scripts.supervising.pace import Pace
from engine.scripts.supervising.questions import Questions

ONCE = "=once"  # no script can be called that
LONGEST_SECONDS = 60.0  # that a text may take, its waits included
STOPPED = p.Fault("stopped")


class OneShots:
    """Texts to be run once. A worker of its own is a fresh state; one that hangs takes nothing with it."""

    def __init__(self, backstage: Backstage) -> None:
        self.hand = Hand(ONCE)
        self._stage = backstage
        self._pace = Pace(backstage)
        self._questions = Questions("once")
        self._asked: Question | None = None  # what runs, or has run and is not answered
        self._began: Frame = 0
        self._answer: Answer | None = None  # to be said when the last that the text did is done

    def look(self, moment: Moment) -> None:
        """Take what came of the text that runs, have it go on, and begin the next when it is answered."""
        if self._questions.is_broken_off(moment.snapshot):
            self.break_off()
        self._questions.hear(moment.snapshot)
        if self.hand.repetition is not None:
            self._attend(self.hand.repetition, moment)
        if self._questions.waiting and self._asked is None:
            self._begin(self._questions.waiting.popleft(), moment)

    def _begin(self, question: Question, moment: Moment) -> None:
        hand = self.hand
        self._asked, self._began = question, moment.glance.frame
        hand.script = question.name
        hand.seed = crc32(f"{self._stage.rules.seed}/once/{question.number}".encode())
        seat = self._stage.hire(hand, "{}", moment.snapshot.session.path, question.level)
        hand.repetition = Repetition(seat)
        self._pace.send_text(hand.repetition, RunRequest(1, question.text), moment.now)

    def _attend(self, repetition: Repetition, moment: Moment) -> None:
        heard, repetition.heard = repetition.heard, None
        match heard:
            case p.Began(fault=None):
                self._pace.begin(repetition, moment)
                repetition.phase = "resting"
            case p.Began(fault=fault) if fault is not None:
                self._end(fault)
            case p.Rested():
                self._take_work(repetition, heard, moment)
        if self._is_done(repetition, moment):
            self._settle(repetition)
        elif self._pace.is_hung(repetition, moment.now):
            self._end(p.Fault(f"this did not end within {self._stage.rules.run_budget_seconds:g} s and was stopped"))
        elif self._answer is None and self._pace.is_due(repetition, moment):
            self._pace.go_on(self.hand, repetition, 0, moment)

    def _take_work(self, repetition: Repetition, rested: p.Rested, moment: Moment) -> None:
        assert self._asked is not None
        if rested.fault is not None:
            self._end(rested.fault)
            return
        if rested.commands:
            label = f"run {self._asked.name} once"
            repetition.sent = self._stage.put(c.Batch(commands=rested.commands, label=label, origin=ONCE))
        self._pace.rest(repetition, str(self.hand.seed), moment)
        if rested.waits is None:
            self._answer = Answer(self._asked.ask, rested.result, number=self._asked.number)
            return
        self._pace.set_wake(repetition, *rested.waits)
        if repetition.wake - self._began > LONGEST_SECONDS * self._stage.rules.rate:
            self._end(p.Fault(f"a text that is run once ends within {LONGEST_SECONDS:g} s, its waits included"))

    def _is_done(self, repetition: Repetition, moment: Moment) -> bool:
        """Whether the engine has said what it makes of the last that the text did."""
        sent = repetition.sent
        return self._asked is not None and (
            (sent is not None and sent.ticket is not None and sent.ticket.is_done(moment.snapshot))
            or (sent is None and self._answer is not None)
        )

    def _settle(self, repetition: Repetition) -> None:
        """The engine has done what the text asked for, or has refused it."""
        sent, repetition.sent = repetition.sent, None
        if sent is not None and sent.ticket is not None and sent.ticket.problem is not None:
            self._end(p.Fault(sent.ticket.problem.message))
        elif self._answer is not None:
            self._say(self._answer)

    def _end(self, fault: p.Fault) -> None:
        """The text failed."""
        assert self._asked is not None
        place = f"{self._asked.name}.lua:{fault.line}: " if fault.line else ""
        words = f"{place}{fault.message}"
        self._say(Answer(self._asked.ask, words, is_mistake=True, number=self._asked.number, line=fault.line))

    def _say(self, answer: Answer) -> None:
        if self.hand.repetition is not None:
            self._stage.dismiss(self.hand.repetition.seat)
        self.hand.repetition = self._asked = self._answer = None
        self._stage.put(c.ReportAnswer(answer=answer))

    def break_off(self) -> None:
        """Nobody wants anything of what is under way any more, or it is of another session."""
        if self._asked is not None:
            self._end(STOPPED)
        while self._questions.waiting:
            self._asked = self._questions.waiting.popleft()
            self._end(STOPPED)

    def take_loss(self, reason: str) -> None:
        """The worker's process ended by itself."""
        assert self.hand.repetition is not None
        words = self.hand.repetition.seat.last_words or p.Fault(f"its worker {reason}")
        self._stage.forget(self.hand.repetition.seat)
        self.hand.repetition = None
        self._end(words)

    # --- for who looks ---

    def owes(self, moment: Moment) -> bool:
        """Whether a render has to wait for it."""
        return self.hand.repetition is not None and self._pace.owes(self.hand.repetition, moment)

    def rest_seconds(self, moment: Moment) -> float | None:
        """How long nobody need look; None is for ever."""
        if self.hand.repetition is not None:
            return self._pace.rest_seconds(self.hand.repetition, moment)
        return 0.0 if self._questions.waiting else None
