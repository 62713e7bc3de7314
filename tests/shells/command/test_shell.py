"""The Command shell with a real prompt on a real engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from engine.core import commands as c
from engine.core.lines.verb import AppRequest
from engine.core.live import Answer
from shells.command.shell import WELCOME, CommandShell
from tests.shells.stage import Stage


@pytest.fixture
def shell(stage: Stage, shown):
    made = CommandShell(stage.requests, ("kick", "snare"))
    stage.play_for(made)
    shown(made)
    made.on_shown()
    return made


def enter(shell: CommandShell, line: str) -> None:
    field = shell.findChild(QLineEdit)
    QTest.keyClicks(field, line)
    QTest.keyClick(field, Qt.Key.Key_Return)


def printed(shell: CommandShell) -> list[str]:
    shell.log.flush()
    lines = shell.log.toPlainText().split("\n")
    assert lines[0] == WELCOME
    return lines[1:]


def test_line_is_answered_when_it_is_done_and_not_before(stage, shell):
    enter(shell, "bpm 90")
    assert printed(shell) == ["› bpm 90"]

    stage.pump()

    assert stage.document.transport.bpm == 90.0
    assert len(printed(shell)) == 2
    assert "90" in printed(shell)[1]


def test_line_that_cannot_be_done_is_refused_with_the_reason(stage, shell):
    enter(shell, "set kik volume 1")
    stage.pump()

    assert 'no module "kik"' in printed(shell)[1]


def test_lines_are_read_against_what_the_line_before_has_done(stage, shell):
    enter(shell, "add sampler kick")
    enter(shell, "set kick volume 0.5")
    enter(shell, "connect kick masterAudioOut")
    for _ in range(3):
        stage.pump()

    assert stage.document.modules["kick"].values["volume"] == 0.5
    assert [line for line in printed(shell) if line.startswith("›")] == [
        "› add sampler kick",
        "› set kick volume 0.5",
        "› connect kick masterAudioOut",
    ]


def test_refusal_of_the_engine_is_printed_although_the_line_could_be_read(stage, shell):
    stage.engine.submit(c.AddModule(type="synth", name="bass"))  # not seen yet when the line is read
    enter(shell, "add sampler bass")
    stage.pump()

    assert printed(shell)[1] == 'there is a synth called "bass" already'


def test_clear_empties_the_log(stage, shell):
    enter(shell, "help")
    enter(shell, "clear")

    assert shell.log.toPlainText() == ""


def test_lua_is_asked_of_the_engine_and_its_answer_printed(stage, shell):
    enter(shell, "= 1 + 1")
    stage.pump()
    question = stage.snapshot.questions[-1]
    assert question.text == "1 + 1"

    stage.do(c.ReportAnswer(answer=Answer("somebody else's", "3")), c.ReportAnswer(answer=Answer(question.ask, "2")))

    assert printed(shell) == ["› = 1 + 1", "2"]


def test_save_is_asked_of_the_window(stage, shell):
    requests = []
    shell.request_made.connect(requests.append)

    enter(shell, "save song")

    assert requests == [AppRequest("save", "song", False)]


def test_tab_completes_the_words_of_the_house(stage, shell):
    stage.do(c.AddModule(type="sampler", name="kick"))
    field = shell.findChild(QLineEdit)

    QTest.keyClicks(field, "set kic")
    QTest.keyClick(field, Qt.Key.Key_Tab)

    assert field.text().strip() == "set kick"


def test_arrow_up_brings_the_last_line_back(stage, shell):
    enter(shell, "bpm 90")
    field = shell.findChild(QLineEdit)

    QTest.keyClick(field, Qt.Key.Key_Up)

    assert field.text() == "bpm 90"


def test_script_that_is_run_once_is_asked_of_the_engine_and_its_answer_printed(stage, shell):
    stage.do(c.AddScript(name="tool", text="return 2"))
    enter(shell, "script once tool")
    stage.pump()
    question = stage.snapshot.questions[-1]
    assert (question.kind, question.text, question.name) == ("once", "return 2", "tool")

    stage.do(c.ReportAnswer(answer=Answer(question.ask, "2", number=question.number)))

    assert printed(shell) == ["› script once tool", "2"]
    assert stage.snapshot.questions == ()
