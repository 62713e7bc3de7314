"""New, open, save and close, with real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.recent_menu import RecentMenu
from engine.core import commands as c
from engine.core.units import NOW
from engine.patterns.notation import format_steps, parse_steps
from engine.scripts.supervising.leaving import Leaving
from tests.app.player import CONTROL, Player

Key = Qt.Key
pytestmark = pytest.mark.slow


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


def test_save_has_the_state_of_a_script_as_it_is_while_it_plays(player: Player, tmp_path: Path):
    path = tmp_path / "song.moonloop"
    player.do(c.AddScript(name="song"))
    text = "live_loop('l', function() state.n = (state.n or 0) + 1 print(state.n) sleep(1/4) end)"
    player.do(c.RunScript(name="song", text=text, quantum=NOW), c.Play())
    player.until(lambda: len(player.ide.rig.log.since(0)[0]) > 2)
    counted = int(player.ide.rig.log.since(0)[0][-1].text)
    player.ide.flow._save_to(str(path), None)
    player.until(path.is_file)

    (script,) = json.loads(path.read_text())["scripts"]
    assert script["state"]["n"] >= counted


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


def test_scripts_are_told_before_the_session_is_left_for_a_new_one(player: Player):
    player.script("song", 'on("session:closing", function() print("good night") end)')
    player.window.code.run()
    player.until(lambda: "song" in player.shown.scripts and player.shown.scripts["song"].run)

    player.ide.flow.new()
    player.answer("Don't Save")

    player.until(lambda: not player.shown.document.scripts)
    assert "good night" in [line.text for line in player.ide.rig.log.since(0)[0]]


def test_window_does_not_wait_for_ever_for_scripts_of_which_nothing_is_heard(player: Player, monkeypatch):
    monkeypatch.setattr(Leaving, "look", lambda _self, _snapshot: None)
    player.script("song", 'on("session:closing", function() end)')
    player.window.code.run()
    player.until(lambda: "song" in player.shown.scripts and player.shown.scripts["song"].run)

    player.window.close()
    player.answer("Don't Save")

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


def test_file_that_another_program_changed_is_only_written_over_when_that_is_meant(player: Player, tmp_path: Path):
    path = tmp_path / "song.moonloop"
    player.save_as(path)
    path.write_text(path.read_text() + "\n")
    player.do(c.AddModule(type="synth", name="bass"))

    player.press(Key.Key_S, CONTROL)
    assert "another program changed it" in player.question().text()
    player.answer("Save Anyway")

    player.until(lambda: "bass" in path.read_text())


def test_sessions_used_last_are_in_the_menu(player: Player, tmp_path: Path):
    path = tmp_path / "song.moonloop"
    player.save_as(path)
    player.ide.flow.new()
    player.until(lambda: player.shown.session.path == "")

    menu = player.window.menus["&File"].findChild(RecentMenu)
    menu.fill()
    assert menu.actions()[0].toolTip() == str(path)
    menu.actions()[0].trigger()

    player.until(lambda: player.shown.session.path == str(path))
    assert player.ide.rig.folders == (tmp_path,)
