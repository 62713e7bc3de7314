"""A letter that is lit while a switch is on: M for muted, S for soloed, and the like."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget


class SwitchButton(QToolButton):
    """Shows what it was told; a click only says what is wanted, by `clicked`. It takes the focus by Tab only."""

    def __init__(self, letter: str, words: str, colour: str, parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            colour: What it is lit in: "warning", "accent" or "cool".
        """
        super().__init__(parent)
        self.setText(letter)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setProperty("look", f"switch-{colour}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_state(self, is_on: bool) -> None:
        """Be lit, or not. Never emits `clicked`."""
        self.setChecked(is_on)

    def nextCheckState(self) -> None:
        """A click changes nothing here: the state comes back from the engine."""

    def event(self, event: QEvent) -> bool:
        """Claim Space before a window takes it: the focus came by Tab."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Space)
            return event.isAccepted()
        return super().event(event)
