"""Yes or no."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget


class TickBox(QCheckBox):
    """A tick that shows what it was told; a click only says what is wanted."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)

    def show_value(self, value: bool) -> None:
        """Show `value`. Never emits."""
        self.setChecked(value)

    def nextCheckState(self) -> None:
        """A click changes nothing here: the state comes back from the engine."""

    def event(self, event: QEvent) -> bool:
        """Claim Space before a window takes it: the focus came by Tab."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Space)
            return event.isAccepted()
        return super().event(event)

    def _on_clicked(self) -> None:
        self.chosen.emit(not self.isChecked())
