"""The cells of a pattern under a hand and under keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.core.document import Pattern, Step
from engine.patterns.notation import parse_steps
from shells.theme import current_theme
from shells.widgets.step_row import StepRow

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Bench:
    """A row in a window with a Space shortcut, an owner that does what it says, and what it said."""

    def __init__(self, steps: str) -> None:
        self.window = QWidget()
        self.pattern = Pattern("four", 1, len(parse_steps(steps)), parse_steps(steps))
        self.row = StepRow(self.pattern, self.window)
        self.row.setGeometry(0, 0, 600, 70)
        self.told: list[object] = []
        self.plays = 0
        self.row.step_changed.connect(self._on_step)
        self.row.gesture_started.connect(lambda: self.told.append("start"))
        self.row.gesture_finished.connect(lambda: self.told.append("end"))
        QShortcut(QKeySequence("Space"), self.window).activated.connect(self._on_play)

    def _on_step(self, index: int, velocity: float) -> None:
        self.told.append((index, velocity))
        steps = list(self.pattern.steps)
        steps[index] = Step(velocity)
        self.pattern = Pattern("four", 1, self.pattern.count, tuple(steps))
        self.row.show_pattern(self.pattern)

    def _on_play(self) -> None:
        self.plays += 1

    def tab_into(self) -> None:
        self.row.clearFocus()
        self.row.setFocus(Qt.FocusReason.TabFocusReason)

    def middle(self, index: int) -> QPoint:
        return self.row.cell_rect(index).center()

    def press(self, index: int) -> None:
        QTest.mousePress(self.row, Qt.MouseButton.LeftButton, pos=self.middle(index))

    def move(self, point: QPoint) -> None:
        QTest.mouseMove(self.row, point)

    def release(self, point: QPoint) -> None:
        QTest.mouseRelease(self.row, Qt.MouseButton.LeftButton, pos=point)

    def click(self, index: int) -> None:
        self.press(index)
        self.release(self.middle(index))


@pytest.fixture
def bench(shown):
    made = Bench("x...x...x...x...")
    shown(made.window, 620, 80)
    return made


def test_click_switches_a_silent_step_on(bench):
    bench.click(1)

    assert bench.told == ["start", (1, 0.8), "end"]


def test_click_silences_a_step_that_sounds(bench):
    bench.click(4)

    assert bench.told == ["start", (4, 0.0), "end"]


def test_drag_up_and_down_sets_the_velocity_of_one_step_in_one_gesture(bench):
    at = bench.middle(4)
    bench.press(4)
    bench.move(at - QPoint(0, 8))
    bench.move(at + QPoint(0, 40))
    bench.release(at + QPoint(0, 40))

    assert bench.told == ["start", (4, 0.9), (4, 0.3), "end"]


def test_drag_down_leaves_a_step_on_however_far_it_goes(bench):
    at = bench.middle(4)
    bench.press(4)
    bench.move(at + QPoint(0, 900))
    bench.release(at + QPoint(0, 900))

    assert bench.told == ["start", (4, 0.05), "end"]


def test_drag_sideways_paints_steps_on_once_each(bench):
    bench.press(1)
    bench.move(bench.middle(2))
    bench.move(bench.middle(3))
    bench.move(bench.middle(2))
    bench.release(bench.middle(2))

    assert bench.told == ["start", (1, 0.8), (2, 0.8), (3, 0.8), "end"]


def test_drag_sideways_from_a_step_that_sounds_silences(bench):
    bench.press(4)
    bench.move(bench.middle(0))
    bench.release(bench.middle(0))

    assert [what for what in bench.told if what not in ("start", "end")] == [(n, 0.0) for n in range(5)]


def test_fast_drag_misses_no_step_in_between(bench):
    bench.press(9)
    bench.move(bench.middle(15))
    bench.release(bench.middle(15))

    assert {what[0] for what in bench.told if isinstance(what, tuple)} == set(range(9, 16))


def test_right_button_and_a_click_beside_the_cells_change_nothing(bench):
    QTest.mouseClick(bench.row, Qt.MouseButton.RightButton, pos=bench.middle(1))
    QTest.mouseClick(bench.row, Qt.MouseButton.LeftButton, pos=QPoint(300, 69))

    assert bench.told == []


def test_arrows_move_the_cursor_and_space_and_enter_toggle(bench):
    bench.tab_into()
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Space,
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_Left,
        Qt.Key.Key_Space,
    ):
        QTest.keyClick(bench.row, key)

    assert bench.told == ["start", (1, 0.8), "end", "start", (2, 0.8), "end", "start", (1, 0.0), "end"]


def test_cursor_stops_at_both_ends(bench):
    bench.tab_into()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(bench.row, key)

    assert [what for what in bench.told if isinstance(what, tuple)] == [(15, 0.8), (0, 0.0)]


def test_shift_with_up_and_down_sets_the_velocity_at_the_cursor(bench):
    bench.tab_into()
    QTest.keyClick(bench.row, Qt.Key.Key_Up, SHIFT)
    QTest.keyClick(bench.row, Qt.Key.Key_Down, SHIFT)

    assert [what for what in bench.told if isinstance(what, tuple)] == [(0, 0.9), (0, 0.8)]


def test_space_plays_after_a_click_and_toggles_once_keys_are_used(bench):
    bench.click(1)
    bench.told.clear()
    QTest.keyClick(bench.row, Qt.Key.Key_Space)
    assert (bench.plays, bench.told) == (1, [])
    QTest.keyClick(bench.row, Qt.Key.Key_Right)
    QTest.keyClick(bench.row, Qt.Key.Key_Space)

    assert (bench.plays, bench.told) == (1, ["start", (1, 0.0), "end"])


def test_up_and_down_move_between_the_rows_of_a_long_pattern(shown):
    bench = Bench("x..." * 8)
    bench.row.setGeometry(0, 0, 450, 200)
    shown(bench.window, 460, 220)
    bench.tab_into()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space):
        QTest.keyClick(bench.row, key)

    assert [what for what in bench.told if isinstance(what, tuple)] == [(16, 0.0), (0, 0.0)]


def test_row_is_as_high_as_its_rows_of_steps(shown):
    bench = Bench("x..." * 8)
    bench.row.setGeometry(0, 0, 900, 200)
    shown(bench.window, 920, 220)
    one_row = bench.row.height()
    bench.row.resize(450, 200)

    assert bench.row.height() > 1.8 * one_row


def test_playhead_is_drawn_in_the_accent_and_moves_on(bench):
    accent = current_theme().colours.accent
    bench.row.show_playhead(4)
    assert bench.row.grab().toImage().pixelColor(bench.middle(4)).name() == accent
    bench.row.show_playhead(5)
    image = bench.row.grab().toImage()

    assert image.pixelColor(bench.middle(4)).name() == current_theme().colours.step
    assert image.pixelColor(bench.middle(5)).name() != current_theme().colours.raised
    bench.row.show_playhead(None)
    assert bench.row.grab().toImage().pixelColor(bench.middle(5)).name() == current_theme().colours.raised


def test_playhead_beyond_a_pattern_that_shrank_is_not_drawn(bench):
    bench.row.show_playhead(15)
    bench.row.show_pattern(Pattern("four", 1, 4, bench.pattern.steps))
    bench.row.show_playhead(15)
    bench.row.grab()
    bench.row.show_playhead(0)


def test_steps_beyond_those_that_the_pattern_holds_are_silent(shown):
    row = shown(StepRow(Pattern("short", 1, 8, ())))
    told: list[tuple[int, float]] = []
    row.step_changed.connect(lambda *what: told.append(what))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.cell_rect(7).center())

    assert told == [(7, 0.8)]


def test_notes_and_lengths_are_drawn(shown):
    plain = shown(StepRow(Pattern("p", 1, 4, (Step(1.0), Step(), Step(), Step())))).grab().toImage()
    rich = shown(StepRow(Pattern("p", 1, 4, (Step(1.0, 36.0, 2.5), Step(), Step(), Step())))).grab().toImage()

    assert plain != rich


def test_cursor_tells_screen_readers_what_the_step_is(bench):
    bench.tab_into()
    assert bench.row.accessibleDescription() == "Step 1: velocity 0.80"
    QTest.keyClick(bench.row, Qt.Key.Key_Right)

    assert bench.row.accessibleDescription() == "Step 2: silent"
