"""The window with everything behind it: a turning engine, scripts in their own processes, files on a disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu

from engine.core import commands as c
from engine.core.document import PlayState
from engine.patterns.notation import format_steps, parse_steps
from shells.actions import ACTIONS
from tests.app.player import CONTROL, SHIFT, Player

Key = Qt.Key
pytestmark = pytest.mark.slow

BASS = """local bass = synth("bass", { wave = "saw", cutoff = 900 })
live_loop("line", function() bass:trigger{ note = "c2" } sleep(1/2) end)
"""


def test_keys_bring_each_shell_to_the_front(player: Player):
    for key, shell in ((Key.Key_F1, "command"), (Key.Key_F3, "editor"), (Key.Key_F2, "code")):
        player.press(key)
        assert player.window.shell().origin == shell


def test_f8_plays_and_pauses_also_while_typing(player: Player):
    player.script("bass", "x = 1")

    player.press(Key.Key_F8)
    player.until(lambda: player.document.transport.state is PlayState.PLAYING)
    player.until(lambda: player.shown.document.transport.state is PlayState.PLAYING)
    player.press(Key.Key_F8)
    player.until(lambda: player.document.transport.state is PlayState.PAUSED)

    assert player.document.scripts["bass"].text == "x = 1"


def test_space_plays_in_the_editor_shell_and_types_in_the_code_shell(player: Player):
    player.script("bass", "")
    player.write(" ")
    player.window.code.finish_typing()
    player.until(lambda: player.document.scripts["bass"].text == " ")
    assert player.document.transport.state is PlayState.STOPPED

    player.press(Key.Key_F3)
    player.press(Key.Key_Space)

    player.until(lambda: player.document.transport.state is PlayState.PLAYING)


def test_run_makes_what_the_script_declares_and_the_editor_shell_shows_it(player: Player):
    player.script("bass", BASS)

    player.press(Key.Key_R, CONTROL)
    player.until(lambda: "bass" in player.shown.document.modules)
    player.press(Key.Key_F3)

    assert player.window.editor.modules.panel("bass").control("cutoff").editor.field.value() == 900.0
    player.until(lambda: player.window.code.page().words() == "v1 plays  ·  loop line")


def test_knob_that_is_turned_is_seen_in_every_shell_and_undone_by_a_key(player: Player):
    player.do(c.AddModule(type="synth", name="bass"))
    player.press(Key.Key_F3)
    field = player.window.editor.modules.panel("bass").control("volume").editor.field

    field.setFocus()
    field.selectAll()
    player.write("0.5")
    player.press(Key.Key_Return)
    player.until(lambda: player.shown.document.modules["bass"].values["volume"] == 0.5)
    player.window.editor.setFocus()
    assert player.window.actions_.action("edit.undo").text() == "&Undo set bass volume"
    player.press(Key.Key_Z, CONTROL)

    player.until(lambda: player.document.modules["bass"].values["volume"] == 1.0)
    player.press(Key.Key_Z, CONTROL | SHIFT)
    player.until(lambda: player.document.modules["bass"].values["volume"] == 0.5)


def test_ctrl_z_in_the_code_is_the_texts_own(player: Player):
    player.do(c.AddModule(type="synth", name="bass"))
    player.script("a", "")
    player.write("xyz")

    player.press(Key.Key_Z, CONTROL)

    assert player.window.code.page().editor.text() == ""
    assert "bass" in player.document.modules


def test_stop_ends_a_run_that_never_ends_and_typing_goes_on(player: Player):
    player.script("mad", "while true do end")
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: "mad" in player.shown.scripts and player.shown.scripts["mad"].state == "running")
    player.write("-- still typing ")

    player.press(Key.Key_Period, CONTROL)

    player.until(lambda: player.shown.scripts["mad"].state == "failed")
    assert player.window.code.page().editor.text().startswith("-- still typing ")


def test_stop_works_while_a_dialog_has_the_keyboard(player: Player, shown_dialog):
    player.do(c.Play())
    dialog = shown_dialog(player.window)

    QTest.keyClick(dialog, Key.Key_Period, CONTROL)

    player.until(lambda: player.document.transport.state is PlayState.STOPPED)
    assert dialog.isVisible()


@pytest.fixture
def shown_dialog(qt_app):
    made = []

    def show(parent):
        dialog = QDialog(parent)
        dialog.setModal(True)
        dialog.show()
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.close()


def test_panic_ends_loops_and_stops(player: Player):
    player.script("bass", BASS)
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: player.shown.scripts.get("bass") and player.shown.scripts["bass"].state == "live")
    player.do(c.Play())

    player.press(Key.Key_Greater, CONTROL | SHIFT)

    player.until(lambda: player.document.transport.state is PlayState.STOPPED)
    player.until(lambda: player.shown.scripts["bass"].loops == ())


def test_loops_begin_again_with_the_next_play_after_stop(player: Player):
    player.script("bass", BASS)
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: player.shown.scripts.get("bass") and player.shown.scripts["bass"].state == "live")
    player.press(Key.Key_F8)
    player.until(lambda: player.ide.engine.glance.notes_played > 0)

    player.press(Key.Key_Period, CONTROL)
    player.until(lambda: player.shown.document.transport.state is PlayState.STOPPED)
    played = player.ide.engine.glance.notes_played
    player.press(Key.Key_F8)

    player.until(lambda: player.ide.engine.glance.notes_played > played)


def test_mistake_leaves_the_last_good_version_playing_and_is_shown_at_its_line(player: Player):
    player.script("bass", BASS)
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: player.shown.scripts.get("bass") and player.shown.scripts["bass"].state == "live")

    player.press(Key.Key_Home, CONTROL)
    player.write("boom() ")
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: player.shown.scripts["bass"].state == "failed")
    player.until(lambda: "failed at line 1" in player.window.code.page().words())

    assert player.window.code.page().words().startswith("v1 plays — v2 failed at line 1: ")
    assert player.shown.scripts["bass"].loops == ("line",)
    assert player.window.foot.text().startswith("bass:1: ")


def test_line_of_the_command_shell_is_answered_and_seen_in_the_editor_shell(player: Player):
    player.press(Key.Key_F1)
    player.write("add sampler kick")
    player.press(Key.Key_Return)

    player.until(lambda: "kick" in player.shown.document.modules)
    assert player.window.editor.modules.panel("kick")


def test_lua_in_the_command_shell_is_answered(player: Player):
    player.press(Key.Key_F1)
    player.write("= 6 * 7")
    player.press(Key.Key_Return)

    player.until(lambda: player.window.command.log.toPlainText().endswith("42"))


def test_save_puts_text_and_steps_on_disk_and_open_brings_them_back(player: Player, tmp_path: Path):
    path = tmp_path / "song.moonloop"
    player.script("bass", "")
    player.do(c.AddPattern(name="four", steps=parse_steps("x...")))
    player.save_as(path)
    player.write("x = 1")
    player.press(Key.Key_S, CONTROL)
    player.until(lambda: path.is_file() and "x = 1" in path.read_text())
    player.until(lambda: not player.window.isWindowModified())
    assert player.window.windowTitle() == "song[*] – Moonloop"

    player.ide.flow.new()
    player.until(lambda: not player.shown.document.scripts)
    assert player.window.windowTitle() == "Untitled[*] – Moonloop"
    player.ide.flow.open_path(str(path))

    player.until(lambda: "bass" in player.shown.document.scripts)
    assert player.window.code.page().editor.text() == "x = 1"
    assert format_steps(player.document.patterns["four"].steps) == "x..."


def test_saving_never_makes_the_window_wait(player: Player, tmp_path: Path):
    """A save is handed over; what it came to is told by a later snapshot."""
    player.do(c.AddModule(type="synth", name="bass"))

    player.ide.flow._save_to(str(tmp_path / "song.moonloop"), None)

    assert player.shown.session.path == ""
    player.until(lambda: player.shown.session.path)


def test_closing_asks_about_changes_and_cancel_keeps_the_window(player: Player):
    player.do(c.AddModule(type="synth", name="bass"))

    player.window.close()
    player.answer("Cancel")

    assert player.window.isVisible()


def test_closing_with_save_saves_first(player: Player, tmp_path: Path):
    path = tmp_path / "song.moonloop"
    player.save_as(path)
    player.do(c.AddModule(type="synth", name="bass"))

    player.window.close()
    player.answer("Save")

    player.until(lambda: not player.window.isVisible())
    assert [module["name"] for module in json.loads(path.read_text())["modules"]][-1] == "bass"


def test_closing_without_saving_leaves_the_file_alone(player: Player, tmp_path: Path):
    path = tmp_path / "song.moonloop"
    player.save_as(path)
    before = path.read_text()
    player.do(c.AddModule(type="synth", name="bass"))

    player.window.close()
    player.answer("Don't Save")

    player.until(lambda: not player.window.isVisible())
    assert path.read_text() == before


def test_closing_an_unchanged_session_asks_nothing(player: Player):
    player.window.close()

    player.until(lambda: not player.window.isVisible())


def test_typing_that_was_not_sent_yet_counts_as_a_change(player: Player, tmp_path: Path):
    player.script("bass", "")
    player.save_as(tmp_path / "song.moonloop")
    player.write("x")

    player.window.close()

    assert "Save the changes to song?" in player.question().text()
    player.answer("Cancel")


def test_playing_is_no_change(player: Player):
    player.do(c.Play())

    assert not player.window.isWindowModified()


def test_save_that_fails_is_told_and_another_name_is_offered(player: Player, tmp_path: Path):
    folder = tmp_path / "gone"
    player.do(c.AddModule(type="synth", name="bass"))

    player.ide.flow._save_to(str(folder / "song.moonloop"), None)

    assert "was not saved" in player.question().text()
    player.answer("Cancel")
    assert "bass" in player.document.modules


def test_session_that_is_broken_is_told_with_its_place_and_nothing_is_lost(player: Player, tmp_path: Path):
    path = tmp_path / "bad.moonloop"
    path.write_text('{"moonloop": ')
    player.save_as(tmp_path / "good.moonloop")
    player.do(c.AddModule(type="synth", name="bass"))
    player.save_as(tmp_path / "good.moonloop")

    player.ide.flow.open_path(str(path))

    assert "bad.moonloop" in player.question().text()
    player.answer("OK")
    assert "bass" in player.document.modules


def test_command_shell_saves_and_loads(player: Player, tmp_path: Path):
    player.press(Key.Key_F1)
    for line in ("add sampler kick", "save song", "new", "load song"):
        player.write(line)
        player.press(Key.Key_Return)
        player.until(lambda: not player.window.command._is_waiting and not player.ide.flow.is_busy())

    player.until(lambda: "kick" in player.shown.document.modules and player.shown.session.path)
    assert player.shown.session.path == str(tmp_path / "song.moonloop")


def test_command_shell_refuses_to_lose_changes(player: Player):
    player.do(c.AddModule(type="sampler", name="kick"))
    player.press(Key.Key_F1)
    player.write("new")
    player.press(Key.Key_Return)
    player.window.command.log.flush()

    assert "not saved" in player.window.command.log.toPlainText()
    assert "kick" in player.document.modules


def test_save_dialog_is_shown_for_a_session_without_a_file(player: Player):
    player.do(c.AddModule(type="synth", name="bass"))

    player.press(Key.Key_S, CONTROL)

    player.until(lambda: [dialog for dialog in player.window.findChildren(QFileDialog) if dialog.isVisible()])
    player.window.findChild(QFileDialog).reject()


def test_removing_a_script_is_asked_about_and_undo_brings_it_back(player: Player):
    player.script("bass", "x = 1")

    player.press(Key.Key_W, CONTROL)
    player.answer("Remove")
    player.until(lambda: "bass" not in player.shown.document.scripts)
    player.do(c.Undo())

    player.until(lambda: "bass" in player.shown.document.scripts)
    assert player.window.code.page().editor.text() == "x = 1"


def test_tabs_are_made_and_cycled_by_keys(player: Player):
    player.press(Key.Key_T, CONTROL)
    player.until(lambda: player.window.code.tabs.current() == "script1")
    player.press(Key.Key_T, CONTROL)
    player.until(lambda: player.window.code.tabs.current() == "script2")

    player.press(Key.Key_Tab, CONTROL)
    assert player.window.code.tabs.current() == "script1"
    player.press(Key.Key_Backtab, CONTROL | SHIFT)

    assert player.window.code.tabs.current() == "script2"


def test_palette_does_what_was_chosen(player: Player):
    player.press(Key.Key_P, CONTROL | SHIFT)
    line = player.window.palette_.findChild(QLineEdit)
    QTest.keyClicks(line, "editor shell")
    QTest.keyClick(line, Key.Key_Return)

    player.until(lambda: player.window.shell() is player.window.editor)


def test_chords_are_another_way_to_the_shells(player: Player):
    player.script("a", "")
    player.press(Key.Key_K, CONTROL)
    player.press(Key.Key_3)

    assert player.window.shell() is player.window.editor
    assert player.document.scripts["a"].text == ""


def test_every_action_does_something(player: Player):
    """An action that nobody bound would be a menu entry that lies."""
    unbound = [spec.id for spec in ACTIONS if player.window.actions_.action(spec.id).receivers("2triggered(bool)") == 0]

    assert unbound == []


def test_bug_in_a_slot_is_told_and_written_down_and_the_window_stays(player: Player):
    player.allowed_crashes = True
    player.script("bass", "my text")

    def broken() -> None:
        raise ZeroDivisionError("a bug")

    player.window.foot.problem_clicked.connect(broken)
    player.window.foot.problem_clicked.emit()

    player.until(player.window.notice.isVisible)
    assert "ZeroDivisionError: a bug" in player.window.notice.text()
    assert "broken" in player.crash_files()[0].read_text()
    assert player.window.code.page().editor.text() == "my text"


def test_bug_in_one_shell_does_not_harm_the_others(player: Player, monkeypatch):
    player.allowed_crashes = True

    def broken(before, now):
        raise RuntimeError("a bug in the Editor shell")

    monkeypatch.setattr(player.window.editor, "show_snapshot", broken)
    player.do(c.SetTempo(bpm=90.0), c.AddScript(name="after", text="x"))

    assert player.window.code.tabs.current() == "after"
    player.until(lambda: "a bug in the Editor shell" in player.window.notice.text())


def test_tempo_is_set_by_typing_it(player: Player):
    field = player.window.transport._tempo
    field.setFocus()
    field.selectAll()
    player.write("99")
    player.press(Key.Key_Return)

    player.until(lambda: player.document.transport.bpm == 99.0)


def test_problem_list_leads_to_the_line(player: Player):
    player.script("bass", "x = 1\nboom()")
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: player.shown.problems)
    player.press(Key.Key_F3)

    item = player.window.problems._list.item(0)
    player.window.problems._list.itemActivated.emit(item)

    assert player.window.shell() is player.window.code
    assert player.window.code.page().editor.caret()[0] == 2


def test_menu_of_module_types_opens_by_its_key(player: Player):
    player.press(Key.Key_F3)
    player.press(Key.Key_A, SHIFT)

    player.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    QApplication.activePopupWidget().close()
