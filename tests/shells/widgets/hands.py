"""What a hand does to a widget: pulls it, and turns the wheel over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_LEFT = Qt.MouseButton.LeftButton


def drag(widget: QWidget, *points: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press at the first point, move over the others, and let go at the last."""
    QTest.mousePress(widget, _LEFT, modifiers, points[0])
    for point in points[1:]:
        at = QPointF(point)
        move = QMouseEvent(
            QEvent.Type.MouseMove, at, QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton, _LEFT, modifiers
        )
        QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, _LEFT, modifiers, points[-1])


def turn_wheel(widget: QWidget, notches: int = 1) -> bool:
    """Turn the wheel over a widget; return whether the widget took it."""
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
