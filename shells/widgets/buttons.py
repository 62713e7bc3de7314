"""Buttons with a drawing and no words, named for those who cannot see the drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from shells.widgets.icons import icon


class IconButton(QToolButton):
    """A button that takes the focus by Tab only, so that after a click Space still plays; Space clicks it after Tab."""

    def __init__(self, drawing: str, words: str, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "icon")
        self.setIcon(icon(drawing))
        self.setIconSize(QSize(pixels, pixels))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        """Claim Space before a window takes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Space)
            return event.isAccepted()
        return super().event(event)


class StateButton(IconButton):
    """A button that is lit by what it is told, never by being clicked."""

    def __init__(self, drawing: str, words: str, lit_colour: str, parent: QWidget | None = None) -> None:
        super().__init__(drawing, words, 20, parent)
        self.setProperty("look", "transport")
        self.setIcon(icon(drawing, checked_colour=lit_colour))
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """A click changes nothing here: the state comes back from the engine."""


def icon_button(drawing: str, words: str, pixels: int = 18, parent: QWidget | None = None) -> IconButton:
    """Return a button that shows `drawing`; `words` are its tool tip and its accessible name."""
    return IconButton(drawing, words, pixels, parent)
