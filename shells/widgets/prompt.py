"""A line to enter commands in, with history and completion. What a command is, it does not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shells.theme import current_theme, mono_font
from shells.widgets.line_history import LineHistory

_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Candidates:
    """Words that may stand from `start` to the caret."""

    start: int  # index into the text, in characters
    words: Sequence[str] = ()


Complete = Callable[[str], Candidates]


class PromptLine(QFrame):
    """A prompt. `complete` is asked with the text up to the caret when Tab is pressed."""

    submitted = Signal(str)

    def __init__(self, complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "prompt")
        self._complete = complete
        self._history = LineHistory()
        self._offered = Candidates(0)
        self._chosen = -1
        self._line = _Line()
        self._line.setFont(mono_font(current_theme().fonts.code_points))
        self._line.setAccessibleName("Command")
        self._line.pressed.connect(self._on_key)
        self._line.textEdited.connect(self._forget_offer)
        self._line.returnPressed.connect(self._submit)
        self._offer = QLabel()
        self._offer.setTextFormat(Qt.TextFormat.RichText)
        self._offer.setWordWrap(True)
        self._offer.setAccessibleName("Completions")
        self._offer.hide()
        self.setFocusProxy(self._line)
        self._arrange()

    def text(self) -> str:
        """Return what is written and not yet submitted."""
        return self._line.text()

    def show_text(self, text: str) -> None:
        """Write `text`, the caret at its end."""
        self._line.setText(text)
        self._forget_offer()

    def show_placeholder(self, words: str) -> None:
        """Show `words` while nothing is written."""
        self._line.setPlaceholderText(words)

    def _arrange(self) -> None:
        mark = QLabel("\u203a")
        mark.setFont(mono_font(current_theme().fonts.code_points + 2))
        mark.setStyleSheet(f"color: {current_theme().colours.accent}")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(mark)
        row.addWidget(self._line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(2)
        column.addWidget(self._offer)
        column.addLayout(row)

    def _submit(self) -> None:
        text = self._line.text()
        if not text.strip():
            return
        self._history.add(text)
        self._line.clear()
        self._forget_offer()
        self.submitted.emit(text)

    def _on_key(self, key: int) -> None:
        if key == Qt.Key.Key_Up:
            self.show_text(self._history.older(self.text()))
        elif key == Qt.Key.Key_Down:
            self.show_text(self._history.newer(self.text()))
        elif key == Qt.Key.Key_Tab:
            self._advance(1)
        elif key == Qt.Key.Key_Backtab:
            self._advance(-1)
        elif self._offered.words:
            self._forget_offer()
        else:
            self._line.clear()

    def _advance(self, by: int) -> None:
        if self._offered.words:
            self._chosen = (self._chosen + by) % len(self._offered.words)
            self._replace(self._offered.words[self._chosen])
            self._show_offer()
            return
        found = self._complete(self._line.text()[: self._line.cursorPosition()])
        if not found.words:
            return
        before = self._line.text()[found.start : self._line.cursorPosition()]
        shared = _shared_start(found.words)
        self._replace(
            shared if len(shared) > len(before) else before if len(found.words) > 1 else found.words[0], found.start
        )
        if len(found.words) > 1:
            self._offered, self._chosen = found, -1
            self._show_offer()

    def _replace(self, word: str, start: int | None = None) -> None:
        text, at = self._line.text(), self._line.cursorPosition()
        begin = self._offered.start if start is None else start
        self._line.setText(text[:begin] + word + text[at:])
        self._line.setCursorPosition(begin + len(word))

    def _forget_offer(self) -> None:
        self._offered, self._chosen = Candidates(0), -1
        self._offer.hide()

    def _show_offer(self) -> None:
        colours = current_theme().colours
        words = self._offered.words
        parts = []
        for index, word in enumerate(words[:_MOST_SHOWN]):
            colour = colours.accent if index == self._chosen else colours.text_soft
            parts.append(f'<span style="color:{colour}">{_escaped(word)}</span>')
        if len(words) > _MOST_SHOWN:
            parts.append(f'<span style="color:{colours.text_faint}">and {len(words) - _MOST_SHOWN} more</span>')
        self._offer.setText("&nbsp;&nbsp; ".join(parts))
        self._offer.show()


class _Line(QLineEdit):
    """A line that reports the keys which its owner wants, Tab among them."""

    pressed = Signal(int)
    _WANTED = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)

    def event(self, event: QEvent) -> bool:
        """Take the wanted keys before the focus moves on or a window takes them."""
        if isinstance(event, QKeyEvent) and event.key() in self._WANTED:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.emit(event.key())
                return True
        return super().event(event)


def _shared_start(words: Sequence[str]) -> str:
    """Return what all `words` begin with: it is what the lowest and the highest have in common."""
    low, high = min(words), max(words)
    same = (index for index, char in enumerate(low) if high[index : index + 1] != char)
    return low[: next(same, len(low))]


def _escaped(word: str) -> str:
    return word.replace("&", "&amp;").replace("<", "&lt;").replace(" ", "&nbsp;")
