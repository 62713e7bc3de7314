"""What became of a command is told when a snapshot says so."""

from __future__ import annotations

import gc

import pytest

from engine.core import commands as c
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.lane import CAPACITY
from engine.core.live import Answer
from engine.sound.silent import SilentSound
from shells.requests import Requests


@pytest.fixture
def engine():
    made = Engine(SilentSound(RATE, BLOCK_FRAMES))
    yield made
    made.stop()


@pytest.fixture
def refusals():
    return []


@pytest.fixture
def requests(engine, refusals):
    return Requests(engine, refusals.append)


def test_requests_answer_when_the_effect_is_in_the_snapshot_and_not_before(engine, requests):
    told = []
    requests.send(c.SetTempo(bpm=90.0), lambda snapshot, problem: told.append((snapshot, problem)))
    requests.on_snapshot(engine.snapshot)
    assert told == []

    engine.turn()
    requests.on_snapshot(engine.snapshot)
    requests.on_snapshot(engine.snapshot)

    assert [(snapshot.document.transport.bpm, problem) for snapshot, problem in told] == [(90.0, None)]


def test_requests_tell_why_a_command_was_refused(engine, requests):
    told = []
    requests.send(c.SetTempo(bpm=5.0), lambda _, problem: told.append(problem.message))

    engine.turn()
    requests.on_snapshot(engine.snapshot)

    assert told == ["the tempo is 20 to 480 beats per minute, got 5"]


def test_requests_answer_in_the_order_of_sending(engine, requests):
    told = []
    for number in range(5):
        requests.send(c.SetTempo(bpm=90.0 + number), lambda _s, _p, number=number: told.append(number))

    engine.turn()
    requests.on_snapshot(engine.snapshot)

    assert told == [0, 1, 2, 3, 4]


def test_requests_do_not_call_a_method_whose_object_is_gone(engine, requests):
    told = []

    class Asker:
        def hear(self, _snapshot, _problem):
            told.append("called")

    asker = Asker()
    requests.send(c.SetTempo(bpm=90.0), asker.hear)
    del asker
    gc.collect()
    engine.turn()
    requests.on_snapshot(engine.snapshot)

    assert told == []


def test_requests_say_when_the_engine_is_too_far_behind(requests, refusals):
    tickets = [requests.send(c.SetTempo(bpm=90.0)) for _ in range(CAPACITY + 1)]

    assert tickets[-1] is None
    assert refusals == ["the engine is 1024 commands behind; wait a moment and do that again"]


def test_requests_settle_at_once_when_nothing_is_on_its_way(requests, engine):
    told = []
    requests.settle(lambda snapshot, _: told.append(snapshot))

    assert told == [engine.snapshot]


def test_requests_settle_when_a_snapshot_shows_what_was_sent_last(engine, requests):
    told = []
    requests.send(c.SetTempo(bpm=90.0))
    requests.send(c.SetTempo(bpm=91.0))
    requests.settle(lambda snapshot, _: told.append(snapshot.document.transport.bpm))
    assert told == []

    engine.turn()
    requests.on_snapshot(engine.snapshot)

    assert told == [91.0]


def test_question_is_answered_once_by_the_snapshot_that_has_its_answer(engine, requests):
    told = []
    for _ in range(2):
        requests.ask(lambda ask: c.AskStates(ask=ask), lambda _, answer: told.append(answer.text))
    engine.turn()
    requests.on_snapshot(engine.snapshot)
    assert told == []

    first, second = engine.snapshot.questions
    for question, text in ((second, "b"), (first, "a")):
        engine.submit(c.ReportAnswer(answer=Answer(question.ask, text, number=question.number)))
        engine.turn()
        requests.on_snapshot(engine.snapshot)
        requests.on_snapshot(engine.snapshot)

    assert told == ["b", "a"]
