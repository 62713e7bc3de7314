"""What repeats among workers that die or hang, storms of wishes, leaps of time; and texts that are run once."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.scripts import protocol as p
from tests.engine.scripts.repeat_stage import END_SECONDS, RATE, RepeatStage


@pytest.fixture
def stage():
    return RepeatStage()


# --- workers that die or hang ---


def test_worker_that_dies_at_once_is_started_five_times_with_its_text_and_then_left_alone():
    stage = RepeatStage("a", "b")
    stage.run("tick", "b")
    stage.passes(1.0)
    before = stage.worker("b").rounds
    stage.run("die")
    stage.passes(4.0)
    status = stage.status()

    assert stage.port.hire("") == 1 + 5 + 1  # b's, those of a, and this one
    assert stage.port.sent[p.Repeat] == 1 + 5
    assert (status.state, status.run, status.restarts) == ("failed", 0, 4)
    assert status.problem.message == (
        "the script's worker ended, and was replaced 4 times already; it is left alone until it is run again"
    )
    assert stage.worker("b").rounds - before == pytest.approx(4 * before, rel=0.1)
    stage.run("tick")
    stage.passes(0.1)
    assert (stage.status().state, stage.status().restarts) == ("repeating", 0)


def test_worker_that_dies_is_replaced_and_goes_on_with_the_next_round(stage):
    stage.run("tick")
    stage.passes(0.5)
    rounds = stage.status().iterations
    stage.worker().die()
    stage.passes(0.5)

    assert (stage.status().state, stage.status().restarts, stage.status().run) == ("repeating", 1, 1)
    assert stage.status().problem.message == "the script's worker ended, and was replaced"
    assert stage.status().iterations > rounds


def test_round_that_never_answers_is_ended_and_begun_anew(stage):
    stage.run("waits")
    stage.passes(0.2)
    stage.worker().is_stuck = True
    stage.passes(stage.crew._stage.rules.run_patience_seconds + 0.5)

    assert (stage.status().state, stage.status().restarts) == ("repeating", 1)
    assert stage.status().problem.message == "a round hung, and the script's worker was replaced"


def test_leap_of_the_clock_is_no_reason_to_end_a_worker(stage):
    stage.run("hang")
    stage.passes(0.2)
    worker = stage.worker()
    stage.seconds += 3600.0
    stage.passes(0.2)

    assert stage.worker() is worker
    stage.seconds -= 7200.0
    stage.passes(0.2)
    assert stage.worker() is worker


def test_leap_of_frames_makes_up_for_nothing(stage):
    stage.run("tick")
    stage.passes(0.5)
    rounds = stage.worker().rounds
    for _ in range(60 * RATE // 10):
        stage.engine.turn()
    stage.settle()
    assert stage.worker().rounds == rounds + 1
    stage.passes(0.05)

    assert stage.worker().rounds == rounds + 1


# --- storms ---


def test_last_of_many_toggles_holds_whatever_their_times(stage):
    stage.run("hang")
    for number in range(200):
        stage.engine.submit(c.EnableScript(name="a", is_enabled=number % 2 == 1))
        if number % 3:
            stage.passes((number * 7 % 5) / 100)
    stage.passes(END_SECONDS + 0.2)
    assert stage.worker().text == "hang"
    stage.do(c.EnableScript(name="a", is_enabled=False))
    stage.passes(END_SECONDS + 0.2)

    assert stage.worker() is None


def test_last_of_many_edits_is_what_repeats_and_each_is_begun_once_at_most(stage):
    stage.run("hang")
    stage.passes(0.1)
    for number in range(10):
        stage.do(c.RunScript(name="a", text=f"tick {number}"))
    stage.passes(END_SECONDS + 0.2)

    assert (stage.worker().text, stage.status().run) == ("tick 9", 11)
    assert stage.port.sent[p.Repeat] == 2


def test_document_that_changes_often_is_told_a_slow_worker_once(stage):
    stage.run("hang")
    stage.passes(0.1)
    told = stage.port.sent[p.Feed]
    for number in range(300):
        stage.do(c.SetTempo(bpm=60 + number % 200))

    assert stage.port.sent[p.Feed] == told
    assert len(stage.worker().inbox) == 0


def test_counts_of_what_never_pauses_are_told_ten_times_a_second():
    names = [f"s{number}" for number in range(8)]
    stage = RepeatStage(*names, least=0, most=0)
    for name in names:
        stage.engine.submit(c.RunScript(name=name, text="slip"))
    stage.passes(0.5)
    before = stage.engine.snapshot.version
    stage.passes(1.0)

    assert stage.status("s0").iterations > 100
    assert stage.engine.snapshot.version - before <= 2 * 10 + 2  # told, and the next snapshot's mark of it


def test_crew_rests_until_the_pause_is_over(stage):
    stage.do(c.SetScriptMode(name="a", mode="repeat", loop_min_seconds=5, loop_max_seconds=5))
    stage.run("tick")
    stage.passes(1.0)

    assert 3.8 < stage.crew.rest_seconds() < 4.1


def test_sixty_four_scripts_that_are_enabled_at_once_all_repeat():
    names = [f"s{number}" for number in range(64)]
    stage = RepeatStage(*names)
    for name in names:
        stage.engine.submit(c.RunScript(name=name, text="tick"))
    stage.passes(0.5)

    assert all(stage.status(name).state == "repeating" for name in names)
    assert all(stage.worker(name).rounds > 1 for name in names)


# --- texts that are run once ---


def test_many_texts_run_once_are_answered_in_their_order_and_leave_no_worker(stage):
    for number in range(60):
        stage.engine.submit(c.RunOnce(ask=str(number), text=("tick", "slip", "waits")[number % 3]))
    stage.passes(4.0)
    answers = stage.engine.snapshot.answers

    assert [answer.ask for answer in answers] == [str(number) for number in range(60)]
    assert [answer.is_mistake for answer in answers[:3]] == [False, True, False]
    assert stage.engine.snapshot.questions == ()
    assert stage.port.workers == {}


@pytest.mark.parametrize(("text", "words"), [("die", "its worker ended"), ("stuck", "this did not end within 1 s")])
def test_text_run_once_whose_worker_dies_or_hangs_is_answered(stage, text, words):
    stage.do(c.RunOnce(ask="first", text=text), c.RunOnce(ask="second", text="tick"))
    stage.passes(15.0)
    first, second = stage.engine.snapshot.answers

    assert (first.is_mistake, first.text.startswith(words)) == (True, True)
    assert second.is_mistake is False
