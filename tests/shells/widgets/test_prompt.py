"""A line to enter commands in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from shells.widgets.prompt import Candidates, PromptLine

WORDS = ("pattern", "pause", "play", "set kick volume")


def complete(text: str) -> Candidates:
    start = text.rfind(" ") + 1
    return Candidates(start, [word for word in WORDS if word.startswith(text[start:])])


@pytest.fixture
def prompt(shown):
    window = QWidget()
    made = PromptLine(complete)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    shown(window)
    made.setFocus()
    made.line = made.findChild(QLineEdit)
    made.sent = []
    made.submitted.connect(made.sent.append)
    return made


def press(prompt: PromptLine, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(prompt.line, key)


def type_in(prompt: PromptLine, text: str) -> None:
    QTest.keyClicks(prompt.line, text)


def offered(prompt: PromptLine) -> str:
    label = next(label for label in prompt.findChildren(QLabel) if label.accessibleName() == "Completions")
    return label.text() if label.isVisible() else ""


def test_prompt_takes_the_focus_of_its_frame(prompt):
    assert prompt.line.hasFocus()


def test_prompt_submits_a_line_and_is_empty_again(prompt):
    type_in(prompt, "play")
    press(prompt, Qt.Key.Key_Return)

    assert prompt.sent == ["play"]
    assert prompt.text() == ""


def test_prompt_submits_no_empty_line(prompt):
    type_in(prompt, "  ")
    press(prompt, Qt.Key.Key_Return)

    assert prompt.sent == []


def test_prompt_brings_older_lines_back(prompt):
    for line in ("play", "stop"):
        type_in(prompt, line)
        press(prompt, Qt.Key.Key_Return)
    type_in(prompt, "bp")
    press(prompt, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert prompt.text() == "play"
    press(prompt, Qt.Key.Key_Down, Qt.Key.Key_Down)

    assert prompt.text() == "bp"


def test_tab_completes_the_only_candidate_and_keeps_the_focus(prompt):
    type_in(prompt, "x pl")
    press(prompt, Qt.Key.Key_Tab)

    assert prompt.text() == "x play"
    assert prompt.line.hasFocus()


def test_tab_completes_what_all_candidates_share_and_offers_them(prompt):
    type_in(prompt, "pa")
    press(prompt, Qt.Key.Key_Tab)

    assert prompt.text() == "pa"
    assert "pattern" in offered(prompt)
    assert "pause" in offered(prompt)


def test_tab_goes_round_the_candidates_and_back_with_shift(prompt):
    type_in(prompt, "pa")
    press(prompt, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert prompt.text() == "pattern"
    press(prompt, Qt.Key.Key_Tab)
    assert prompt.text() == "pause"
    press(prompt, Qt.Key.Key_Backtab)

    assert prompt.text() == "pattern"


def test_typing_on_ends_the_offer(prompt):
    type_in(prompt, "pa")
    press(prompt, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    type_in(prompt, " ")

    assert offered(prompt) == ""
    assert prompt.text() == "pattern "


def test_tab_leaves_what_stands_behind_the_caret(prompt):
    type_in(prompt, "pl 1")
    press(prompt, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Tab)

    assert prompt.text() == "play 1"
    assert prompt.line.cursorPosition() == 4


def test_tab_without_a_candidate_changes_nothing(prompt):
    type_in(prompt, "zz")
    press(prompt, Qt.Key.Key_Tab)

    assert prompt.text() == "zz"


def test_escape_closes_the_offer_first_and_then_empties_the_line(prompt):
    type_in(prompt, "pa")
    press(prompt, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
    assert (offered(prompt), prompt.text()) == ("", "pa")
    press(prompt, Qt.Key.Key_Escape)

    assert prompt.text() == ""
