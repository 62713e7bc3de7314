"""What scripts ask of the window: each gets its own answer, and none waits for ever."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.live import ErrandResult
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Rules
from engine.scripts.supervising.crew import Crew
from engine.scripts.supervising.errands import PATIENCE_SECONDS
from engine.scripts.supervising.waking import READ_EVERY_SECONDS
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound
from tests.engine.scripts.paper import PaperPort

RATE, BLOCK = 1000, 64
EACH = 1000  # actions of a script
AT_ONCE = 500  # commands that a lane surely takes


class AnsweredPort(PaperPort):
    """Workers of paper, and what each was told of its errands."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, can_branch=False)
        self.answers: list[tuple[str, p.Answered]] = []

    def send(self, worker: int, message: p.ToWorker) -> None:
        """Note an answer too."""
        if isinstance(message, p.Answered):
            self.answers.append((self.scripts[worker], message))
        super().send(worker, message)


class Stage:
    """An engine, the crew, two scripts that run, and perhaps a window, turned by the test."""

    def __init__(self, has_window: bool = True) -> None:
        self.engine = Engine(RecordingSound(), RATE, BLOCK, after(studio(), c.AddScript(name="drums")))
        self.port = AnsweredPort(self.engine)
        self.crew = Crew(self.port, Rules(rate=RATE))
        self.seconds = 0.0
        self.engine.submit(c.ReportWindow(is_open=has_window))
        for name in ("song", "drums"):
            self.engine.submit(c.RunScript(name=name, text="loops"))
        self.turn(8)

    def turn(self, times: int = 1) -> None:
        """Turn everything once, or more often."""
        for _ in range(times):
            self.engine.turn()
            self.crew.look(self.engine.snapshot, self.engine.glance, self.seconds)
            for number, worker in list(self.port.workers.items()):
                worker.step()
                while worker.outbox:
                    self.crew.hear(number, worker.outbox.popleft(), self.seconds)
            self.seconds += BLOCK / RATE

    def ask(self, script: str = "song", what: str = "transport.play", ask: str = "") -> None:
        """A script asks."""
        self.engine.submit(c.AskErrand(script=script, kind="action", what=(what,), ask=ask))

    def report(self, *results: ErrandResult) -> None:
        """The window says what became of errands."""
        self.engine.submit(c.ReportErrands(results=results))


@pytest.fixture
def stage() -> Stage:
    """One with a window."""
    return Stage()


def test_two_workers_with_a_thousand_actions_each_get_their_own_completions(stage: Stage) -> None:
    chance = Random(42)
    asks = [(script, f"{script}.{number}") for number in range(EACH) for script in ("song", "drums")]
    for first in range(0, len(asks), AT_ONCE):
        for script, ask in asks[first : first + AT_ONCE]:
            stage.ask(script, what=f"do {ask}", ask=ask)
        stage.turn()
    under_way = list(stage.engine.snapshot.errands.values())
    assert len(under_way) == 2 * EACH

    chance.shuffle(under_way)
    while under_way:
        some, under_way = under_way[:137], under_way[137:]
        stage.report(*(ErrandResult(each.number, each.number % 3 != 0, f"not {each.ask}") for each in some))
        stage.turn()
    stage.turn(2)

    numbers = {ask: number for number, (_, ask) in enumerate(asks, start=1)}
    assert Counter(answer.ask for _, answer in stage.port.answers) == Counter(dict.fromkeys(numbers, 1))
    for script, answer in stage.port.answers:
        assert answer.ask.startswith(f"{script}.")
        assert answer.failure == f"not {answer.ask}"
    assert len(stage.engine.snapshot.errands) == 0


def test_done_is_told_without_a_reason_and_a_failure_with_it(stage: Stage) -> None:
    stage.ask(ask="1.1")
    stage.ask(ask="1.2")
    stage.turn()
    stage.report(ErrandResult(1, True), ErrandResult(2, False, "it cannot be done now"))
    stage.turn(2)

    assert stage.port.answers == [
        ("song", p.Answered("1.1", "")),
        ("song", p.Answered("1.2", "it cannot be done now")),
    ]
    assert stage.port.lines == []


def test_failure_that_nobody_waits_for_is_logged_under_its_script(stage: Stage) -> None:
    stage.ask("drums", what="transport.plya")
    stage.turn()
    stage.report(ErrandResult(1, False, 'there is no such action; did you mean "transport.play"?'))
    stage.turn(2)

    assert stage.port.lines == [
        (
            "drums",
            "warn",
            'action "transport.plya" was not done: there is no such action; did you mean "transport.play"?',
        )
    ]
    assert stage.port.answers == []


def test_window_that_never_answers_is_not_waited_for_longer_than_its_time(stage: Stage) -> None:
    stage.ask(ask="1.1")
    stage.turn(3)
    rest = stage.crew.rest_seconds()
    assert rest is not None
    assert 0 < rest <= PATIENCE_SECONDS

    for _ in range(round(PATIENCE_SECONDS / READ_EVERY_SECONDS)):  # a leap would mean that the machine slept
        stage.seconds += READ_EVERY_SECONDS
        stage.turn()
    stage.turn(3)
    assert stage.port.answers == [("song", p.Answered("1.1", "the window did not do it within 30 s"))]
    assert len(stage.engine.snapshot.errands) == 0

    stage.report(ErrandResult(1, True))
    stage.turn(3)
    assert len(stage.port.answers) == 1


def test_without_a_window_nothing_is_done_and_each_is_told_at_once() -> None:
    stage = Stage(has_window=False)
    stage.ask(ask="1.1")
    stage.ask("drums", what="view.editor")
    stage.engine.submit(c.AskErrand(script="song", kind="keys", what=("Ctrl+R", "F8")))
    stage.engine.submit(c.AskErrand(script="song", kind="notice", what=("the drop is near",)))
    stage.turn(3)

    assert stage.port.answers == [("song", p.Answered("1.1", "there is no window"))]
    assert stage.port.lines == [
        ("song", "warn", 'no window: action "transport.play" was not done'),
        ("drums", "warn", 'no window: action "view.editor" was not done'),
        ("song", "warn", "no window: keyPress Ctrl+R, F8 was not done"),
        ("song", "info", "the drop is near"),
    ]
    assert len(stage.engine.snapshot.errands) == 0


def test_script_that_is_gone_is_told_nothing(stage: Stage) -> None:
    stage.ask("drums", ask="1.1")
    stage.turn()
    stage.engine.submit(c.RemoveScript(name="drums"))
    stage.report(ErrandResult(1, True))
    stage.turn(3)

    assert stage.port.answers == []
    assert len(stage.engine.snapshot.errands) == 0


def test_run_and_loop_ask_and_go_on(band) -> None:
    band.run('action("view.editor") keyPress("space") live_loop("a", function() action("transport.stop") sleep(1) end)')
    band.do(c.Play())
    band.play_to(2.5)

    assert band.printed() == [
        'no window: action "view.editor" was not done',
        "no window: keyPress Space was not done",
        'no window: action "transport.stop" was not done',
        'no window: action "transport.stop" was not done',
        'no window: action "transport.stop" was not done',
    ]


def test_run_that_fails_has_asked_nothing(band) -> None:
    band.run('alert("hello") error("no")')
    band.turn(3)

    assert band.printed() == []
