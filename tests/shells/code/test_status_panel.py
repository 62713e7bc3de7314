"""The panel of all scripts: it shows what is, asks for what is wanted, and costs nothing while it is hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.core import commands as c
from engine.core.live import Place, Problem, ScriptStatus
from shells.code.shell import CodeShell
from shells.code.status_panel import StatusPanel
from shells.code.status_row import ScriptRow
from tests.shells.stage import Stage

WRONG = Problem("bass.lua:2: boom", "script:bass", Place("bass", 2))
LONG = "a-very-long-name-for-a-script-that-was-typed-in-a-hurry"


@pytest.fixture
def shell(stage: Stage, shown: Callable[..., CodeShell]) -> CodeShell:
    """A Code shell with two scripts, and the panel."""
    made = CodeShell(stage.requests, stage.log)
    stage.play_for(made)
    shown(made, 900, 600)
    stage.do(c.AddScript(name="bass", text="x = 1\ny = 2\n"), c.AddScript(name=LONG))
    made.show_status(True)
    stage.pump()
    return made


def row(shell: CodeShell, name: str) -> ScriptRow:
    """The row of a script."""
    return shell.status.rows[shell._shown.document.scripts[name].number]


def click(widget: QWidget) -> None:
    """Click near the beginning of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def test_each_script_has_a_row_in_order_with_its_state(stage: Stage, shell: CodeShell) -> None:
    stage.do(c.ReportScript(status=ScriptStatus("bass", "live", 1, 1, loops=("line",), memory_bytes=131_072)))

    tops = [each.mapTo(shell, QPoint(0, 0)).y() for each in (row(shell, "bass"), row(shell, LONG))]
    assert tops == sorted(tops)
    assert row(shell, "bass").state.text() == "playing"
    assert row(shell, "bass").details.words == "loop line  ·  131 kB"
    assert row(shell, "bass").accessibleName() == "bass, playing, loop line  ·  131 kB"
    assert row(shell, LONG).state.text() == "not run"
    assert row(shell, LONG).details.words == ""


def test_rows_follow_scripts_that_are_renamed_and_removed(stage: Stage, shell: CodeShell) -> None:
    bass = row(shell, "bass")

    stage.do(c.RenameScript(name="bass", new_name="low"), c.RemoveScript(name=LONG))

    assert row(shell, "low") is bass
    assert bass.name.words == "low"
    assert len(shell.status.rows) == 1


def test_what_went_wrong_leads_to_its_line(stage: Stage, shell: CodeShell) -> None:
    stage.do(c.ReportScript(status=ScriptStatus("bass", "failed", 1, 0, WRONG)))
    places: list[Place] = []
    shell.status.place_chosen.connect(places.append)

    assert row(shell, "bass").trouble.text() == "line 2: boom"
    click(row(shell, "bass").trouble)
    QTest.keyClick(row(shell, "bass"), Qt.Key.Key_Return)
    assert places == [Place("bass", 2), Place("bass", 2)]

    stage.do(c.ReportScript(status=ScriptStatus("bass", "live", 2, 2)))
    assert not row(shell, "bass").trouble.isVisible()


def test_name_brings_the_script_to_the_front(stage: Stage, shell: CodeShell) -> None:
    assert shell.tabs.current() == "bass"

    click(row(shell, LONG).name)
    assert shell.tabs.current() == LONG
    QTest.keyClick(row(shell, "bass"), Qt.Key.Key_Return)
    assert shell.tabs.current() == "bass"


def test_switch_asks_and_changes_when_the_engine_says_so(stage: Stage, shell: CodeShell) -> None:
    switch = row(shell, "bass").enabled
    assert switch.isChecked()

    click(switch)
    assert switch.isChecked()
    stage.pump()
    assert not stage.document.scripts["bass"].is_enabled
    assert not switch.isChecked()


def test_mode_and_level_are_asked_for_and_shown_when_the_engine_says_so(stage: Stage, shell: CodeShell) -> None:
    how = row(shell, "bass").how
    assert how.text() == "live"

    for words in ("Repeat: runs over and over", "Level strict"):
        choice = next(each for each in how.menu().actions() if each.text() == words)
        choice.trigger()
        assert not choice.isChecked()
        stage.pump()
        assert choice.isChecked()

    assert how.text() == "repeat, strict"
    assert stage.document.scripts["bass"].mode == "repeat"
    assert stage.document.scripts["bass"].level == "strict"


def test_long_names_are_shortened_and_push_nothing_out(stage: Stage, shell: CodeShell) -> None:
    long = row(shell, LONG)

    assert "…" in long.name.text()
    assert long.mapTo(shell.status, long.enabled.geometry().topRight()).x() < shell.status.width()
    assert long.name.toolTip() == LONG


def test_hidden_panel_is_not_fed_and_catches_up_when_it_is_shown(stage: Stage, shell: CodeShell) -> None:
    shell.show_status(False)
    stage.do(c.ReportScript(status=ScriptStatus("bass", "live", 1, 1)), c.AddScript(name="more"))
    assert row(shell, "bass").state.text() == "not run"
    assert len(shell.status.rows) == 2

    shell.show_status(True)
    assert row(shell, "bass").state.text() == "playing"
    assert len(shell.status.rows) == 3


def test_row_that_is_as_it_was_is_left_alone(stage: Stage, shell: CodeShell) -> None:
    row(shell, LONG).state.setText("untouched")

    stage.do(c.ReportScript(status=ScriptStatus("bass", "live", 1, 1)))
    assert row(shell, LONG).state.text() == "untouched"


def test_panel_without_scripts_says_what_it_is_for(stage: Stage, shell: CodeShell) -> None:
    stage.do(c.RemoveScript(name="bass"), c.RemoveScript(name=LONG))

    assert shell.status._empty.isVisible()


def test_panel_asks_to_be_hidden_and_comes_back_with_its_width(stage: Stage, shell: CodeShell) -> None:
    panel: StatusPanel = shell.status
    width = panel.width()
    assert width >= 200

    panel.hide_wanted.emit()
    stage.pump()
    assert not panel.isVisible()
    shell.show_status(True)
    stage.pump()
    assert panel.width() == width


def test_escape_leads_from_a_row_back_to_the_text(stage: Stage, shell: CodeShell) -> None:
    row(shell, "bass").how.setFocus()

    QTest.keyClick(row(shell, "bass").how, Qt.Key.Key_Escape)
    assert shell.page().editor.isAncestorOf(shell.window().focusWidget())
