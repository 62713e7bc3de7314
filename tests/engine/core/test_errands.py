"""What scripts ask of the window is kept until it is reported on, and whoever asked was told."""

from __future__ import annotations

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.desk import Desk, report
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.errands import MOST_ERRANDS
from engine.core.live import Errand, ErrandResult
from tests.engine.recording_sound import RecordingSound

PLAY = c.AskErrand(script="song", kind="action", what=("transport.play",))


def told(desk: Desk, *commands: c.Command) -> Desk:
    """Return the desk after reports."""
    for command in commands:
        desk = report(desk, command, Document())
    return desk


def test_errands_are_numbered_in_the_order_in_which_they_were_asked() -> None:
    desk = told(Desk(), PLAY, c.Batch(commands=(c.Play(), PLAY, PLAY)))

    assert sorted(desk.errands) == [1, 2, 3]
    assert desk.errands[2] == Errand(2, "song", "action", ("transport.play",))


def test_errand_is_done_or_not_and_then_forgotten() -> None:
    asked = told(Desk(), PLAY, PLAY, PLAY)
    reported = told(asked, c.ReportErrands(results=(ErrandResult(1, True), ErrandResult(3, False, "no such thing"))))

    states = [(errand.state, errand.message) for _, errand in sorted(reported.errands.items())]
    assert states == [("done", ""), ("asked", ""), ("failed", "no such thing")]
    left = told(reported, c.ForgetErrands(numbers=(1, 3, 99)))
    assert sorted(left.errands) == [2]
    assert told(left, PLAY).errands[4].number == 4


@pytest.mark.parametrize("number", [1, 7])
def test_report_that_comes_twice_or_too_late_changes_nothing(number: int) -> None:
    failed = told(Desk(), PLAY, c.ReportErrands(results=(ErrandResult(1, False, "no"),)))

    assert told(failed, c.ReportErrands(results=(ErrandResult(number, True),))).errands is failed.errands


def test_a_flood_is_bounded_and_said_but_whoever_waits_is_always_heard() -> None:
    full = told(Desk(), *[PLAY] * MOST_ERRANDS)

    over = told(full, PLAY, PLAY)
    assert len(over.errands) == MOST_ERRANDS
    assert over.problem_count == 2
    assert over.problems[-1].message == "song: 4096 actions wait for the window already; this one was not done"
    waiting = c.AskErrand(script="song", kind="action", what=("x",), ask="1.1")
    assert len(told(full, waiting).errands) == MOST_ERRANDS + 1


def test_what_a_loop_asks_is_asked_at_its_beat() -> None:
    engine = Engine(RecordingSound(), 1000, 100)
    engine.submit(c.Play())
    engine.turn()
    flight = engine.glance.flight
    due = c.Due(script="song", loop="a", line=1, flight=flight, beat=engine.glance.beat + 1, commands=(PLAY,))
    engine.submit(due)
    engine.turn()
    assert engine.snapshot.errands == Map()

    for _ in range(6):
        engine.turn()
    assert [errand.what for errand in engine.snapshot.errands.values()] == [("transport.play",)]


def test_snapshot_says_whether_there_is_a_window() -> None:
    engine = Engine(RecordingSound(), 1000, 100)
    assert not engine.snapshot.has_window

    engine.submit(c.ReportWindow(is_open=True))
    engine.turn()
    assert engine.snapshot.has_window
