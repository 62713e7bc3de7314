"""Stop and Panic whatever has the focus: caught before any editor, field or dialog sees the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

_STOP = {Qt.Key.Key_Period}
_PANIC = {
    Qt.Key.Key_Greater,
    Qt.Key.Key_Colon,
    Qt.Key.Key_Period,
}  # what Shift makes of the key on this or that keyboard


class StopKeys(QObject):
    """Watches the keys of the whole application. Qt gives Ctrl+. (Cmd+. on a Mac) to dialogs as Cancel, so it is taken first."""

    stop_pressed = Signal()
    panic_pressed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.installEventFilter(self)

    def close(self) -> None:
        """Watch no more."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of Stop and Panic; leave Space to a button that the keyboard has reached."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Space:
            if isinstance(watched, QAbstractButton):
                event.accept()
            return False
        wish = self._wish(event)
        if wish is None:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat() and _is_first_to_see(watched):
            wish.emit()
        return True

    def _wish(self, event: QKeyEvent) -> object:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == control and event.key() in _STOP:
            return self.stop_pressed
        if held == control | shift and event.key() in _PANIC:
            return self.panic_pressed
        return None


def _is_first_to_see(watched: QObject) -> bool:
    """A key goes to the window's handle first, and then to the widget; it is counted once, at the widget."""
    return watched.isWidgetType()
