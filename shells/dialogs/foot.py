"""The foot of the window: which shell is in front, and the newest problem."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from engine.core.live import Problem
from shells.problem_words import in_words
from shells.theme import current_theme
from shells.widgets.elided import ElidedLabel

_PROBLEM_SHOWN_MS = 12_000


class Foot(QFrame):
    """Buttons for the shells on the left, words on the right."""

    shell_chosen = Signal(str)
    problem_clicked = Signal()

    def __init__(self, shells: Sequence[tuple[str, str, str]]) -> None:
        """Take name, words and key of each shell."""
        super().__init__()
        self.setProperty("look", "foot")
        self.setStyleSheet(_style())
        self._words = ElidedLabel()
        self._words.clicked.connect(self.problem_clicked)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_PROBLEM_SHOWN_MS)
        self._forget.timeout.connect(lambda: self._show("", current_theme().colours.text_soft))
        self._problem = 0
        self._blamed = ""  # the script whose problem is shown
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 12, 3)
        row.setSpacing(2)
        self._by_name = {name: self._button(name, words, key) for name, words, key in shells}
        for button in self._by_name.values():
            row.addWidget(button)
        row.addSpacing(16)
        row.addWidget(self._words, 1)

    def show_shell(self, name: str) -> None:
        """Show which shell is in front."""
        self._by_name[name].setChecked(True)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the newest of `problems`, unless it was shown before."""
        newest = problems[-1] if problems else None
        if newest is not None and newest.number != self._problem:
            self._problem = newest.number
            self.show_problem(in_words(newest))
            self._blamed = newest.place.script if newest.place is not None else ""

    def forgive(self, script: str) -> None:
        """The problem of `script` is no more; whatever else is shown stays."""
        if script == self._blamed:
            self._show("", current_theme().colours.text_soft)

    def show_problem(self, words: str) -> None:
        """Show `words` as what went wrong, for a while."""
        self._show(words, current_theme().colours.bad)
        self._forget.start()

    def show_news(self, words: str) -> None:
        """Show `words` as what was done, for a while."""
        self._show(words, current_theme().colours.text_soft)
        self._forget.start()

    def text(self) -> str:
        """Return the words shown now, in full."""
        return self._words.words

    def _show(self, words: str, colour: str) -> None:
        self._blamed = ""
        self._words.show_words(words, colour)

    def _button(self, name: str, words: str, key: str) -> QPushButton:
        button = QPushButton(f"{key}  {words}" if key else words)
        button.setProperty("look", "shell")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"{words} shell")
        button.clicked.connect(lambda: self.shell_chosen.emit(name))
        self._buttons.addButton(button)
        return button


def _style() -> str:
    """The shell in front is marked, but less than what plays."""
    colours = current_theme().colours
    return (
        "QPushButton { background: transparent; border: 1px solid transparent; padding: 3px 10px; }"
        f"QPushButton {{ color: {colours.text_soft}; }}"
        f"QPushButton:hover {{ background: {colours.panel}; }}"
        f"QPushButton:focus {{ border-color: {colours.cool}; }}"
        f"QPushButton:checked {{ background: {colours.hover}; color: {colours.text}; }}"
    )
