"""The table of actions, and what is made of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget

from shells.action_set import ActionSet
from shells.actions import ACTIONS, MENUS, matching, plain_text
from shells.dialogs.help_page import keys_page
from shells.dialogs.palette import Palette
from shells.stop_keys import StopKeys

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qt_app):
    made = QMainWindow()
    made.actions_ = ActionSet(made)
    yield made
    made.close()
    made.deleteLater()


def test_actions_have_ids_and_keys_of_their_own():
    ids = [spec.id for spec in ACTIONS]
    keys = [key for spec in ACTIONS for key in spec.keys]

    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))


def test_every_action_says_what_it_does():
    assert [spec.id for spec in ACTIONS if not spec.summary.endswith(".")] == []


def test_every_key_of_the_table_is_one_that_qt_knows(window):
    for spec in ACTIONS:
        shortcuts = window.actions_.action(spec.id).shortcuts()
        assert len(shortcuts) == len(spec.keys)
        assert all(not shortcut.isEmpty() and 0 not in [shortcut[0].key()] for shortcut in shortcuts)


def test_a_function_key_has_another_key_beside_it():
    """On a Mac they need Fn."""
    alone = [spec.id for spec in ACTIONS if spec.keys and all("F" in key.split("+")[-1][:1] for key in spec.keys)]

    assert [id_ for id_ in alone if id_ != "edit.find"] == []


def test_every_action_is_in_a_menu(window):
    menus = window.actions_.fill(window.menuBar())

    found = [action.objectName() for menu in menus.values() for action in menu.actions() if not action.isSeparator()]
    assert sorted(found) == sorted(spec.id for spec in ACTIONS)
    assert list(menus) == list(MENUS)


def test_no_two_entries_of_a_menu_have_the_same_letter(window):
    for menu in window.actions_.fill(window.menuBar()).values():
        letters = [text[text.index("&") + 1].lower() for text in (action.text() for action in menu.actions()) if text]
        assert len(letters) == len(set(letters)), menu.title()


def test_matching_finds_actions_by_name_by_menu_and_by_what_they_do():
    assert matching("panic")[0].id == "transport.panic"
    assert "file.open" in [spec.id for spec in matching("session open")]
    assert [spec.id for spec in matching("no such thing")] == []
    assert len(matching("")) == len(ACTIONS)


def test_keys_page_lists_every_action(qt_app):
    page = keys_page()

    assert all(plain_text(spec) in page for spec in ACTIONS)


def test_palette_filters_as_one_types_and_gives_the_chosen_action(window, shown):
    shown(window)
    palette, chosen = Palette(window), []
    palette.chosen.connect(chosen.append)
    palette.ask()
    line = palette.findChild(QLineEdit)

    QTest.keyClicks(line, "run")
    assert palette.shown_ids()[:2] == ["script.run", "script.run_now"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert chosen == ["script.run_now"]
    assert not palette.isVisible()


def test_action_of_a_shell_works_only_while_the_keyboard_is_there(window, shown, qt_app):
    inside, outside = QPushButton("inside"), QPushButton("outside")
    centre = QWidget()
    column = QVBoxLayout(centre)
    column.addWidget(inside)
    column.addWidget(outside)
    window.setCentralWidget(centre)
    done = []
    window.actions_.bind("patch.add_module", lambda: done.append("added"))
    window.actions_.belong_to(inside, "editor")
    shown(window)

    outside.setFocus()
    QTest.keyClick(outside, Qt.Key.Key_A, SHIFT)
    assert done == []
    inside.setFocus()
    QTest.keyClick(inside, Qt.Key.Key_A, SHIFT)

    assert done == ["added"]


@pytest.fixture
def stop_keys(qt_app):
    keys = StopKeys(qt_app)
    keys.pressed = []
    keys.stop_pressed.connect(lambda: keys.pressed.append("stop"))
    keys.panic_pressed.connect(lambda: keys.pressed.append("panic"))
    yield keys
    qt_app.removeEventFilter(keys)


def test_stop_and_panic_are_heard_in_a_field_and_leave_its_text_alone(stop_keys, shown):
    field = shown(QLineEdit("text"))

    QTest.keyClick(field, Qt.Key.Key_Period, CONTROL)
    QTest.keyClick(field, Qt.Key.Key_Greater, CONTROL | SHIFT)

    assert stop_keys.pressed == ["stop", "panic"]
    assert field.text() == "text"


def test_stop_is_heard_in_a_dialog_and_does_not_close_it(stop_keys, shown):
    dialog = QDialog()
    dialog.setModal(True)
    shown(dialog)

    QTest.keyClick(dialog, Qt.Key.Key_Period, CONTROL)

    assert stop_keys.pressed == ["stop"]
    assert dialog.isVisible()


def test_stop_is_heard_once_also_where_a_menu_has_the_same_key(stop_keys, window, shown):
    window.actions_.bind("transport.stop", lambda: stop_keys.pressed.append("menu"))
    field = QLineEdit()
    window.setCentralWidget(field)
    shown(window)
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_Period, CONTROL)

    assert stop_keys.pressed == ["stop"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Greater, Qt.Key.Key_Colon, Qt.Key.Key_Period])
def test_panic_is_heard_on_any_keyboard(stop_keys, shown, key):
    """What Shift makes of the full stop: > in the US, : in Germany, and nothing on some."""
    field = shown(QLineEdit())

    QTest.keyClick(field, key, CONTROL | SHIFT)

    assert stop_keys.pressed == ["panic"]


def test_plain_full_stop_is_typing(stop_keys, shown):
    field = shown(QLineEdit())

    QTest.keyClicks(field, "a.b>")

    assert field.text() == "a.b>"
    assert stop_keys.pressed == []
