"""A log that a flood cannot slow down: the newest lines, repeats counted, drawn at most thirty times a second."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shells.theme import current_theme, mono_font

Level = Literal["echo", "result", "info", "debug", "warning", "error"]

MOST_LINES = 1000
FLUSH_MS = 34
_LINE_BREAK = "\u2028"  # a new line within one entry, so that an entry stays one block


@dataclass(slots=True)
class _Entry:
    level: Level
    text: str
    source: str
    count: int = 1

    def is_like(self, other: _Entry) -> bool:
        return (self.text, self.level, self.source) == (other.text, other.level, other.source)


class LogView(QPlainTextEdit):
    """Shows what was appended. `append` only remembers; the lines are drawn together by a timer."""

    def __init__(self, most_lines: int = MOST_LINES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most_lines
        self._waiting: deque[_Entry] = deque()
        self._newest: _Entry | None = None  # the last one appended, waiting or shown
        self._last_shown: _Entry | None = None  # what the last block says
        self._shown_count = 0  # and how often it says that it came
        self._skipped = 0
        self._formats = _formats()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(most_lines)
        self.setProperty("look", "log")
        self.setFont(mono_font())
        self.setAccessibleName("Log")

    def append(self, level: Level, text: str, source: str = "") -> None:
        """Add an entry; one like the last only raises its count. `source` is who says it, a script's name."""
        entry = _Entry(level, text, source)
        if self._newest is not None and self._newest.is_like(entry):
            self._newest.count += 1
        else:
            self._newest = entry
            self._waiting.append(entry)
            if len(self._waiting) > self._most:
                self._waiting.popleft()
                self._skipped += 1
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Show everything that was appended. The timer does it; nobody else has to."""
        bar = self.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum() - 2
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._recount_last(cursor)
        if self._skipped:
            self._write(cursor, _Entry("debug", f"… {self._skipped} lines came too fast to be shown", ""))
            self._skipped = 0
        while self._waiting:
            self._write(cursor, self._waiting.popleft())
        cursor.endEditBlock()
        if was_at_end:
            bar.setValue(bar.maximum())

    def clear(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self._newest = self._last_shown = None
        self._skipped = self._shown_count = 0
        super().clear()

    def copy_all(self) -> None:
        """Put the whole log on the clipboard."""
        self.flush()
        QGuiApplication.clipboard().setText(self.toPlainText().replace(_LINE_BREAK, "\n"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying and clearing."""
        menu = self.createStandardContextMenu()
        menu.addAction("Copy everything", self.copy_all)
        menu.addSeparator()
        menu.addAction("Clear", self.clear)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _recount_last(self, cursor: QTextCursor) -> None:
        last = self._last_shown
        if last is None or last.count == self._shown_count:
            return
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write_into(cursor, last)

    def _write(self, cursor: QTextCursor, entry: _Entry) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertBlock()
        self._write_into(cursor, entry)

    def _write_into(self, cursor: QTextCursor, entry: _Entry) -> None:
        if entry.source:
            cursor.insertText(f"{entry.source}  ", self._formats["debug"])
        cursor.insertText(entry.text.replace("\n", _LINE_BREAK), self._formats[entry.level])
        if entry.count > 1:
            cursor.insertText(f"  ×{entry.count}", self._formats["debug"])
        self._last_shown, self._shown_count = entry, entry.count


def _formats() -> dict[Level, QTextCharFormat]:
    colours = current_theme().colours
    by_level: dict[Level, str] = {
        "echo": colours.cool,
        "result": colours.text,
        "info": colours.text_soft,
        "debug": colours.text_faint,
        "warning": colours.warning,
        "error": colours.bad,
    }
    made = {}
    for level, colour in by_level.items():
        made[level] = QTextCharFormat()
        made[level].setForeground(QColor(colour))
    return made
