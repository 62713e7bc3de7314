"""Space plays, whatever a hand has just touched, unless a player types or has come by Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.core.document import Pattern
from shells.widgets.buttons import icon_button
from shells.widgets.choice_field import TextField
from shells.widgets.fader import Fader
from shells.widgets.number_field import NumberField
from shells.widgets.scale import Scale
from shells.widgets.step_row import StepRow
from shells.widgets.tick_box import TickBox

PARTS = {
    "fader": Fader,
    "number": lambda: NumberField(Scale()),
    "text": TextField,
    "tick": TickBox,
    "button": lambda: icon_button("remove", "Remove"),
    "steps": lambda: StepRow(Pattern("p", 1)),
}


class Stage:
    """One widget in a window where Space plays."""

    def __init__(self, part: QWidget) -> None:
        self.window, self.part, self.plays = QWidget(), part, 0
        QVBoxLayout(self.window).addWidget(part)
        QShortcut(QKeySequence("Space"), self.window).activated.connect(self._on_play)

    def _on_play(self) -> None:
        self.plays += 1

    def press_space(self) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_Space)


@pytest.fixture
def stage(shown):
    def make(name: str) -> Stage:
        made = Stage(PARTS[name]())
        shown(made.window, 400, 100)
        made.part.clearFocus()
        return made

    return make


@pytest.mark.parametrize("name", PARTS)
def test_space_plays_after_a_click_on_any_control(stage, name):
    made = stage(name)
    QTest.mouseClick(made.part, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    made.press_space()

    assert made.plays == 1


@pytest.mark.parametrize("name", ["tick", "button", "steps"])
def test_space_acts_on_a_control_that_tab_has_reached(stage, name):
    made = stage(name)
    made.part.setFocus(Qt.FocusReason.TabFocusReason)
    made.press_space()

    assert made.plays == 0


@pytest.mark.parametrize("name", ["number", "text"])
def test_space_is_typed_in_the_middle_of_a_text(stage, name):
    made = stage(name)
    made.part.setFocus()
    QTest.keyClicks(made.window.focusWidget(), "5")
    made.press_space()

    assert made.plays == 0
