"""What scripts print and what goes wrong, in one log: the ring is polled, problems come with snapshots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.core.live import Problem
from shells.problem_words import with_line
from shells.widgets.buttons import icon_button
from shells.widgets.log_view import Level, LogView


class PrintedLine(Protocol):
    """One line that a script printed."""

    @property
    def script(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def text(self) -> str: ...


class PrintedLines(Protocol):
    """Where printed lines are looked up: a ring that forgets the oldest."""

    @property
    def count(self) -> int:
        """How many lines there have been."""

    def since(self, number: int) -> tuple[Sequence[PrintedLine], int]:
        """Return the lines after `number`, and how many of those are gone already."""


_LEAST_HEIGHT = 40  # pixels of log: a line, so that a small window is left to the code
_OF_CODE = ("script:", "packages")  # whose problems are shown here, with or without a line
_LEVELS: dict[str, Level] = {"info": "result", "debug": "debug", "warn": "warning", "error": "error"}


class OutputPane(QWidget):
    """The log under the editor."""

    hide_wanted = Signal()

    def __init__(self, printed: PrintedLines) -> None:
        super().__init__()
        self._printed = printed
        self._seen = printed.count
        self._problem = 0  # number of the newest problem shown
        self.log = LogView()
        self.log.setAccessibleName("Output")
        self.log.setPlaceholderText("What scripts print is shown here, and what goes wrong in them.")
        self.log.setMinimumHeight(_LEAST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        column.addWidget(self.log, 1)

    def look(self) -> None:
        """Show what was printed since the last look. Cheap: call it from a timer."""
        if self._printed.count == self._seen:
            return
        lines, lost = self._printed.since(self._seen)
        self._seen = self._seen + lost + len(lines)
        for line in lines:
            self.log.append(_LEVELS.get(line.level, "info"), line.text, line.script)
        if lost:
            self.log.append("debug", f"… {lost} lines before these came too fast to be shown")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems of scripts that were not shown yet, given oldest first, after what was printed by then."""
        self.look()
        for problem in problems:
            if problem.number > self._problem:
                self._problem = problem.number
                if problem.place is not None or problem.origin.startswith(_OF_CODE):
                    self.log.append("error", with_line(problem), _source(problem))

    def _heading(self) -> QHBoxLayout:
        words = QLabel("Output")
        words.setProperty("look", "caption")
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 6, 2)
        row.addWidget(words)
        row.addStretch(1)
        for drawing, tip, do in (("copy", "Copy everything", self.log.copy_all), ("remove", "Clear", self.log.clear)):
            row.addWidget(self._button(drawing, tip, do))
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return row

    def _button(self, drawing: str, tip: str, do: object) -> QToolButton:
        button = icon_button(drawing, tip, 14)
        button.clicked.connect(do)
        return button


def _source(problem: Problem) -> str:
    return problem.place.script if problem.place is not None else problem.origin.removeprefix("script:")
