"""How reports change what a snapshot tells beside the document."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.desk import MOST_ANSWERS, MOST_QUESTIONS, Desk, report, with_late, with_problem
from engine.core.document import Document
from engine.core.live import Answer, DeviceStatus, Place, Problem, SampleStatus, ScriptStatus
from engine.core.snapshot import MOST_PROBLEMS

NOTHING = Document()


def told(*commands, desk=None):
    desk = desk if desk is not None else Desk()
    for command in commands:
        desk = report(desk, command, NOTHING)
    return desk


def test_report_of_what_concerns_no_desk_changes_nothing():
    desk = Desk()

    assert report(desk, c.Play(), NOTHING) is desk


def test_report_of_a_script_is_kept_by_name():
    assert told(c.ReportScript(status=ScriptStatus("song", "live"))).scripts["song"].state == "live"


@pytest.mark.parametrize(
    "command",
    [
        c.ReportScript(status=ScriptStatus("song", "live")),
        c.ReportSample(status=SampleStatus("kick", "failed", "no such file")),
        c.ReportDevice(status=DeviceStatus("speakers", is_open=True)),
    ],
)
def test_report_of_what_is_known_changes_nothing(command):
    desk = told(command)

    assert report(desk, command, NOTHING) is desk


def test_report_of_a_new_scripts_first_idleness_is_kept():
    assert "song" in told(c.ReportScript(status=ScriptStatus("song"))).scripts


def test_report_of_a_scripts_problem_is_listed_with_its_place_once():
    problem = Problem("step 8 of 4", "script:song", Place("song", 2))
    desk = told(
        c.ReportScript(status=ScriptStatus("song", "failed", problem=problem)),
        c.ReportScript(status=ScriptStatus("song", "failed", asked=2, problem=problem)),
    )

    assert [(each.message, each.place, each.number) for each in desk.problems] == [("step 8 of 4", Place("song", 2), 1)]


def test_report_of_a_script_leaves_the_lateness_that_the_engine_saw():
    desk = with_late(told(c.ReportScript(status=ScriptStatus("song", "live"))), "song", 7)
    desk = told(c.ReportScript(status=ScriptStatus("song", "running")), desk=desk)

    assert (desk.scripts["song"].late, desk.scripts["song"].late_line, desk.late_count) == (1, 7, 1)
    assert desk.scripts["song"].state == "running"


def test_late_of_a_script_that_is_gone_is_counted_and_does_not_bring_it_back():
    desk = with_late(Desk(), "song", 3)

    assert (desk.late_count, len(desk.scripts)) == (1, 0)


def test_forget_script_takes_it_off_the_desk():
    assert not told(c.ReportScript(status=ScriptStatus("song")), c.ForgetScript(script="song")).scripts


def test_forget_script_of_an_unknown_one_changes_nothing():
    desk = Desk()

    assert report(desk, c.ForgetScript(script="song"), NOTHING) is desk


def test_report_of_a_failed_sample_is_a_problem():
    desk = told(c.ReportSample(status=SampleStatus("kik", "failed", 'there is no sample "kik"')))

    assert desk.samples["kik"].state == "failed"
    assert desk.problems[0].message == 'there is no sample "kik"'


def test_report_of_a_sample_that_is_ready_is_none():
    assert told(c.ReportSample(status=SampleStatus("kick", "ready"))).problems == ()


def test_report_of_the_device_replaces_the_last():
    assert told(c.ReportDevice(status=DeviceStatus("", message="none found"))).device.message == "none found"


def test_questions_have_rising_numbers_and_are_kept_until_they_are_answered():
    desk = told(
        c.Evaluate(ask="a", text="1"),
        c.RunOnce(ask="b", text="2", name="tool"),
        c.ReportAnswer(answer=Answer("a", "1", number=1)),
        c.Evaluate(ask="c", text="3"),
        c.AskStates(ask="d"),
    )

    assert [(each.number, each.ask, each.kind, each.name) for each in desk.questions] == [
        (2, "b", "once", "tool"),
        (3, "c", "line", ""),
        (4, "d", "states", ""),
    ]


def test_question_too_many_is_answered_at_once():
    desk = told(*(c.Evaluate(ask=f"a{number}", text="1") for number in range(MOST_QUESTIONS + 1)))

    assert len(desk.questions) == MOST_QUESTIONS
    (answer,) = desk.answers
    assert (answer.ask, answer.is_mistake) == (f"a{MOST_QUESTIONS}", True)
    assert answer.text == "256 questions wait for an answer already; ask again later"


def test_interrupt_hush_and_panic_are_counted_wherever_they_are_said():
    assert told(c.Interrupt(), c.Hush(), c.Panic(), c.Stop()).interrupts == 3
    assert told(c.Batch(commands=(c.Panic(), c.Stop()))).interrupts == 1


def test_report_answer_keeps_the_newest_answers():
    desk = told(*(c.ReportAnswer(answer=Answer(f"a{number}", "2")) for number in range(MOST_ANSWERS + 3)))

    assert [len(desk.answers), desk.answers[-1].ask] == [MOST_ANSWERS, f"a{MOST_ANSWERS + 2}"]


def test_open_session_belongs_to_its_file_and_is_saved():
    desk = report(Desk(), c.OpenSession(document=Document(), path="a.moonloop"), NOTHING)

    assert desk.session.path == "a.moonloop"
    assert desk.session.saved is NOTHING


def test_session_saved_tells_what_is_on_disk():
    on_disk = Document(next_number=9)

    assert told(c.SessionSaved(document=on_disk, path="b.moonloop")).session.saved is on_disk


def test_session_not_saved_is_a_problem_and_loses_nothing():
    saved = told(c.SessionSaved(document=NOTHING, path="b.moonloop"))
    desk = told(c.SessionNotSaved(path="b.moonloop", message="the disk is full"), desk=saved)

    assert (desk.session.message, desk.session.saved) == ("the disk is full", NOTHING)
    assert desk.problems[0].message == "the disk is full"


def test_session_saved_clears_the_message_of_a_failure():
    desk = told(c.SessionNotSaved(path="b", message="the disk is full"), c.SessionSaved(document=NOTHING, path="b"))

    assert desk.session.message == ""


def test_wish_to_leave_is_numbered_on_through_all_sessions_and_what_is_opened_is_not_being_left():
    wished = told(c.LeaveSession(), c.OpenSession(document=NOTHING, path="a"))
    again = told(c.LeaveSession(), c.ReportLeft(number=1), desk=wished)

    assert (wished.session.leaving, wished.session.left) == (1, 1)
    assert (again.session.leaving, again.session.left) == (2, 1)
    assert told(c.ReportLeft(number=2), desk=again).session.left == 2


def test_problem_equal_to_a_recent_one_is_counted_and_not_listed_again():
    desk = Desk()
    for message in ("a", "b", "a", "a"):
        desk = with_problem(desk, message, "code")

    assert [each.message for each in desk.problems] == ["a", "b"]
    assert desk.problem_count == 4


def test_problem_from_elsewhere_is_another_problem():
    desk = with_problem(with_problem(Desk(), "a", "code"), "a", "editor")

    assert [each.origin for each in desk.problems] == ["code", "editor"]


def test_problems_are_numbered_and_the_oldest_go():
    desk = Desk()
    for number in range(MOST_PROBLEMS + 5):
        desk = with_problem(desk, f"problem {number}", "code")

    assert len(desk.problems) == MOST_PROBLEMS
    assert (desk.problems[0].message, desk.problems[0].number) == ("problem 5", 6)
    assert replace(desk).problem_count == MOST_PROBLEMS + 5
