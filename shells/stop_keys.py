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
    """Watches the keys of the whole application. Dialogs take Cmd+. on a Mac as Cancel, so it is taken before them."""

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
        """Take the keys of Stop and Panic; leave Space to a button that the keyboard has reached.

        Whoever is to see a key first, the window's handle or a widget, is the only one to see it.
        """
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Space:
            if isinstance(watched, QAbstractButton):
                event.accept()
            return False
        is_stop, is_panic = _is_stop(event), _is_panic(event)
        if not is_stop and not is_panic:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            (self.stop_pressed if is_stop else self.panic_pressed).emit()
        return True


def _is_stop(event: QKeyEvent) -> bool:
    return _held(event) == Qt.KeyboardModifier.ControlModifier and event.key() in _STOP


def _is_panic(event: QKeyEvent) -> bool:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    return _held(event) == control | shift and event.key() in _PANIC


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
