"""The window with everything behind it: a turning engine, scripts in their own processes, files on a disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu

from engine.core import commands as c
from engine.core.document import PlayState
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


def test_keyboard_leaves_the_text_by_its_key_and_comes_back(player: Player):
    player.script("bass", "x = 1")
    parts = []
    for _ in range(5):
        player.press(Key.Key_F6)
        focused = player.app.focusWidget()
        own = [part for part in player.window._parts() if part is focused or part.isAncestorOf(focused)]
        parts += [type(part).__name__ for part in own]

    assert parts == ["OutputPane", "Foot", "TransportBar", "ScriptTabs", "QStackedWidget"]
    player.press(Key.Key_F6, SHIFT)
    player.press(Key.Key_Tab)
    player.write("y")
    assert player.window.code.page().editor.text() == "x = 1"


def test_tab_in_the_editor_shell_goes_to_its_first_part(player: Player):
    player.press(Key.Key_F3)
    player.press(Key.Key_Tab)

    assert player.app.focusWidget() is player.window.editor.modules.add_button


def test_problem_that_was_put_right_is_told_no_longer(player: Player):
    player.script("bass", "boom()")
    player.press(Key.Key_R, CONTROL)
    player.until(lambda: player.window.foot.text().startswith("bass:1: "))

    player.press(Key.Key_Home, CONTROL)
    player.write("-- ")
    player.press(Key.Key_R, CONTROL)

    player.until(lambda: player.window.foot.text() == "")
