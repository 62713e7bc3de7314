"""A bar that a hand pulls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from shells.widgets.fader import Fader
from tests.shells.widgets.hands import drag, turn_wheel


@pytest.fixture
def fader(shown):
    window = QWidget()
    made = Fader(parent=window)
    made.setGeometry(10, 10, 213, 24)  # a travel of 200 pixels
    made.show_position(0.5)
    shown(window)
    return made


@pytest.fixture
def told(fader):
    heard: list[object] = []
    fader.moved.connect(lambda position: heard.append(round(position, 4)))
    fader.reset.connect(lambda: heard.append("reset"))
    fader.gesture_started.connect(lambda: heard.append("start"))
    fader.gesture_finished.connect(lambda: heard.append("end"))
    return heard


def test_fader_follows_the_hand_pixel_by_pixel_as_one_gesture(fader, told):
    drag(fader, QPoint(100, 12), QPoint(110, 12), QPoint(140, 12))

    assert told == ["start", 0.55, 0.7, "end"]


def test_fader_moves_a_tenth_as_far_with_shift(fader, told):
    drag(fader, QPoint(100, 12), QPoint(140, 12), modifiers=Qt.KeyboardModifier.ShiftModifier)

    assert told == ["start", 0.52, "end"]


def test_fader_moves_from_where_it_is_and_not_to_where_it_was_touched(fader, told):
    drag(fader, QPoint(10, 12), QPoint(20, 12))

    assert told == ["start", 0.55, "end"]


def test_fader_changes_nothing_by_a_click(fader, told):
    QTest.mouseClick(fader, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))

    assert told == []


def test_fader_stops_at_its_ends(fader, told):
    drag(fader, QPoint(100, 12), QPoint(900, 12))

    assert told == ["start", 1.0, "end"]


def test_fader_shows_the_hand_during_a_drag_and_the_truth_after_it(fader):
    QTest.mousePress(fader, Qt.MouseButton.LeftButton, pos=QPoint(100, 12))
    QTest.mouseMove(fader, QPoint(140, 12))
    fader.show_position(0.1)
    assert fader.position() == pytest.approx(0.7)
    QTest.mouseRelease(fader, Qt.MouseButton.LeftButton, pos=QPoint(140, 12))

    assert fader.position() == 0.1


def test_fader_asks_for_the_default_by_a_double_click_and_by_delete(fader, told):
    QTest.mouseDClick(fader, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    QTest.keyClick(fader, Qt.Key.Key_Delete)

    assert told == ["reset", "reset"]


def test_fader_steps_by_keys_as_one_gesture_while_they_come_soon(fader, told):
    QTest.keyClick(fader, Qt.Key.Key_Right)
    QTest.keyClick(fader, Qt.Key.Key_Right)
    QTest.keyClick(fader, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(fader, Qt.Key.Key_Home)
    fader.clearFocus()

    assert told == ["start", 0.51, 0.52, 0.519, 0.0, "end"]


def test_fader_leaves_the_wheel_to_the_page_unless_it_has_the_focus(shown):
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = Fader(), Fader()
    column.addWidget(first)
    column.addWidget(second)
    shown(window)
    first.setFocus()
    moves: list[float] = []
    first.moved.connect(moves.append)
    second.moved.connect(moves.append)

    assert turn_wheel(first)
    assert not turn_wheel(second)
    assert moves == [0.01]


def test_fader_takes_keys_of_any_alphabet_for_what_they_are(fader, told):
    cyrillic = QKeyEvent(QEvent.Type.KeyPress, 0x439, Qt.KeyboardModifier.NoModifier, "й")
    QApplication.sendEvent(fader, cyrillic)

    assert told == []
