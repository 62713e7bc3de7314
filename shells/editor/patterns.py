"""The patterns: a grid of steps each, with the step that sounds now."""

from __future__ import annotations

from collections.abc import Iterable

from immutables import Map
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine.core.document import Pattern, in_order
from engine.core.glance import Playing
from shells.editor.columns import Columns
from shells.editor.keyed import Keyed
from shells.editor.section import Section
from shells.widgets.step_grid import StepGrid

_GRID_WIDTH, _GAP = 420, 10
_HINT = "No patterns yet.\nAdd one with Shift+P; a sequencer plays it on the modules it is connected to."


class PatternArea(Section):
    """Shows the branch of patterns; every signal of its grids is passed on."""

    step_changed = Signal(str, int, float)  # pattern, index from 0, velocity
    step_edited = Signal(str, int, object)  # pattern, index from 0, Step
    count_changed = Signal(str, int)
    rate_changed = Signal(str, object)  # pattern, steps in a beat as a fraction
    notation_edited = Signal(str, str)
    range_wanted = Signal(str, str, int, int)  # pattern, what is to become of some steps, the first and how many
    change_wanted = Signal(str, str)  # pattern, what is to become of all of it
    gesture_started = Signal(str)
    gesture_finished = Signal(str)
    remove_clicked = Signal(str)

    def __init__(self) -> None:
        content = QWidget()
        columns = Columns(_GRID_WIDTH, _GAP, content)
        super().__init__("Patterns", "Add pattern", _HINT, content)
        self._grids: Keyed[Pattern, StepGrid] = Keyed(
            columns, lambda pattern: (pattern.number, pattern.name), self._make, StepGrid.show_pattern
        )
        self.add_button.setToolTip("Add a pattern (Shift+P)")

    def show_patterns(self, patterns: Map[str, Pattern]) -> None:
        """Show the branch; only grids whose pattern is another object change."""
        self._grids.follow(in_order(patterns))
        self.show_count(len(patterns), not patterns)

    def show_playing(self, playing: Iterable[Playing]) -> None:
        """Light the step that came last in each pattern that a sequencer plays now."""
        steps = {each.pattern: each.step for each in playing}
        for pattern, grid in self._grids.views():
            grid.show_playhead(steps.get(pattern.name))

    def grid(self, name: str) -> StepGrid:
        """Return the grid of a pattern; raises KeyError."""
        grid = self._grids.view(lambda pattern: pattern.name == name)
        if grid is None:
            raise KeyError(name)
        return grid

    def reveal(self, name: str) -> None:
        """Scroll to a pattern's grid."""
        self.reveal_widget(self.grid(name))

    def _make(self, pattern: Pattern) -> StepGrid:
        grid = StepGrid(pattern)
        grid.step_changed.connect(self.step_changed)
        grid.step_edited.connect(self.step_edited)
        grid.count_changed.connect(self.count_changed)
        grid.rate_changed.connect(self.rate_changed)
        grid.notation_edited.connect(self.notation_edited)
        grid.range_wanted.connect(self.range_wanted)
        grid.change_wanted.connect(self.change_wanted)
        grid.gesture_started.connect(self.gesture_started)
        grid.gesture_finished.connect(self.gesture_finished)
        grid.remove_clicked.connect(self.remove_clicked)
        return grid
