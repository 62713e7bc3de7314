"""A number that is typed, dragged or turned."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from shells.widgets.number_field import NumberField
from shells.widgets.scale import Scale

CUTOFF = Scale(minimum=20, maximum=20_000, unit="Hz", is_exponential=True)


@pytest.fixture
def field(shown):
    made = NumberField(CUTOFF, default=2000.0)
    other = QLineEdit()
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(other)
    shown(window)
    made.other = other
    made.show_value(900.0)
    made.setFocus()
    return made


@pytest.fixture
def told(field):
    heard: list[object] = []
    field.changed.connect(heard.append)
    field.gesture_started.connect(lambda: heard.append("start"))
    field.gesture_finished.connect(lambda: heard.append("end"))
    return heard


def test_number_field_shows_a_value_without_a_signal(field, told):
    field.show_value(440.0)

    assert field.text() == "440 Hz"
    assert told == []


def test_number_field_reports_a_typed_number_once_on_enter(field, told):
    QTest.keyClicks(field, "1.2k")
    assert told == []
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == ["start", 1200.0, "end"]
    assert field.hasFocus()


def test_number_field_keeps_a_half_typed_number_when_a_value_comes_in(field):
    QTest.keyClicks(field, "12")
    field.show_value(3000.0)

    assert field.text() == "12"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "3 kHz"


def test_number_field_gives_the_old_value_back_on_escape(field, told):
    QTest.keyClicks(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == "900 Hz"
    assert told == []


def test_number_field_marks_what_is_no_number_and_waits(field, told):
    QTest.keyClicks(field, "loud")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.property("look") == "wrong"
    assert field.text() == "loud"
    assert told == []
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.property("look") == ""


def test_number_field_brings_a_typed_number_into_range(field, told):
    QTest.keyClicks(field, "99999")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == ["start", 20_000.0, "end"]


def test_number_field_confirms_a_typed_number_when_it_is_left(field, told):
    QTest.keyClicks(field, "500")
    QTest.keyClick(field, Qt.Key.Key_Tab)

    assert told == ["start", 500.0, "end"]
    assert field.text() == "900 Hz"  # until the engine says otherwise


def test_number_field_keeps_a_half_typed_number_while_another_window_is_active(field, told, shown):
    QTest.keyClicks(field, "50")
    other = shown(QWidget())
    assert told == []
    other.close()

    assert field.text() == "50"


def test_number_field_makes_one_gesture_of_a_drag(field, told):
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    for y in (8, 0, -20, -40):
        QTest.mouseMove(field, QPoint(20, y))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(20, -40))

    assert told[0] == "start"
    assert told[-1] == "end"
    assert told.count("start") == told.count("end") == 1
    values = told[1:-1]
    assert values == sorted(values)
    assert values[-1] > 2000.0


def test_number_field_follows_a_drag_even_when_no_value_comes_back(field, told):
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(field, QPoint(60, 10))
    QTest.mouseMove(field, QPoint(20, 10))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))

    assert told[-2] == pytest.approx(900.0, rel=0.001)


def test_number_field_changes_nothing_by_a_click(field, told):
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))

    assert told == []
    assert field.selectedText() == "900 Hz"


def test_number_field_goes_back_to_its_default_by_a_double_click(field, told):
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))

    assert told == ["start", 2000.0, "end"]


def test_number_field_steps_by_the_arrow_keys_and_finer_with_shift(field, told):
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)

    assert told == ["start", 964.4, 971.1]


def test_number_field_is_turned_by_the_wheel_only_while_it_has_the_focus(field, told):
    _turn(field)
    assert told == ["start", 964.4]
    field.other.setFocus()
    told.clear()
    _turn(field)

    assert told == []


def _turn(widget: QWidget) -> None:
    at = QPointF(5, 5)
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            at,
            QPointF(widget.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
