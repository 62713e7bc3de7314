"""What repeats: starts, goes on, pauses, is replaced and ends as it is wished, on a clock of the test's own."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.scripts import protocol as p
from engine.scripts.supervising.pace import COME_TO_AN_END_SECONDS
from tests.engine.scripts.repeat_stage import END_SECONDS, RepeatStage


@pytest.fixture
def stage():
    return RepeatStage()


def test_text_that_was_run_repeats_with_a_pause_between_its_rounds(stage):
    stage.run("tick")
    stage.passes(1.0)

    assert stage.status().state == "repeating"
    assert stage.worker().rounds in (9, 10, 11)
    assert stage.status().iterations == pytest.approx(stage.worker().rounds, abs=1)


def test_rounds_never_overlap_and_the_pause_is_counted_from_the_end_of_one(stage):
    stage.run("hang")
    stage.passes(0.3)
    worker = stage.worker()

    assert worker.rounds == 1
    worker.inbox.append(p.Break(1))
    stage.passes(0.05)
    assert worker.rounds == 1
    stage.passes(0.1)
    assert worker.rounds == 2


@pytest.mark.parametrize(("least", "most", "fewest", "many"), [(0, 0, 95, 105), (0.5, 0.5, 2, 3), (0.1, 0.3, 4, 10)])
def test_pause_lies_between_its_bounds_and_may_be_none(least, most, fewest, many):
    stage = RepeatStage(least=least, most=most)
    stage.run("tick")
    stage.passes(1.0)

    assert fewest <= stage.worker().rounds <= many


def test_bounds_that_change_hold_for_the_pause_under_way(stage):
    stage.do(c.SetScriptMode(name="a", mode="repeat", loop_min_seconds=50, loop_max_seconds=60))
    stage.run("tick")
    stage.passes(1.0)
    assert stage.worker().rounds == 1
    worker = stage.worker()
    stage.do(c.SetScriptMode(name="a", mode="repeat", loop_min_seconds=0.2, loop_max_seconds=0.2))
    stage.passes(0.5)

    assert stage.worker() is worker
    assert worker.rounds in (3, 4)


def test_waits_are_counted_from_where_they_were_due(stage):
    stage.run("waits")
    stage.passes(0.1)

    assert stage.status().iterations == 1
    assert 0.02 <= stage.status().last_seconds <= 0.06


def test_what_a_round_does_is_played_not_edited(stage):
    before = stage.engine.snapshot.outlook
    stage.run("tick")
    stage.passes(0.3)

    assert stage.engine.snapshot.document.transport.bpm != 120.0
    assert stage.engine.snapshot.outlook == before


def test_new_text_replaces_the_one_that_repeats_in_the_same_worker(stage):
    stage.run("tick")
    stage.passes(0.5)
    worker = stage.worker()
    stage.run("waits")
    stage.passes(0.5)

    assert (stage.worker(), worker.text) == (worker, "waits")
    assert (stage.status().run, stage.status().state, stage.status().problem) == (2, "repeating", None)


def test_text_that_does_not_compile_leaves_the_one_before_repeating(stage):
    stage.run("tick")
    stage.passes(0.3)
    stage.run("bad")
    rounds = stage.worker().rounds
    stage.passes(0.5)
    status = stage.status()

    assert (status.state, status.asked, status.run) == ("failed", 2, 1)
    assert status.problem.place.line == 1
    assert stage.worker().rounds > rounds


def test_first_text_that_does_not_compile_has_no_worker_left(stage):
    stage.run("bad")
    stage.passes(0.1)

    assert (stage.status().state, stage.status().run, stage.worker()) == ("failed", 0, None)
    stage.run("tick")
    stage.passes(0.1)
    assert (stage.status().state, stage.status().problem) == ("repeating", None)


def test_new_text_waits_for_the_end_of_the_round_and_then_breaks_it_off(stage):
    stage.run("hang")
    stage.passes(0.1)
    worker = stage.worker()
    stage.run("tick")
    stage.passes(COME_TO_AN_END_SECONDS - 0.1)
    assert (worker.text, stage.status().state) == ("hang", "starting")
    stage.passes(0.2)

    assert (stage.worker(), worker.text) == (worker, "tick")
    assert stage.status().problem is None


def test_new_text_gets_a_new_worker_where_the_round_cannot_be_broken_off(stage):
    stage.run("stuck")
    stage.passes(0.1)
    stage.run("tick")
    stage.passes(END_SECONDS + 0.1)

    assert (stage.worker().text, stage.status().state, stage.status().restarts) == ("tick", "repeating", 0)


def test_text_before_comes_back_when_the_new_one_does_not_compile_and_the_worker_was_ended(stage):
    stage.run("waits")
    stage.passes(0.1)
    stage.worker().is_stuck = True
    stage.passes(0.1)
    stage.run("bad")
    stage.passes(END_SECONDS + 0.3)

    assert (stage.worker().text, stage.status().state, stage.status().run) == ("waits", "failed", 1)
    assert stage.worker().rounds > 0


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (c.EnableScript(name="a", is_enabled=False), "stopped"),
        (c.StopScript(name="a"), "stopped"),
        (c.Interrupt(), "stopped"),
        (c.Hush(), "stopped"),
        (c.Panic(), "stopped"),
    ],
)
@pytest.mark.parametrize("text", ["tick", "waits", "hang", "stuck", "slip"])
def test_whatever_ends_what_repeats_ends_its_worker_within_a_second(stage, command, state, text):
    stage.run(text)
    stage.passes(0.25)
    bpm = stage.engine.snapshot.document.transport.bpm
    stage.do(command)
    stage.passes(END_SECONDS + 0.05)

    assert END_SECONDS < 1
    assert (stage.status().state, stage.status().run, stage.status().problem) == (state, 0, None)
    assert stage.port.workers == {}
    assert stage.engine.snapshot.document.transport.bpm == bpm
    stage.do(c.EnableScript(name="a", is_enabled=True))
    stage.passes(0.1)
    assert stage.worker().text == text


def test_work_that_ends_after_it_was_stopped_is_not_done(stage):
    stage.run("tick")
    stage.passes(0.05)
    stage.engine.submit(c.StopScript(name="a"))
    worker = stage.worker()
    while not worker.inbox:
        stage.engine.turn()
        stage.crew.look(stage.engine.snapshot, stage.engine.glance, stage.seconds)
        if worker not in stage.port.workers.values():
            break
    bpm = stage.engine.snapshot.document.transport.bpm
    stage.passes(0.5)

    assert stage.engine.snapshot.document.transport.bpm == bpm


def test_transport_stop_and_pause_do_not_touch_what_repeats(stage):
    stage.run("tick")
    for command in (c.Play(), c.Pause(), c.Stop()):
        stage.do(command)
        rounds = stage.worker().rounds
        stage.passes(0.3)
        assert stage.worker().rounds > rounds


def test_rename_and_other_fields_start_nothing_anew(stage):
    stage.run("tick")
    stage.passes(0.2)
    worker = stage.worker()
    stage.do(c.RenameScript(name="a", new_name="b"), c.SetScriptText(name="b", text="other"), c.AddScript(name="c"))
    stage.passes(0.3)

    assert stage.worker("b") is worker
    assert (worker.text, stage.status("b").state) == ("tick", "repeating")
    assert "a" not in stage.engine.snapshot.scripts


def test_removed_script_has_no_worker(stage):
    stage.run("hang")
    stage.passes(0.1)
    stage.do(c.RemoveScript(name="a"))
    stage.passes(0.02)

    assert stage.port.workers == {}
    assert "a" not in stage.engine.snapshot.scripts


def test_disabled_script_that_is_run_begins_when_it_is_enabled(stage):
    stage.do(c.EnableScript(name="a", is_enabled=False))
    stage.run("tick")
    stage.passes(0.2)
    assert (stage.status().state, stage.worker()) == ("stopped", None)
    stage.do(c.EnableScript(name="a", is_enabled=True))
    stage.passes(0.1)

    assert stage.status().state == "repeating"


def test_undo_of_what_disabled_it_has_it_go_on(stage):
    stage.run("tick")
    stage.do(c.EnableScript(name="a", is_enabled=False))
    stage.passes(0.1)
    stage.do(c.Undo())
    stage.passes(0.1)

    assert stage.status().state == "repeating"


def test_mode_holds_from_the_next_run(stage):
    stage.run("tick")
    stage.do(c.SetScriptMode(name="a", mode="live"))
    stage.passes(0.2)
    assert stage.status().state == "repeating"
    stage.run("-- loops x")
    stage.passes(0.3)

    assert (stage.status().state, stage.status().loops, stage.status().iterations) == ("live", ("x",), 0)
    stage.do(c.SetScriptMode(name="a", mode="repeat"))
    stage.run("-- tick")
    stage.passes(0.3)
    assert (stage.status().state, stage.status().loops, stage.status().run) == ("repeating", (), 3)


def test_slip_in_a_text_of_another_mode_silences_nothing(stage):
    stage.run("tick")
    stage.do(c.SetScriptMode(name="a", mode="live"))
    stage.run("x = = 1")
    stage.passes(0.2)

    assert (stage.status().state, stage.status().run, stage.worker().text) == ("failed", 1, "tick")
    assert stage.status().problem.place.line == 1


def test_mistake_in_a_round_is_told_and_the_next_begins(stage):
    stage.run("slip")
    stage.passes(0.5)
    status = stage.status()

    assert (status.state, status.problem.message, status.problem.place.line) == ("repeating", "it slipped", 1)
    assert stage.worker().rounds > 3
    stage.worker().text = "tick"
    stage.passes(0.3)
    assert stage.status().problem is None
