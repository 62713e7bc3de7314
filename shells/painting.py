"""Knows whether a view is being painted, so that "nothing updates while a view paints" can be asserted."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class PaintWatch(QObject):
    """Watches the paint events of the whole application. A widget says itself when it has finished, by Qt's mark."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._painted: list[QWidget] = []
        app.installEventFilter(self)

    def close(self) -> None:
        """Watch no more."""
        self._app.removeEventFilter(self)

    def is_painting(self) -> bool:
        """Whether a widget's paint event is under way."""
        self._painted = [widget for widget in self._painted if _is_in_paint_event(widget)]
        return bool(self._painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember who is about to paint; nested loops can have several at once."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._painted = [*filter(_is_in_paint_event, self._painted), watched]
        return False


def _is_in_paint_event(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.testAttribute(Qt.WidgetAttribute.WA_WState_InPaintEvent)
