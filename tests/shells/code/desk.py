"""An editor in a window of its own, and the keys to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shells.code.editor import CodeEditor

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAMES = ("sampler", "sequencer", "sleep", "clock:setBPM", ":trigger")
SIGNATURES = {"sampler": "sampler(name, options)", ":trigger": "handle:trigger{ note }"}


class Desk:
    """An editor in a window, and the keys to it."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.editor = CodeEditor()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        self.text = self.editor.focusProxy()
        self.changes = 0
        self.editor.text_changed.connect(self._on_change)

    def _on_change(self) -> None:
        self.changes += 1

    def type(self, text: str) -> None:
        """Type, a Return for every new line."""
        for char in text:
            if char == "\n":
                QTest.keyClick(self.text, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.text, char)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.text, key, modifiers)

    def open(self, text: str) -> None:
        self.editor.show_text(text)
        self.changes = 0

    def style(self, word: str, of: int = 0) -> int:
        """The style of a word's first letter."""
        self.text.colourise(0, -1)
        at = -1
        for _ in range(of + 1):
            at = self.editor.text().index(word, at + 1)
        return self.text.styleAt(len(self.editor.text()[:at].encode()))
