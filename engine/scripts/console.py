"""The console: has lines of Lua worked out in a worker of their own, one after the other, and answers every one."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from engine.core import commands as c
from engine.core.live import Answer, Question
from engine.core.snapshot import Snapshot
from engine.scripts import protocol as p
from engine.scripts.backstage import Backstage, Moment
from engine.scripts.hand import Hand
from engine.scripts.outbox import Sent

CONSOLE = "="  # no script can be called that


class _Doing(NamedTuple):
    """What a line asked for, on its way to the engine."""

    answer: Answer
    sent: Sent


class Console:
    """Questions of the Command shell. Each sees what the one before it has done."""

    def __init__(self, backstage: Backstage) -> None:
        self.hand = Hand(CONSOLE)
        self._stage = backstage
        self._heard = 0  # number of the newest question
        self._questions: deque[Question] = deque()  # not asked yet
        self._asked: Question | None = None  # what the worker works at
        self._deadline_seconds = 0.0
        self._doing: _Doing | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the worker owes an answer."""
        return self._asked is not None

    @property
    def is_busy(self) -> bool:
        """Whether there is something to do, or to wait for."""
        return self._asked is not None or self._doing is not None or bool(self._questions)

    def look(self, moment: Moment) -> None:
        """Answer what was done, ask what is next, and answer in the worker's place when it takes too long."""
        for question in moment.snapshot.questions:
            if question.number > self._heard:
                self._heard = question.number
                self._questions.append(question)
        self._finish(moment.snapshot)
        if self._asked is not None and moment.now > self._deadline_seconds:
            self._stage.dismiss(self.hand.player)
            self._give_up(f"this took longer than {self._stage.rules.run_budget_seconds:g} s and was stopped")
        if self._questions and self._asked is None and self._doing is None:
            self._ask(self._questions.popleft(), moment)

    def _ask(self, question: Question, moment: Moment) -> None:
        if self.hand.player is None:
            self.hand.player = self._stage.hire(self.hand, "{}")
        self._stage.feed(self.hand, self.hand.player, moment.snapshot)
        roots = self._stage.package_roots(moment.snapshot.session.path)
        self._stage.send(self.hand.player, p.Work(question.ask, question.text, moment.glance.beat, roots))
        self._asked = question
        self._deadline_seconds = moment.now + self._stage.rules.run_patience_seconds

    def take(self, message: p.Worked) -> None:
        """Take what a line came to; it is answered when what it asks for has been done, or refused."""
        self._asked = None
        answer = Answer(message.ask, message.text, message.is_mistake)
        if message.batch is None:
            self._answer(answer)
        else:
            self._doing = _Doing(answer, self._stage.put(message.batch))

    def _finish(self, snapshot: Snapshot) -> None:
        if self._doing is None:
            return
        answer, sent = self._doing
        if sent.ticket is not None and sent.ticket.is_done(snapshot):
            problem = sent.ticket.problem
            self._answer(answer if problem is None else Answer(answer.ask, problem.message, is_mistake=True))
            self._doing = None

    def take_loss(self, reason: str) -> None:
        """The worker's process ended by itself."""
        assert self.hand.player is not None
        self._stage.forget(self.hand.player)
        self._give_up(f"there is no answer: the console's worker {reason}")

    def _give_up(self, reason: str) -> None:
        self.hand.player = None
        if self._asked is not None:
            self._answer(Answer(self._asked.ask, reason, is_mistake=True))
            self._asked = None

    def _answer(self, answer: Answer) -> None:
        self._stage.put(c.ReportAnswer(answer=answer))
