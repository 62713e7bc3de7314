"""The panel of all scripts: how each is doing, at a glance. It is fed only while it is seen."""

from __future__ import annotations

from collections.abc import Mapping

from immutables import Map
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.core.document import Script, in_order
from engine.core.live import Place, ScriptStatus
from shells.code.status_row import ScriptRow
from shells.widgets.buttons import icon_button

_WIDTH, _NARROWEST = 290, 200  # pixels


class StatusPanel(QWidget):
    """A row a script, in their order, kept by the script's number."""

    script_chosen = Signal(str)
    place_chosen = Signal(Place)
    enable_wanted = Signal(str, bool)
    mode_wanted = Signal(str, str)
    level_wanted = Signal(str, str)
    hide_wanted = Signal()
    leave_wanted = Signal()  # the keyboard is to go back to the text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[int, ScriptRow] = {}
        self._scripts: Map[str, Script] = Map()
        self._statuses: Mapping[str, ScriptStatus] = {}
        self._empty = QLabel("Each script is shown here, with how it is doing.")
        self._empty.setProperty("look", "soft")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(16, 24, 16, 16)
        self._column = QVBoxLayout()
        self.setAccessibleName("Script status")
        self.setMinimumWidth(_NARROWEST)
        self._arrange()

    def show_scripts(self, scripts: Map[str, Script], statuses: Mapping[str, ScriptStatus]) -> None:
        """Show what differs from what was shown."""
        if scripts is self._scripts and statuses is self._statuses:
            return
        if scripts is not self._scripts:
            self._follow(in_order(scripts))
        self._scripts, self._statuses = scripts, statuses
        for name, script in scripts.items():
            self.rows[script.number].show_script(script, statuses.get(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self, scripts: list[Script]) -> None:
        """Have a row for each script, in order."""
        wanted = [script.number for script in scripts]
        for number in [number for number in self.rows if number not in wanted]:
            row = self.rows.pop(number)
            self._column.removeWidget(row)
            row.deleteLater()
        for place, number in enumerate(wanted):
            if number not in self.rows:
                self.rows[number] = self._new_row(number)
            self._column.insertWidget(place, self.rows[number])
        self._empty.setVisible(not scripts)

    def _new_row(self, number: int) -> ScriptRow:
        row = ScriptRow()
        row.chosen.connect(lambda: self.script_chosen.emit(self._name_of(number)))
        row.enable_wanted.connect(lambda is_on: self.enable_wanted.emit(self._name_of(number), is_on))
        row.mode_wanted.connect(lambda mode: self.mode_wanted.emit(self._name_of(number), mode))
        row.level_wanted.connect(lambda level: self.level_wanted.emit(self._name_of(number), level))
        row.place_chosen.connect(self.place_chosen)
        return row

    def _name_of(self, number: int) -> str:
        return next(name for name, script in self._scripts.items() if script.number == number)

    def _arrange(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(4, 0, 4, 8)
        rows.setSpacing(0)
        self._column.setSpacing(0)
        rows.addLayout(self._column)
        rows.addWidget(self._empty)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        column.addWidget(area, 1)
        self.resize(_WIDTH, self.height())

    def _heading(self) -> QHBoxLayout:
        words = QLabel("Scripts")
        words.setProperty("look", "caption")
        close = icon_button("close", "Hide (Ctrl+K, Ctrl+S)", 14)
        close.clicked.connect(lambda _=False: self.hide_wanted.emit())
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 6, 2)
        row.addWidget(words)
        row.addStretch(1)
        row.addWidget(close)
        return row
