"""The bar under the editor in which a player says what to find and what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from shells.code.search import MOST_COUNTED, Query, Tally
from shells.theme import mono_font
from shells.widgets.buttons import icon_button

_REGEX_TIP = "Regular expression: . [abc] [^a] * + ? ^ $ \\d \\w \\s and groups, \\1 in the replacement"


class FindBar(QFrame):
    """Holds the words; finding is somebody else's work."""

    query_changed = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "find")
        self._sought = _field("Find")
        self.replacement_field = _field("Replace with")
        self._count = QLabel()
        self._count.setProperty("look", "soft")
        self._count.setMinimumWidth(110)
        self.regex_button = _toggle("regex", _REGEX_TIP)
        self.case_button = _toggle("match-case", "Capitals matter")
        self._second_row = QWidget()
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 10, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._sought, 0, 0)
        grid.addLayout(self._finding(), 0, 1)
        grid.addWidget(self.replacement_field, 1, 0)
        grid.addWidget(self._second_row, 1, 1)
        grid.setColumnStretch(0, 1)
        self._make_second_row()
        self._connect()
        self.hide()

    @property
    def query(self) -> Query:
        """What is to be found."""
        return Query(self._sought.text(), self.regex_button.isChecked(), self.case_button.isChecked())

    @property
    def replacement(self) -> str:
        """What is to be put in its place."""
        return self.replacement_field.text()

    def open(self, sought: str, *, is_replacing: bool) -> None:
        """Show the bar, with `sought` unless that is empty, and take the keys."""
        if sought:
            self._sought.setText(sought)
        self.replacement_field.setVisible(is_replacing)
        self._second_row.setVisible(is_replacing)
        self.show()
        self._sought.setFocus()
        self._sought.selectAll()

    def show_tally(self, tally: Tally) -> None:
        """Show how many matches there are."""
        total = f"{tally.total}+" if tally.total >= MOST_COUNTED else str(tally.total)
        is_missing = bool(self.query.text) and not tally.total
        words = f"{tally.current} of {total}" if tally.current else f"{total} found"
        self._count.setText("not found" if is_missing else words if self.query.text else "")
        look = "wrong" if is_missing else ""
        if self._sought.property("look") != look:
            self._sought.setProperty("look", look)
            self._sought.style().unpolish(self._sought)
            self._sought.style().polish(self._sought)

    def show_replaced(self, count: int) -> None:
        """Say how many were replaced."""
        self._count.setText(f"{count} replaced")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the fields: Return finds or replaces, with Shift backwards; Esc closes, before the window sees it."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        is_ours = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if is_ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_ours and event.type() == QEvent.Type.KeyPress:
            self._act(watched, event)
            return True
        return super().eventFilter(watched, event)

    def _act(self, field: QObject, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_asked.emit()
        elif field is self.replacement_field:
            self.replace_asked.emit()
        else:
            self.next_asked.emit()

    def _finding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        previous = icon_button("previous", "Previous (Shift+Return)")
        following = icon_button("next", "Next (Return)")
        close = icon_button("close", "Close (Esc)")
        previous.clicked.connect(self.previous_asked)
        following.clicked.connect(self.next_asked)
        close.clicked.connect(self.closed)
        for button in (self.case_button, self.regex_button, previous, following):
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self._count)
        row.addWidget(close)
        return row

    def _make_second_row(self) -> None:
        row = QHBoxLayout(self._second_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for words, asked in (("Replace", self.replace_asked), ("Replace all", self.replace_all_asked)):
            button = QPushButton(words)
            button.clicked.connect(asked)
            row.addWidget(button)
        row.addStretch(1)

    def _connect(self) -> None:
        for field in (self._sought, self.replacement_field):
            field.installEventFilter(self)
        self._sought.textEdited.connect(self.query_changed)
        self.regex_button.toggled.connect(self.query_changed)
        self.case_button.toggled.connect(self.query_changed)


def _field(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setFont(mono_font())
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    return field


def _toggle(drawing: str, words: str) -> QToolButton:
    button = icon_button(drawing, words)
    button.setCheckable(True)
    return button
