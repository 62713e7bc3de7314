"""A horizontal bar that a hand pulls: the travel of one value, 0.0 to 1.0, and nothing about what the value means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shells.theme import Colours, current_theme
from shells.widgets.gesture import Gesture

_FINE = 0.1
_STEP = 0.01
_PAGE = 0.1
_HANDLE = 13.0  # pixels across
_TRACK = 5.0


class Fader(QWidget):
    """A place on a travel. The hand moves it relative to where it was, so a stray click changes nothing."""

    moved = Signal(float)  # where the hand is now, 0.0 to 1.0
    reset = Signal()
    gesture_started = Signal()
    gesture_finished = Signal()

    def __init__(self, step: float = _STEP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step  # of a key or a notch of the wheel
        self._shown = 0.0
        self._centre = 0.0  # where the lit part begins
        self._moved_to: float | None = None  # where a modulator has it now
        self._hand: float | None = None
        self._hand_at = QPointF()
        self._gesture = Gesture(self)
        self._gesture.started.connect(self.gesture_started)
        self._gesture.finished.connect(self._on_finished)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip("Drag to change, Shift for fine, double-click for the default")

    def show_position(self, position: float) -> None:
        """Show a place on the travel. Never emits; while a hand drags, the hand is shown."""
        if position != self._shown:
            self._shown = position
            self.update()

    def show_centre(self, centre: float) -> None:
        """Let the lit part grow from `centre` (0.5 for a pan) and not from the left."""
        self._centre = centre
        self.update()

    def show_modulated(self, position: float | None) -> None:
        """Show where a modulator has the value now, beside where the hand left it; None shows nothing."""
        if position != self._moved_to:
            self._moved_to = position
            self.update()

    def modulated(self) -> float | None:
        """Return where a modulator has the value, as it was shown last."""
        return self._moved_to

    def position(self) -> float:
        """Return the place that is drawn: the hand's during a drag, else the one last shown."""
        return self._shown if self._hand is None else self._hand

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(150, 24)

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be aimed at."""
        return QSize(60, 24)

    def _move_hand(self, position: float) -> None:
        self._hand = min(1.0, max(0.0, position))
        self.moved.emit(self._hand)
        self.update()

    def _nudge(self, by: float) -> None:
        start = self.position()
        self._gesture.nudge()
        self._move_hand(start + by)

    def _on_finished(self) -> None:
        self._hand = None
        self.gesture_finished.emit()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture.end()
            self._hand_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull, a tenth as far with Shift."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        by = (event.position().x() - self._hand_at.x()) / self._travel()
        if not by:
            return
        self._hand_at = event.position()
        start = self.position()
        self._gesture.begin()
        self._move_hand(start + by * _fineness(event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the default."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._hand_at = event.position()
            self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step, only while focused: a page that scrolls past must not change the sound."""
        turns = (event.angleDelta().y() or event.angleDelta().x()) / 120
        if not self.hasFocus() or not turns:
            event.ignore()
            return
        self._nudge(turns * self._step * _fineness(event.modifiers()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step (Shift: fine), Page keys leap, Home and End go to the ends, Delete asks for the default."""
        fine = _fineness(event.modifiers())
        steps: dict[int, float] = {
            Qt.Key.Key_Right: self._step * fine,
            Qt.Key.Key_Up: self._step * fine,
            Qt.Key.Key_Left: -self._step * fine,
            Qt.Key.Key_Down: -self._step * fine,
            Qt.Key.Key_PageUp: _PAGE,
            Qt.Key.Key_PageDown: -_PAGE,
            Qt.Key.Key_Home: -1.0,
            Qt.Key.Key_End: 1.0,
        }
        key = event.key()
        if key in steps:
            self._nudge(steps[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A movement does not outlive the focus."""
        self._gesture.end()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, its lit part and the handle."""
        position, centre = self.position(), self._centre
        colours = current_theme().colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            self._paint_bar(painter, 0.0, self.width(), colours.outline if self.underMouse() else colours.border)
            handle = self._travel() * position
            start = self._travel() * centre + _HANDLE / 2 if centre else 0.0
            ends = sorted((start, handle + _HANDLE / 2))
            self._paint_bar(painter, ends[0], ends[1], colours.accent if self._gesture.is_active else colours.step)
            if self._moved_to is not None:
                at = self._travel() * self._moved_to + _HANDLE / 2
                painter.setBrush(QColor(colours.cool))
                painter.drawRoundedRect(QRectF(at - 1.5, 2.0, 3.0, self.height() - 4.0), 1.5, 1.5)
            self._paint_handle(painter, QRectF(handle, (self.height() - _HANDLE) / 2, _HANDLE, _HANDLE), colours)

    def _paint_bar(self, painter: QPainter, left: float, right: float, colour: str) -> None:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(
            QRectF(left, (self.height() - _TRACK) / 2, right - left, _TRACK), _TRACK / 2, _TRACK / 2
        )

    def _paint_handle(self, painter: QPainter, handle: QRectF, colours: Colours) -> None:
        if self.hasFocus():
            painter.setBrush(QColor(colours.cool))
            painter.drawEllipse(handle.adjusted(-2.5, -2.5, 2.5, 2.5))
            painter.setBrush(QColor(colours.panel))
            painter.drawEllipse(handle.adjusted(-1, -1, 1, 1))
        painter.setBrush(QColor(colours.accent if self._gesture.is_active else colours.text))
        painter.drawEllipse(handle)

    def _travel(self) -> float:
        return max(1.0, self.width() - _HANDLE)


def _fineness(modifiers: Qt.KeyboardModifier) -> float:
    return _FINE if modifiers & Qt.KeyboardModifier.ShiftModifier else 1.0
