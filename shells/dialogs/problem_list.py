"""The list of problems, newest first; one with a place in a script leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.core.live import Place, Problem
from shells.dialogs.ask import take_icons_off
from shells.problem_words import in_words


class ProblemList(QDialog):
    """Shows problems; `place_chosen` carries the place of the one that was clicked."""

    place_chosen = Signal(object)  # Place

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Problems")
        self.resize(640, 420)
        self._shown: tuple[Problem, ...] = ()
        self._empty = QLabel("Nothing has gone wrong.")
        self._empty.setProperty("look", "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName("Problems, newest first")
        self._list.itemActivated.connect(self._on_chosen)
        self._list.itemClicked.connect(self._on_chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        column.addWidget(buttons)
        take_icons_off(self)
        self._list.hide()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show `problems`, given oldest first."""
        if problems is self._shown:
            return
        self._shown = problems
        self._list.clear()
        for problem in reversed(problems):
            item = QListWidgetItem(in_words(problem))
            item.setData(Qt.ItemDataRole.UserRole, problem.place)
            self._list.addItem(item)
        self._empty.setVisible(not problems)
        self._list.setVisible(bool(problems))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        place = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(place, Place) and place.line:
            self.place_chosen.emit(place)
