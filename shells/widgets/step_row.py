"""The cells of a pattern: painted from the pattern last shown, and reporting what a hand or a key wants of a step."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.core.document import REST, Pattern, Step
from engine.core.units import note_name
from shells.widgets.gesture import Gesture
from shells.widgets.step_layout import StepLayout
from shells.widgets.step_painter import StepMarks, paint_steps

HIT = 0.8  # velocity of a step that is switched on
_DRAG_STARTS_AT = 5  # pixels
_FULL_VELOCITY_PIXELS = 80  # a hand goes so far from silent to loud
_QUIETEST = 0.05  # of a step that a drag leaves on
_VELOCITY_KEY = 0.1
_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_RANGE_KEYS = {
    Qt.Key.Key_C: "copy",
    Qt.Key.Key_X: "cut",
    Qt.Key.Key_V: "paste",
    Qt.Key.Key_D: "duplicate",
}  # with Ctrl
_INSET = 3  # room for the ring around a cell


@dataclass(slots=True)
class _Hold:
    """A hand that is down on a step."""

    index: int
    was: float  # velocity when it came down
    at: QPointF
    is_velocity: bool | None = None  # up and down sets velocity, sideways paints; None until it has moved
    last: float = -1.0  # velocity sent last
    painted: set[int] = field(default_factory=set)


class StepRow(QWidget):
    """A pattern's steps. A click toggles, a drag up or down sets velocity, a drag sideways paints."""

    step_changed = Signal(int, float)  # index from 0, velocity 0.0 to 1.0
    touched = Signal(int)  # a hand or a key went to this step
    range_wanted = Signal(str, int, int)  # "copy", "cut", "paste", "duplicate" or "clear"; first step and how many
    gesture_started = Signal()
    gesture_finished = Signal()

    def __init__(self, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = pattern
        self._playhead: int | None = None
        self._cursor: int | None = None  # shown once keys are used
        self._last_cursor = 0
        self._anchor: int | None = None  # where the selection began, while there is one
        self._hovered: int | None = None
        self._hold: _Hold | None = None
        self._layout = StepLayout.fitting(pattern.count, pattern.steps_per_beat, 600)
        self._gesture = Gesture(self)
        self._gesture.started.connect(self.gesture_started)
        self._gesture.finished.connect(self.gesture_finished)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_pattern(pattern)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show `pattern`. Never emits."""
        self._pattern = pattern
        self._arrange()
        if self._cursor is not None:
            self._move_cursor(min(self._cursor, pattern.count - 1))
        self.setAccessibleName(f"Steps of {pattern.name}")
        self.update()

    def show_playhead(self, step: int | None) -> None:
        """Show which step sounds now, from 0; None where none does."""
        before, self._playhead = self._playhead, step
        if before != step:
            for index in (before, step):
                if index is not None and index < self._pattern.count:
                    self.update(self.cell_rect(index).adjusted(-4, -4, 4, 4))

    def selection(self) -> range:
        """Return the steps that are selected: those from where Shift was held, or the one that was touched last."""
        last = min(self._last_cursor, self._pattern.count - 1)
        first = last if self._anchor is None else min(self._anchor, self._pattern.count - 1)
        return range(min(first, last), max(first, last) + 1)

    def cell_rect(self, index: int) -> QRect:
        """Return where the cell of step `index` is, in this widget's pixels."""
        left, top = self._layout.place(index)
        return QRect(round(left) + _INSET, round(top) + _INSET, round(self._layout.cell), round(self._layout.height))

    def sizeHint(self) -> QSize:
        """Return the height that the rows need."""
        return QSize(400, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width that can be aimed at."""
        return QSize(160, self._height())

    def _height(self) -> int:
        return round(self._layout.total_height) + 2 * _INSET

    def _index_at(self, point: QPointF) -> int | None:
        return self._layout.index_at(point.x() - _INSET, point.y() - _INSET)

    def _arrange(self) -> None:
        self._layout = StepLayout.fitting(self._pattern.count, self._pattern.steps_per_beat, self.width() - 2 * _INSET)
        self.setFixedHeight(self._height())

    def _step(self, index: int) -> Step:
        steps = self._pattern.steps
        return steps[index] if index < len(steps) else REST

    def _toggle(self, index: int) -> None:
        self._send_once(index, 0.0 if self._step(index).is_on else HIT)

    def _send_once(self, index: int, velocity: float) -> None:
        self._gesture.begin()
        self.step_changed.emit(index, velocity)
        self._gesture.end()

    def _move_cursor(self, index: int | None) -> None:
        self._cursor = index
        if index is not None:
            self._last_cursor = index
            self.touched.emit(index)
            self.setAccessibleDescription(_in_words(index, self._step(index)))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A silent step sounds at once; one that sounds waits to see whether it is dragged."""
        index = self._index_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or index is None:
            return
        self._move_cursor(None)
        self._last_cursor = index
        self._anchor = None
        self.touched.emit(index)
        self._hold = _Hold(index, self._step(index).velocity, event.position())
        self._gesture.begin()
        if not self._hold.was:
            self._hold.painted.add(index)
            self.step_changed.emit(index, HIT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Up and down sets the velocity, sideways paints."""
        hold = self._hold
        if hold is None:
            self._hover(self._index_at(event.position()))
            return
        moved = event.position() - hold.at
        if hold.is_velocity is None and moved.manhattanLength() >= _DRAG_STARTS_AT:
            hold.is_velocity = abs(moved.y()) > abs(moved.x())
        if hold.is_velocity:
            self._drag_velocity(hold, moved.y())
        elif hold.is_velocity is False:
            self._paint_to(hold, self._index_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a step that sounds silences it."""
        if event.button() != Qt.MouseButton.LeftButton or self._hold is None:
            return
        hold, self._hold = self._hold, None
        if hold.is_velocity is None and hold.was:
            self.step_changed.emit(hold.index, 0.0)
        self._gesture.end()

    def _drag_velocity(self, hold: _Hold, down: float) -> None:
        wanted = (hold.was or HIT) - down / _FULL_VELOCITY_PIXELS
        velocity = round(min(1.0, max(_QUIETEST, wanted)), 2)
        if velocity != hold.last:
            hold.last = velocity
            self.step_changed.emit(hold.index, velocity)

    def _paint_to(self, hold: _Hold, index: int | None) -> None:
        if index is None:
            return
        first, last = sorted((hold.index, index))
        for step in range(first, last + 1):
            if step not in hold.painted:
                hold.painted.add(step)
                self.step_changed.emit(step, 0.0 if hold.was else HIT)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift they select; Space and Enter toggle; Ctrl+C, X, V, D, Delete take the selection."""
        key, is_shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if has_control and key in _RANGE_KEYS:
            self._want_range(_RANGE_KEYS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._want_range("clear")
        elif is_shifted and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._louder(_VELOCITY_KEY if key == Qt.Key.Key_Up else -_VELOCITY_KEY)
        elif key in _MOVES:
            self._anchor = (self.selection()[0] if self._anchor is None else self._anchor) if is_shifted else None
            self._walk(key)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self._toggle(self._cursor)
        else:
            super().keyPressEvent(event)

    def _want_range(self, what: str) -> None:
        chosen = self.selection()
        self.range_wanted.emit(what, chosen.start, len(chosen))

    def _walk(self, key: int) -> None:
        if self._cursor is None:
            self._move_cursor(min(self._last_cursor, self._pattern.count - 1))
            return
        here, last, row = self._cursor, self._pattern.count - 1, self._layout.columns
        targets: dict[int, int] = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Up: here - row if here >= row else here,
            Qt.Key.Key_Down: here + row if here + row <= last else here,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        self._move_cursor(targets[key])

    def _louder(self, by: float) -> None:
        if self._cursor is not None:
            now = self._step(self._cursor).velocity
            self._send_once(self._cursor, round(min(1.0, max(0.0, now + by)), 2))

    def event(self, event: QEvent) -> bool:
        """Claim Space only while the cursor is seen, so that after a click Space still plays; say what a step is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._claims(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if index is None else _in_words(index, self._step(index)), self)
            return True
        return super().event(event)

    def _claims(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return event.key() in _RANGE_KEYS
        return event.key() == Qt.Key.Key_Space and self._cursor is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor when the focus came by keys."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._move_cursor(min(self._last_cursor, self._pattern.count - 1))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor, and end the selection."""
        self._anchor = None
        self._move_cursor(None)
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        self._hover(None)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pattern as it was when painting began."""
        selected = self.selection() if self._anchor is not None else range(0)
        marks = StepMarks(self._playhead, self._cursor if self.hasFocus() else None, self._hovered, selected)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(_INSET, _INSET)
            paint_steps(painter, self._pattern, self._layout, marks)


def _in_words(index: int, step: Step) -> str:
    if not step.is_on:
        return f"Step {index + 1}: silent"
    note = "" if step.note is None else f", note {note_name(step.note)}"
    length = "" if step.length is None else f", {step.length:g} steps long"
    sample = "" if step.index is None else f", sample {step.index}"
    chance = "" if step.chance == 100 else f", chance {step.chance:g} %"
    ratio = "" if step.ratio == (1, 1) else f", {step.ratio[0]} of every {step.ratio[1]}"
    return f"Step {index + 1}: velocity {step.velocity:.2f}{note}{length}{sample}{chance}{ratio}"
