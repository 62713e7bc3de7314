"""One pattern with its name, its steps and how many there are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from engine.core.document import Pattern
from engine.patterns.notation import MOST_STEPS
from shells.widgets.buttons import icon_button
from shells.widgets.elided import ElidedLabel
from shells.widgets.number_field import NumberField
from shells.widgets.scale import Scale
from shells.widgets.step_row import StepRow

_COUNT = Scale(minimum=1, maximum=MOST_STEPS, unit="steps", is_whole=True, drag_pixels=3 * MOST_STEPS)


class StepGrid(QFrame):
    """Shows a pattern; every signal carries the pattern's name first."""

    step_changed = Signal(str, int, float)  # pattern, index from 0, velocity 0.0 (silent) to 1.0
    count_changed = Signal(str, int)
    gesture_started = Signal(str)
    gesture_finished = Signal(str)
    remove_clicked = Signal(str)

    def __init__(self, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._pattern = pattern
        self._title = ElidedLabel(fills=False)
        self._title.setProperty("look", "title")
        self._owner = ElidedLabel()
        self._owner.setProperty("look", "caption")
        self._count = NumberField(_COUNT)
        self._count.setFixedWidth(92)
        self._count.setAccessibleName("Number of steps")
        self._remove = icon_button("remove", "Remove this pattern")
        self._row = StepRow(pattern)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addLayout(self._header())
        column.addWidget(self._row)
        self._connect()
        self.show_pattern(pattern)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show `pattern`. Never emits."""
        self._pattern = pattern
        self._title.show_words(pattern.name)
        self._owner.show_words(f"from {pattern.owner}" if pattern.owner else "")
        self._count.show_value(pattern.count)
        self._row.show_pattern(pattern)
        self.setAccessibleName(f"Pattern {pattern.name}")

    def show_playhead(self, step: int | None) -> None:
        """Show which step sounds now, from 0; None where none does. Cheap: call it from a timer."""
        self._row.show_playhead(step)

    @property
    def row(self) -> StepRow:
        """The cells themselves."""
        return self._row

    def _header(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._title)
        line.addWidget(self._owner, 1)
        line.addWidget(self._count)
        line.addWidget(self._remove)
        return line

    def _connect(self) -> None:
        self._row.step_changed.connect(self._on_step_changed)
        self._count.changed.connect(self._on_count_changed)
        self._remove.clicked.connect(self._on_remove)
        for part in (self._row, self._count):
            part.gesture_started.connect(self._on_gesture_started)
            part.gesture_finished.connect(self._on_gesture_finished)

    def _on_step_changed(self, index: int, velocity: float) -> None:
        self.step_changed.emit(self._pattern.name, index, velocity)

    def _on_count_changed(self, count: int) -> None:
        self.count_changed.emit(self._pattern.name, count)

    def _on_gesture_started(self) -> None:
        self.gesture_started.emit(self._pattern.name)

    def _on_gesture_finished(self) -> None:
        self.gesture_finished.emit(self._pattern.name)

    def _on_remove(self) -> None:
        self.remove_clicked.emit(self._pattern.name)
