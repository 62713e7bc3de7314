"""Where each step of a pattern lies: rows broken between bars, beats that stand together. Pure geometry, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.units import Beat

_NARROWEST, _WIDEST = 22.0, 74.0  # of a cell
_GAP = 3.0  # between steps
_BEAT_GAP = 7.0  # more of it, between beats
_BEATS_PER_ROW = 4  # rows are broken at multiples of so many beats where they can be


@dataclass(frozen=True, slots=True)
class StepLayout:
    """The cells of one pattern in a given width. Indices count from 0."""

    count: int
    steps_per_beat: int
    columns: int
    cell: float  # width
    height: float = 40.0  # of a cell
    label: float = 15.0  # above each row, for the numbers of the beats
    row_gap: float = 8.0

    @classmethod
    def fitting(cls, count: int, steps_per_beat: Beat | float, width: float) -> StepLayout:
        """Return the layout of `count` steps in `width` pixels: one row if the cells are wide enough, else several.

        Where a beat is no whole number of steps, the nearest one stands together.
        """
        per_beat = max(1, round(abs(float(steps_per_beat))))
        columns = _columns(count, per_beat, width)
        return cls(count, per_beat, columns, min(_WIDEST, _cell(columns, per_beat, width)))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-self.count // self.columns)

    @property
    def total_height(self) -> float:
        """Height of everything."""
        return self.rows * self._pitch - self.row_gap + 5  # the mark of a long step lies below the last row

    @property
    def _pitch(self) -> float:
        return self.label + self.height + self.row_gap

    def left(self, column: int) -> float:
        """Return the left edge of a column."""
        return column * (self.cell + _GAP) + (column // self.steps_per_beat) * _BEAT_GAP

    def place(self, index: int) -> tuple[float, float]:
        """Return the left and the top edge of a step's cell."""
        row, column = divmod(index, self.columns)
        return self.left(column), row * self._pitch + self.label

    def index_at(self, x: float, y: float) -> int | None:
        """Return the step at a point, the nearest one in its row; None outside every row."""
        row = int(y // self._pitch)
        if not 0 <= row < self.rows or y < 0:
            return None
        starts = range(min(self.columns, self.count - row * self.columns))
        column = max((c for c in starts if self.left(c) - _GAP / 2 <= x), default=0)
        if x > self.left(column) + self.cell + _GAP + _BEAT_GAP:
            return None
        return row * self.columns + column


def _cell(columns: int, per_beat: int, width: float) -> float:
    beat_gaps = (columns - 1) // per_beat
    return (width - (columns - 1) * _GAP - beat_gaps * _BEAT_GAP) / columns


def _columns(count: int, per_beat: int, width: float) -> int:
    """Return how many stand in a row: whole bars if one fits, else rows of beats, or of steps, about as long."""
    if _cell(count, per_beat, width) >= _NARROWEST:
        return count
    most = max((n for n in range(1, count) if _cell(n, per_beat, width) >= _NARROWEST), default=1)
    bar = per_beat * _BEATS_PER_ROW
    if most >= bar:
        return most - most % bar
    unit = per_beat if most >= per_beat else 1
    units = -(-count // unit)
    rows = -(-units // (most // unit))
    return -(-units // rows) * unit
