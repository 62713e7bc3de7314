"""One pattern with its name, its steps, how many and how fast they are, or its line of notation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from engine.core.document import Pattern
from engine.core.units import exact
from engine.patterns.notation import MOST_STEPS
from shells.widgets.buttons import icon_button
from shells.widgets.elided import ElidedLabel
from shells.widgets.notation_line import NotationLine
from shells.widgets.number_field import NumberField
from shells.widgets.scale import Scale
from shells.widgets.step_details import StepDetails
from shells.widgets.step_row import StepRow

_RATE = Scale(minimum=-96, maximum=96, unit="/beat", digits=3, drag_pixels=1600)
_COUNT = Scale(minimum=1, maximum=MOST_STEPS, unit="steps", is_whole=True, drag_pixels=3 * MOST_STEPS)


CHANGES = {
    "double": "Double: repeat it once more",
    "legato": "Legato: each step lasts until the next",
    "randomise": "Randomise",
    "clear": "Clear",
}


class StepGrid(QFrame):
    """Shows a pattern; every signal carries the pattern's name first."""

    step_changed = Signal(str, int, float)  # pattern, index from 0, velocity 0.0 (silent) to 1.0
    step_edited = Signal(str, int, object)  # pattern, index from 0, Step
    count_changed = Signal(str, int)
    rate_changed = Signal(str, object)  # pattern, steps in a beat as a fraction, not 0
    notation_edited = Signal(str, str)  # pattern, mini-notation
    range_wanted = Signal(str, str, int, int)  # pattern, what is to become of some steps, the first and how many
    change_wanted = Signal(str, str)  # pattern, one of CHANGES
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
        self._rate = NumberField(_RATE)
        self._rate.setFixedWidth(72)
        self._rate.setAccessibleName("Steps per beat")
        self._rate.setToolTip("Steps per beat; below 0 they go backwards")
        self._menu = _menu_button(lambda change: self.change_wanted.emit(self._pattern.name, change))
        self._notation = NotationLine()
        self._details = StepDetails()
        self._touched: int | None = None
        self._remove = icon_button("remove", "Remove this pattern")
        self._row = StepRow(pattern)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addLayout(self._header())
        column.addWidget(self._notation)
        column.addWidget(self._row)
        column.addWidget(self._details)
        self._connect()
        self.show_pattern(pattern)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show `pattern`. Never emits."""
        self._pattern = pattern
        self._title.show_words(pattern.name)
        self._owner.show_words(f"from {pattern.owner}" if pattern.owner else "")
        self._count.show_value(pattern.count)
        self._rate.show_value(float(pattern.steps_per_beat))
        self._row.show_pattern(pattern)
        self._notation.show_expression(pattern.expression)
        for part in (self._row, self._count, self._rate, self._menu):
            part.setVisible(not pattern.expression)
        self._details.show_step(None if pattern.expression else self._touched, pattern)
        self.setAccessibleName(f"Pattern {pattern.name}")

    def show_playhead(self, step: int | None) -> None:
        """Show which step sounds now, from 0; None where none does. Cheap: call it from a timer."""
        self._row.show_playhead(step)

    @property
    def row(self) -> StepRow:
        """The cells themselves."""
        return self._row

    @property
    def notation(self) -> NotationLine:
        """The line of a cyclic pattern."""
        return self._notation

    @property
    def details(self) -> StepDetails:
        """The fields of the step that was touched last."""
        return self._details

    def _header(self) -> QVBoxLayout:
        name, steps = QHBoxLayout(), QHBoxLayout()
        for line in (name, steps):
            line.setSpacing(8)
        name.addWidget(self._title)
        name.addWidget(self._owner, 1)
        name.addWidget(self._remove)
        steps.addWidget(self._count)
        steps.addWidget(self._rate)
        steps.addWidget(self._menu)
        steps.addStretch(1)
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addLayout(name)
        both.addLayout(steps)
        return both

    def _connect(self) -> None:
        self._row.step_changed.connect(self._on_step_changed)
        self._row.touched.connect(self._on_touched)
        self._row.range_wanted.connect(lambda *what: self.range_wanted.emit(self._pattern.name, *what))
        self._details.step_edited.connect(lambda index, step: self.step_edited.emit(self._pattern.name, index, step))
        self._count.changed.connect(self._on_count_changed)
        self._rate.changed.connect(self._on_rate_changed)
        self._notation.edited.connect(lambda text: self.notation_edited.emit(self._pattern.name, text))
        self._remove.clicked.connect(self._on_remove)
        for part in (self._row, self._count, self._rate):
            part.gesture_started.connect(self._on_gesture_started)
            part.gesture_finished.connect(self._on_gesture_finished)

    def _on_step_changed(self, index: int, velocity: float) -> None:
        self.step_changed.emit(self._pattern.name, index, velocity)

    def _on_count_changed(self, count: int) -> None:
        self.count_changed.emit(self._pattern.name, count)

    def _on_rate_changed(self, rate: float) -> None:
        if rate:
            self.rate_changed.emit(self._pattern.name, exact(rate))

    def _on_touched(self, index: int) -> None:
        self._touched = index
        self._details.show_step(index, self._pattern)

    def _on_gesture_started(self) -> None:
        self.gesture_started.emit(self._pattern.name)

    def _on_gesture_finished(self) -> None:
        self.gesture_finished.emit(self._pattern.name)

    def _on_remove(self) -> None:
        self.remove_clicked.emit(self._pattern.name)


def _menu_button(choose: Callable[[str], None]) -> QToolButton:
    button = QToolButton()
    button.setText("Edit")
    button.setProperty("look", "menu")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    for change, words in CHANGES.items():
        menu.addAction(words).triggered.connect(lambda _=False, change=change: choose(change))
    button.setMenu(menu)
    return button
