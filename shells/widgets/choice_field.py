"""Menus: one of a fixed list, or a text with suggestions that can also be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget


class ChoiceField(QComboBox):
    """One of a fixed list of words."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(choices))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.textActivated.connect(self._on_activated)
        self._shown = self.currentText()

    def show_value(self, value: str) -> None:
        """Show `value`, one of the choices. Never emits."""
        self._shown = value
        self.setCurrentText(value)

    def _on_activated(self, text: str) -> None:
        if text != self._shown:
            self.chosen.emit(text)
            self.setCurrentText(self._shown)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only while focused: a page that scrolls past must not change the sound."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class TextField(QComboBox):
    """A text that names something, typed or taken from suggestions."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._shown = ""
        self._is_half_typed = False
        self._line = _Line()
        self.setLineEdit(self._line)
        self._line.textEdited.connect(self._on_typed)
        self._line.returnPressed.connect(self._confirm)
        self.textActivated.connect(self._choose)

    def show_value(self, value: str) -> None:
        """Show `value`. Never emits; a half-typed text stays until it is confirmed or given up."""
        self._shown = value
        if not self._is_half_typed:
            self.setEditText(value)

    def show_suggestions(self, names: Sequence[str]) -> None:
        """Offer `names` in the menu, and leave the text alone."""
        if [self.itemText(row) for row in range(self.count())] == list(names):
            return
        text, at = self._line.text(), self._line.cursorPosition()
        self.clear()
        self.addItems(list(names))
        self.setEditText(text)
        self._line.setCursorPosition(at)

    def _on_typed(self) -> None:
        self._is_half_typed = True

    def _confirm(self) -> None:
        if self._is_half_typed:
            self._choose(self._line.text())

    def _choose(self, text: str) -> None:
        self._is_half_typed = False
        if text.strip() != self._shown:
            self.chosen.emit(text.strip())
        self.setEditText(self._shown)

    def _restore(self) -> None:
        self._is_half_typed = False
        self.setEditText(self._shown)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc brings the old text back."""
        if event.key() == Qt.Key.Key_Escape and self._is_half_typed:
            self._restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving confirms; another window or a menu does not."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._confirm()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only while focused and nothing is half typed."""
        super().wheelEvent(event) if self.hasFocus() and not self._is_half_typed else event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for a half-typed text, before any window takes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._claims(event.key()):
            event.accept()
            return True
        return super().event(event)

    def _claims(self, key: int) -> bool:
        return key == Qt.Key.Key_Escape and self._is_half_typed


class _Line(QLineEdit):
    """A line that leaves Space to play while nothing is written anew."""

    def event(self, event: QEvent) -> bool:
        """Take Space only in the middle of typing."""
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_override and event.key() == Qt.Key.Key_Space and not self.isModified():  # type: ignore[attr-defined]
            event.ignore()
            return False
        return super().event(event)
