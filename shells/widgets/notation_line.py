"""A cyclic pattern as a line of text: mini-notation to be typed, or an expression that only its script changes."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget


class NotationLine(QWidget):
    """Shows the expression of a pattern; `edited` carries the mini-notation that was typed."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.text = QLineEdit()
        self.text.setProperty("look", "mono")
        self.text.setAccessibleName("Notation")
        self.text.editingFinished.connect(self._on_edited)
        self._note = QLabel("made by its script")
        self._note.setProperty("look", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self._note)

    def show_expression(self, expression: str) -> None:
        """Show an expression as the document keeps it; empty hides the line. What is half typed stays. Never emits."""
        self.setVisible(bool(expression))
        if not expression:
            return
        plain = json.loads(expression)
        is_notation = plain[0] == "mini"
        self._shown = plain[1] if is_notation else call_words(plain)
        self.text.setReadOnly(not is_notation)
        self._note.setVisible(not is_notation)
        if not (self.text.hasFocus() and self.text.isModified()):
            self.text.setText(self._shown)
            self.text.setCursorPosition(0)
        self.text.setToolTip(self._shown)

    def _on_edited(self) -> None:
        if not self.text.isReadOnly() and self.text.text() != self._shown:
            self.text.setModified(False)
            self.edited.emit(self.text.text())


def call_words(plain: object) -> str:
    """Return an expression as a player would write it: `fast(2, "bd sd")`."""
    match plain:
        case ["mini", str(text)]:
            return f'"{text}"'
        case [str(operation), *arguments]:
            return f"{operation}({', '.join(call_words(each) for each in arguments)})"
        case str():
            return f'"{plain}"'
        case float() | int():
            return f"{plain:g}"
        case _:
            return json.dumps(plain)
