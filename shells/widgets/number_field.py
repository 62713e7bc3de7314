"""A number that is typed, dragged or turned by the wheel. What it shows is what it was given; it predicts nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shells.widgets.gesture import Gesture
from shells.widgets.scale import Scale

_DRAG_STARTS_AT = 4  # pixels
_FINE = 0.1
_TIP = "Type a number, or drag; Shift for fine"
_WRONG_TIP = "Not a number. Esc brings the old one back."


class NumberField(QLineEdit):
    """A number with its unit. `changed` carries each new value, between `gesture_started` and `gesture_finished`."""

    changed = Signal(object)  # float, or int where the scale is whole
    gesture_started = Signal()
    gesture_finished = Signal()

    def __init__(self, scale: Scale, default: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._default = default
        self._value = scale.clamp(scale.minimum if default is None else default)
        self._is_half_typed = False
        self._pressed_at: QPointF | None = None
        self._hand: float | None = None  # place on the travel while a hand drags
        self._gesture = Gesture(self)
        self._gesture.started.connect(self.gesture_started)
        self._gesture.finished.connect(self._on_finished)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(50)
        self.setToolTip(_TIP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.textEdited.connect(self._on_typed)
        self.returnPressed.connect(self._commit)
        self._show()

    def show_value(self, value: float) -> None:
        """Show `value`. Never emits; a half-typed number stays until it is confirmed or given up."""
        self._value = value
        if not self._is_half_typed:
            self._show()

    def value(self) -> float:
        """Return the value last shown."""
        return self._value

    def _show(self) -> None:
        text = self._scale.text(self._value)
        if text == self.text():
            return
        was_selected = self.hasSelectedText() and self.hasFocus()
        self.setText(text)
        if was_selected:
            self.selectAll()

    def _on_typed(self) -> None:
        self._is_half_typed = True
        self._look("")

    def _commit(self) -> None:
        if not self._is_half_typed:
            self.selectAll()
            return
        typed = self._scale.read(self.text())
        if typed is None:
            self._look("wrong")
            return
        self._is_half_typed = False
        self._send_once(typed)
        self._show()
        self.selectAll()

    def _restore(self) -> None:
        self._is_half_typed = False
        self._look("")
        self._show()
        self.selectAll()

    def _look(self, look: str) -> None:
        if self.property("look") != look:
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(_WRONG_TIP if look else _TIP)

    def _send_once(self, value: float) -> None:
        self._gesture.begin()
        self.changed.emit(value)
        self._gesture.end()

    def _nudge(self, steps: float, modifiers: Qt.KeyboardModifier) -> None:
        travel = steps * self._scale.step(_is_fine(modifiers))
        self._gesture.nudge()
        self._move_hand(travel)

    def _move_hand(self, travel: float) -> None:
        at = self._scale.position(self._value) if self._hand is None else self._hand
        self._hand = min(1.0, max(0.0, at + travel))
        self.changed.emit(self._scale.value(self._hand))

    def _on_finished(self) -> None:
        self._hand = None
        self.gesture_finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores, Up and Down step (Shift: fine); everything else types."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._is_half_typed:
            self._restore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self._is_half_typed:
            self._nudge(1.0 if key == Qt.Key.Key_Up else -1.0, event.modifiers())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step the value, only while this field has the focus: a page that scrolls past must not change the sound."""
        turns = (event.angleDelta().y() or event.angleDelta().x()) / 120
        if not self.hasFocus() or self._is_half_typed or not turns:
            event.ignore()
            return
        self._nudge(turns, event.modifiers())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would start; while typing, place the caret."""
        if self._is_half_typed or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._gesture.end()
        self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag up or right for more, down or left for less; Shift is fine."""
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position() - self._pressed_at
        travel = moved.x() - moved.y()
        if not self._gesture.is_active and abs(travel) < _DRAG_STARTS_AT:
            return
        self._gesture.begin()
        self._pressed_at = event.position()
        fine = _FINE if _is_fine(event.modifiers()) else 1.0
        self._move_hand(fine * travel / self._scale.drag_pixels)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or take a click as the wish to type."""
        if self._pressed_at is None:
            super().mouseReleaseEvent(event)
            return
        was_drag = self._gesture.is_active
        self._pressed_at = None
        self._gesture.end()
        if not was_drag:
            self.selectAll()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the default, where there is one."""
        if self._is_half_typed or self._default is None:
            super().mouseDoubleClickEvent(event)
            return
        self._send_once(self._scale.clamp(self._default))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything, so that typing replaces it; a half-typed number is left as it is."""
        super().focusInEvent(event)
        if not self._is_half_typed:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving confirms a number and gives up what is none; another window or a menu does neither."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            return
        self._gesture.end()
        if self._is_half_typed:
            typed = self._scale.read(self.text())
            self._is_half_typed = False
            self._look("")
            if typed is not None:
                self._send_once(typed)
            self._show()
        self.deselect()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for a half-typed number, before a window takes it; leave Space, which begins none, to play."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self._is_half_typed:
                event.accept()
                return True
            if event.key() == Qt.Key.Key_Space and not self._is_half_typed:
                event.ignore()
                return False
        return super().event(event)


def _is_fine(modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
