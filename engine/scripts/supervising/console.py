"""The console: has lines of Lua worked out in a worker of their own, one after the other, and answers every one."""

from __future__ import annotations

from typing import NamedTuple

from engine.core import commands as c
from engine.core.live import Answer, Question
from engine.core.snapshot import Snapshot
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand
from engine.scripts.supervising.outbox import Sent
from engine.scripts.supervising.questions import Questions

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
        self._questions = Questions("line")
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
        return self._asked is not None or self._doing is not None or bool(self._questions.waiting)

    def look(self, moment: Moment) -> None:
        """Answer what was done, ask what is next, and answer in the worker's place when it takes too long."""
        if self._questions.is_broken_off(moment.snapshot):
            self._break_off()
        self._questions.hear(moment.snapshot)
        self._finish(moment.snapshot)
        if self._asked is not None and moment.now > self._deadline_seconds:
            self._stage.dismiss(self.hand.player)
            self._give_up(f"this took longer than {self._stage.rules.run_budget_seconds:g} s and was stopped")
        if self._questions.waiting and self._asked is None and self._doing is None:
            self._ask(self._questions.waiting.popleft(), moment)

    def _ask(self, question: Question, moment: Moment) -> None:
        if self.hand.player is None:
            self.hand.player = self._stage.hire(self.hand, "{}")
        self._stage.feed(self.hand, self.hand.player, moment.snapshot)
        roots = self._stage.package_roots(moment.snapshot.session.path)
        self._stage.send(
            self.hand.player,
            p.Work(question.ask, question.text, moment.glance.beat, roots, moment.seconds(self._stage.rules.rate)),
        )
        self._asked = question
        self._deadline_seconds = moment.now + self._stage.rules.run_patience_seconds

    def take(self, message: p.Worked) -> None:
        """Take what a line came to; it is answered when what it asks for has been done, or refused."""
        if self._asked is None:
            return
        answer = Answer(message.ask, message.text, message.is_mistake, self._asked.number)
        self._asked = None
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
            self._doing = None
            if problem is None:
                self._answer(answer)
            else:
                self._refuse(answer, problem.message)

    def take_loss(self, reason: str) -> None:
        """The worker's process ended by itself."""
        assert self.hand.player is not None
        self._stage.forget(self.hand.player)
        words = self.hand.player.last_words
        self._give_up(words.message if words else f"there is no answer: the console's worker {reason}")

    def _give_up(self, reason: str) -> None:
        self.hand.player = None
        if self._asked is not None:
            self._refuse(self._asked, reason)
            self._asked = None

    def _break_off(self) -> None:
        """The player wants nothing of what is under way any more; the console's variables go with a line that runs."""
        if self._asked is not None:
            self._stage.dismiss(self.hand.player)
            self._give_up("stopped")
        while self._questions.waiting:
            self._refuse(self._questions.waiting.popleft(), "stopped")

    def _refuse(self, asked: Question | Answer, words: str) -> None:
        self._answer(Answer(asked.ask, words, is_mistake=True, number=asked.number))

    def _answer(self, answer: Answer) -> None:
        self._stage.put(c.ReportAnswer(answer=answer))
