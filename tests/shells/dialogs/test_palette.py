"""The command palette under real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMainWindow

from shells.dialogs.palette import Palette

CYRILLIC_EF = 0x0424  # Qt numbers the keys of other alphabets by their letters; they are no members of Qt.Key


@pytest.fixture
def palette(shown):
    window = shown(QMainWindow(), 900, 600)
    made = Palette(window)
    made.ask()
    yield made
    made.close()


@pytest.fixture
def line(palette):
    return palette.findChild(QLineEdit)


def test_keys_of_other_alphabets_are_typed(palette, line):
    event = QKeyEvent(QEvent.Type.KeyPress, CYRILLIC_EF, Qt.KeyboardModifier.NoModifier, "ф")
    QApplication.sendEvent(line, event)

    assert line.text() == "ф"
    assert palette.shown_ids() == []


def test_arrows_move_in_the_list_and_stop_at_its_ends(palette, line):
    rows = palette.findChild(QListWidget)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert rows.currentRow() == 1

    QTest.keyClick(line, Qt.Key.Key_PageUp)

    assert rows.currentRow() == 0


def test_return_chooses_and_escape_does_not(palette, line):
    chosen = []
    palette.chosen.connect(chosen.append)
    QTest.keyClicks(line, "panic")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert chosen == ["transport.panic"]

    palette.ask()
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert chosen == ["transport.panic"]
    assert not palette.isVisible()
