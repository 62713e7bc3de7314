"""The Code shell with a real Scintilla on a real engine; the supervisor's reports are given by hand."""

from __future__ import annotations

import pytest
from immutables import Map
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar

from engine.core import commands as c
from engine.core.document import Script
from engine.core.live import LoopTrouble, Place, Problem, ScriptState, ScriptStatus
from engine.core.starting import empty_document
from engine.core.units import NOW
from shells.code.shell import CodeShell
from shells.theme import current_theme
from tests.shells.stage import Stage

WRONG = Problem("bass.lua:2: boom", "script:bass", Place("bass", 2))


@pytest.fixture
def shell(stage: Stage, shown):
    made = CodeShell(stage.requests, stage.log, ("sampler",), {"sampler": "sampler(name, {…})"})
    stage.play_for(made)
    return shown(made, 900, 600)


@pytest.fixture
def bass(stage: Stage, shell: CodeShell):
    stage.do(c.AddScript(name="bass", text="x = 1\ny = 2\n"))
    shell.on_shown()
    return shell.page()


def type_text(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def text_of(stage: Stage, name: str) -> str:
    return stage.document.scripts[name].text


def test_shell_says_what_to_do_while_there_is_no_script(shell):
    assert shell.page() is None


def test_script_added_elsewhere_gets_a_tab_and_a_page(stage, shell, bass):
    stage.do(c.AddScript(name="drums", text="-- drums"))

    shell.show_neighbour(1)

    assert shell.tabs.current() == "drums"
    assert shell.page().editor.text() == "-- drums"


@pytest.mark.slow
def test_typing_is_sent_when_the_player_pauses(stage, bass):
    type_text("z = 3 ")
    stage.pump()
    assert text_of(stage, "bass") == "x = 1\ny = 2\n"

    stage.pump_until(lambda: text_of(stage, "bass").startswith("z = 3 "))

    assert bass.editor.text() == "z = 3 x = 1\ny = 2\n"


def test_typing_is_sent_at_once_when_it_is_to_be_finished(stage, shell, bass):
    type_text("z")

    shell.finish_typing()
    stage.pump()

    assert text_of(stage, "bass") == "zx = 1\ny = 2\n"


def test_typing_goes_on_undisturbed_while_its_echo_comes_back(stage, shell, bass):
    for letter in "local":
        type_text(letter)
        shell.finish_typing()
    stage.pump()
    type_text("!")
    stage.pump()

    assert bass.editor.text() == "local!x = 1\ny = 2\n"
    assert bass.editor.caret() == (1, 7)


def test_showing_another_script_sends_what_was_typed(stage, shell, bass):
    stage.do(c.AddScript(name="drums"))
    type_text("z")

    shell.show_script("drums")
    stage.pump()

    assert text_of(stage, "bass").startswith("z")


def test_run_sends_the_text_as_it_is_now(stage, shell, bass):
    type_text("z")

    shell.run()
    stage.pump()

    script = stage.document.scripts["bass"]
    assert script.text == "zx = 1\ny = 2\n"
    assert (script.request.number, script.request.text, script.request.quantum) == (1, "zx = 1\ny = 2\n", None)


def test_run_now_ignores_the_quantum(stage, shell, bass):
    shell.run(NOW)
    stage.pump()

    assert stage.document.scripts["bass"].request.quantum == NOW


def test_mistake_is_said_under_the_editor_and_in_the_output(stage, shell, bass):
    stage.do(c.ReportScript(status=ScriptStatus("bass", "failed", asked=2, run=1, problem=WRONG)))
    shell.output.log.flush()

    assert bass.words() == "v1 plays — v2 failed at line 2: boom; the last good version goes on"
    assert shell.output.log.toPlainText() == "bass  line 2: boom"


def test_mistake_is_marked_at_its_line_until_a_run_is_good(stage, bass, monkeypatch):
    marks = []
    monkeypatch.setattr(bass.editor, "mark_mistake", lambda line, words: marks.append((line, words)))
    monkeypatch.setattr(bass.editor, "clear_mistakes", lambda: marks.append("clear"))

    stage.do(c.ReportScript(status=ScriptStatus("bass", "failed", asked=1, problem=WRONG)))
    stage.do(c.ReportScript(status=ScriptStatus("bass", "running", asked=2, problem=WRONG)))
    stage.do(c.ReportScript(status=ScriptStatus("bass", "live", asked=2, run=2)))

    assert marks == ["clear", (2, "boom"), "clear"]


def test_loops_that_play_an_older_version_are_marked_at_their_lines_and_told_on_the_tab(
    stage, shell, bass, monkeypatch
):
    marks = []
    monkeypatch.setattr(bass.editor, "mark_mistake", lambda line, words: marks.append((line, words)))
    monkeypatch.setattr(bass.editor, "clear_mistakes", marks.clear)
    first, second = LoopTrouble("a", "boom", 2, plays_on=True), LoopTrouble("b", "bang", 1)

    report(stage, "failed", 1, 1, problem=Problem("boom", "script:bass", Place("bass", 2)), trouble=(first, second))
    bar = shell.tabs.findChild(QTabBar)

    assert marks == [(2, "a plays its last good version: boom"), (1, "b has ended: bang")]
    assert bar.accessibleTabName(0) == "bass, failed; a (line 2) plays its last good version; b (line 1) has ended"
    report(stage, "live", 2, 2)
    assert (marks, bar.accessibleTabName(0)) == ([], "bass, playing")


def test_dot_of_a_script_whose_loop_plays_an_older_version_is_of_two_halves(stage, shell, bass):
    report(stage, "failed", 1, 1, trouble=(LoopTrouble("a", "boom", 2, plays_on=True),))
    icon = shell.tabs.findChild(QTabBar).tabIcon(0).pixmap(24, 24).toImage()
    colours = current_theme().colours

    assert [icon.pixelColor(x, icon.height() // 2).name() for x in (icon.width() // 3, icon.width() * 2 // 3)] == [
        colours.good,
        colours.bad,
    ]


@pytest.fixture
def glows(bass, monkeypatch):
    told = []
    monkeypatch.setattr(bass.editor, "flash_lines", lambda first, last, kind="ran": told.append((first, last, kind)))
    monkeypatch.setattr(bass.editor, "disarm", lambda: told.append("disarm"))
    return told


def report(stage: Stage, state: ScriptState, asked: int, run: int = 0, **rest) -> None:
    stage.do(c.ReportScript(status=ScriptStatus("bass", state, asked, run, **rest)))


def test_what_ran_glows_softly_while_it_waits_and_brightly_when_it_has_landed(stage, glows):
    report(stage, "running", 1)
    report(stage, "waiting", 1)
    assert glows == [(1, 3, "armed")]

    report(stage, "live", 1, 1, ran_lines=(1, 2))
    report(stage, "live", 1, 1, ran_lines=(1, 2), loops=("a",))

    assert glows == [(1, 3, "armed"), "disarm", (1, 2, "ran"), "disarm"]


def test_whole_text_glows_when_it_is_not_known_which_lines_ran(stage, glows):
    report(stage, "idle", 1, 1)

    assert glows == ["disarm", (1, 3, "ran")]


def test_run_that_waits_stays_armed_while_the_next_one_begins(stage, glows):
    report(stage, "waiting", 1)
    report(stage, "running", 2)
    report(stage, "waiting", 2)

    assert glows == [(1, 3, "armed"), (1, 3, "armed")]


def test_run_that_waits_is_armed_still_when_the_one_before_has_landed(stage, glows):
    report(stage, "waiting", 2)
    report(stage, "waiting", 2, 1)

    assert glows == [(1, 3, "armed"), "disarm", (1, 3, "ran"), (1, 3, "armed")]


@pytest.mark.parametrize("state", ["failed", "stopped", "idle"])
def test_run_that_will_not_land_is_armed_no_more(stage, glows, state):
    report(stage, "waiting", 1)
    report(stage, state, 1)

    assert glows == [(1, 3, "armed"), "disarm"]


def test_session_that_is_opened_replaces_every_text(stage, shell, bass):
    type_text("typed, and not sent ")
    opened = replace(empty_document(), scripts=Map({"bass": Script("bass", 2, "-- opened")}))

    stage.do(c.OpenSession(document=opened, path="/tmp/x.moonloop"))

    assert shell.tabs.current() == "bass"
    assert shell.page().editor.text() == "-- opened"


def test_session_that_is_opened_leaves_nothing_to_undo_though_the_text_is_the_same(stage, shell, bass):
    type_text("z")
    shell.finish_typing()
    stage.pump()

    stage.do(c.OpenSession(document=stage.document, path="/tmp/x.moonloop"))
    bass.editor.undo()

    assert shell.page().editor.text() == "zx = 1\ny = 2\n"


def test_text_set_elsewhere_is_shown_and_caret_marks_and_undo_stay(stage, bass):
    type_text("z")
    bass.editor.go_to(2, 3)
    bass.editor.mark_mistake(2, "wrong")

    stage.do(c.SetScriptText(name="bass", text="zx = 10\ny = 20\n"))

    assert bass.editor.text() == "zx = 10\ny = 20\n"
    assert bass.editor.caret() == (2, 3)
    assert bass.editor.focusProxy().markerGet(1)
    bass.editor.undo()
    assert bass.editor.text() == "zx = 1\ny = 2\n"
    bass.editor.undo()
    assert bass.editor.text() == "x = 1\ny = 2\n"


def test_script_that_is_renamed_keeps_its_page(stage, shell, bass):
    type_text("z")
    stage.do(c.RenameScript(name="bass", new_name="low"))

    assert shell.tabs.current() == "low"
    assert shell.page() is bass
    shell.finish_typing()
    stage.pump()
    assert text_of(stage, "low").startswith("z")


def test_script_that_is_removed_loses_its_tab(stage, shell, bass):
    stage.do(c.AddScript(name="drums"), c.RemoveScript(name="bass"))

    assert shell.tabs.current() == "drums"
    assert shell.page().script.name == "drums"


def test_new_script_comes_to_the_front(stage, shell, bass):
    shell.add_script()
    stage.pump()

    assert shell.tabs.current() == "script1"


def test_undo_in_the_text_is_the_editors_own(stage, shell, bass):
    type_text("abc")
    assert shell.undo_typing(is_forth=False)

    assert bass.editor.text() == "x = 1\ny = 2\n"
    assert shell.undo_typing(is_forth=True)
    assert bass.editor.text() == "abcx = 1\ny = 2\n"


def test_undo_elsewhere_is_not(shell, bass):
    shell.output.log.setFocus()

    assert not shell.undo_typing(is_forth=False)


def test_output_shows_what_scripts_print(stage, shell, bass):
    stage.log.add("bass", "info", "hello")
    stage.log.add("bass", "error", "ouch")

    shell.on_tick(stage.engine.glance)
    shell.output.log.flush()

    assert shell.output.log.toPlainText() == "bass  hello\nbass  ouch"


def test_output_shows_what_was_printed_before_a_mistake_before_it(stage, shell, bass):
    stage.log.add("bass", "info", "almost")
    stage.do(c.ReportScript(status=ScriptStatus("bass", "failed", 1, 0, WRONG)))
    stage.log.add("bass", "debug", "again")
    shell.on_tick(stage.engine.glance)
    shell.output.log.flush()

    assert shell.output.log.toPlainText() == "bass  almost\nbass  line 2: boom\nbass  again"


def test_output_says_how_many_lines_it_missed(stage, shell, bass):
    for number in range(2500):
        stage.log.add("bass", "info", str(number))

    shell.on_tick(stage.engine.glance)
    shell.output.log.flush()

    assert shell.output.log.toPlainText().endswith("bass  2499\n… 1500 lines before these came too fast to be shown")


def test_text_is_kept_when_the_engine_does_not_answer(stage, shell, bass):
    type_text("z")

    assert shell.with_typed(stage.document).scripts["bass"].text == "zx = 1\ny = 2\n"


def test_place_of_a_problem_comes_to_the_front(stage, shell, bass):
    stage.do(c.AddScript(name="drums"))
    shell.show_script("drums")

    shell.show_place(Place("bass", 2, 3))

    assert shell.tabs.current() == "bass"
    assert shell.page().editor.caret() == (2, 3)


def test_ctrl_slash_and_find_are_the_editors(stage, bass):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)

    assert bass.editor.text() == "-- x = 1\ny = 2\n"
