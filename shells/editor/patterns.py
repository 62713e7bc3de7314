"""The patterns: a grid of steps each, with the step that sounds now."""

from __future__ import annotations

from collections.abc import Callable

from immutables import Map
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine.core.document import Connection, Module, Pattern, in_order
from engine.core.units import Beat
from shells.editor.columns import Columns
from shells.editor.keyed import Keyed
from shells.editor.section import Section
from shells.widgets.step_grid import StepGrid

StepAt = Callable[[Pattern, Beat], int]  # the index of the step that plays at a beat

_GRID_WIDTH, _GAP = 420, 10
_HINT = "No patterns yet.\nAdd one with Shift+P; a sequencer plays it on the modules it is connected to."


class PatternArea(Section):
    """Shows the branch of patterns; every signal of its grids is passed on."""

    step_changed = Signal(str, int, float)  # pattern, index from 0, velocity
    step_edited = Signal(str, int, object)  # pattern, index from 0, Step
    count_changed = Signal(str, int)
    rate_changed = Signal(str, object)  # pattern, steps in a beat as a fraction
    notation_edited = Signal(str, str)
    change_wanted = Signal(str, str)  # pattern, what is to become of all of it
    gesture_started = Signal(str)
    gesture_finished = Signal(str)
    remove_clicked = Signal(str)

    def __init__(self, step_at: StepAt) -> None:
        content = QWidget()
        columns = Columns(_GRID_WIDTH, _GAP, content)
        super().__init__("Patterns", "Add pattern", _HINT, content)
        self._step_at = step_at
        self._grids: Keyed[Pattern, StepGrid] = Keyed(
            columns, lambda pattern: (pattern.number, pattern.name), self._make, StepGrid.show_pattern
        )
        self._sounding: frozenset[str] = frozenset()
        self.add_button.setToolTip("Add a pattern (Shift+P)")

    def show_patterns(self, patterns: Map[str, Pattern]) -> None:
        """Show the branch; only grids whose pattern is another object change."""
        self._grids.follow(in_order(patterns))
        self.show_count(len(patterns), not patterns)

    def show_sounding(self, names: frozenset[str]) -> None:
        """Say which patterns a connected sequencer plays: only they have a playhead."""
        self._sounding = names

    def show_playhead(self, beat: Beat | None) -> None:
        """Light the step that plays at `beat` in each pattern that sounds; None lights nothing."""
        for pattern, grid in self._grids.views():
            is_lit = beat is not None and pattern.name in self._sounding
            grid.show_playhead(self._step_at(pattern, beat) if is_lit and beat is not None else None)

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
        grid.change_wanted.connect(self.change_wanted)
        grid.gesture_started.connect(self.gesture_started)
        grid.gesture_finished.connect(self.gesture_finished)
        grid.remove_clicked.connect(self.remove_clicked)
        return grid


def sounding_patterns(modules: Map[str, Module], connections: Map[str, Connection]) -> frozenset[str]:
    """Return the names of the patterns that a connected sequencer plays."""
    sources = {cable.source for cable in connections.values() if cable.kind == "event"}
    return frozenset(str(modules[source].values.get("pattern", "")) for source in sources if source in modules)
