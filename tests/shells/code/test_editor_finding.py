"""The code editor finds and replaces."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.shells.code.desk import CTRL, SHIFT, Desk


def find(desk: Desk, text: str) -> QLineEdit:
    desk.press(Qt.Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text)
    return field


def test_find_selects_while_it_is_typed_and_goes_round(desk):
    desk.open("kick snare kick hat")
    desk.editor.go_to(1, 7)
    field = find(desk, "ki")
    assert desk.editor.selected_text() == "ki"
    assert desk.editor.caret() == (1, 14)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.editor.caret() == (1, 3)
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)

    assert desk.editor.caret() == (1, 14)


def test_find_begins_with_the_selection(desk):
    desk.open("kick snare kick")
    desk.text.setSel(0, 4)
    field = find(desk, "")

    assert field.text() == "kick"


def test_find_says_that_there_is_nothing(desk):
    desk.open("kick")
    field = find(desk, "bass")

    assert field.property("look") == "wrong"


def test_escape_closes_the_find_bar_and_gives_the_keys_back(desk):
    desk.open("kick")
    field = find(desk, "kick")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_End)
    desk.type("!")

    assert not field.isVisible()
    assert desk.editor.text() == "kick!"


def test_replace_goes_from_match_to_match_and_all_is_one_step_of_undo(desk):
    desk.open("a1 a2 a3")
    desk.press(Qt.Key.Key_H, CTRL)
    bar = desk.editor.find_bar
    QTest.keyClicks(QApplication.focusWidget(), "a")
    bar.replacement_field.setText("bé")
    bar.replace_asked.emit()
    assert desk.editor.text() == "bé1 a2 a3"
    bar.replace_all_asked.emit()
    assert desk.editor.text() == "bé1 bé2 bé3"
    desk.editor.undo()

    assert desk.editor.text() == "bé1 a2 a3"


def test_replace_all_does_not_replace_what_it_has_put_in(desk):
    desk.open("aaa")
    desk.press(Qt.Key.Key_H, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "a")
    desk.editor.find_bar.replacement_field.setText("aa")
    desk.editor.find_bar.replace_all_asked.emit()

    assert desk.editor.text() == "aaaaaa"


def test_regular_expressions_find_and_replace_with_groups(desk):
    desk.open("note = 36, note = 48")
    desk.press(Qt.Key.Key_H, CTRL)
    bar = desk.editor.find_bar
    bar.regex_button.setChecked(True)
    QTest.keyClicks(QApplication.focusWidget(), "note = ([0-9]+)")
    bar.replacement_field.setText("n(\\1)")
    bar.replace_all_asked.emit()

    assert desk.editor.text() == "n(36), n(48)"


@pytest.mark.parametrize("pattern", ["x*", "[", "(", "\\", "^", "$", "(a+)+b"])
def test_no_regular_expression_hangs_or_breaks_the_search(desk, pattern):
    desk.open("a" * 60 + "\n" * 3)
    desk.press(Qt.Key.Key_H, CTRL)
    bar = desk.editor.find_bar
    bar.regex_button.setChecked(True)
    QTest.keyClicks(QApplication.focusWidget(), pattern)
    desk.editor.find_next()
    desk.editor.find_previous()
    bar.replace_all_asked.emit()


def test_capitals_matter_only_when_asked(desk):
    desk.open("Kick kick")
    find(desk, "kick")
    assert desk.editor.caret() == (1, 5)
    desk.editor.find_bar.case_button.setChecked(True)

    assert desk.editor.caret() == (1, 10)
