"""Marks where one movement of a hand begins and ends, so that a whole drag is one step of undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_PAUSE_MS = 400  # a wheel turned again within this is the same movement


class Gesture(QObject):
    """One movement at a time, told as often as events come. None outlives the sight of its widget."""

    started = Signal()
    finished = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)
        self._is_active = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A widget that is hidden, or about to be removed, lets go."""
        if event.type() == QEvent.Type.Hide:
            self.end()
        return super().eventFilter(watched, event)

    @property
    def is_active(self) -> bool:
        """Whether a hand is at it."""
        return self._is_active

    def begin(self) -> None:
        """A movement begins, unless one is under way."""
        self._pause.stop()
        if not self._is_active:
            self._is_active = True
            self.started.emit()

    def nudge(self) -> None:
        """A click of a wheel or a key: the movement ends when no other follows soon."""
        self.begin()
        self._pause.start()

    def end(self) -> None:
        """The movement is over."""
        self._pause.stop()
        if self._is_active:
            self._is_active = False
            self.finished.emit()
