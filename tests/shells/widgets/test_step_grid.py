"""One pattern with its name, its steps and how many there are."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from engine.core.document import Pattern
from engine.patterns.notation import parse_steps
from shells.widgets.number_field import NumberField
from shells.widgets.step_grid import StepGrid

FOUR = Pattern("four", 1, 16, parse_steps("x...x...x...x..."))


@pytest.fixture
def grid(shown):
    return shown(StepGrid(FOUR), 700, 140)


@pytest.fixture
def told(grid):
    heard: list[tuple] = []
    grid.step_changed.connect(lambda *what: heard.append(("step", *what)))
    grid.count_changed.connect(lambda *what: heard.append(("count", *what)))
    grid.gesture_started.connect(lambda *what: heard.append(("start", *what)))
    grid.gesture_finished.connect(lambda *what: heard.append(("end", *what)))
    grid.remove_clicked.connect(lambda *what: heard.append(("remove", *what)))
    return heard


def test_step_grid_says_which_step_of_which_pattern_is_changed(grid, told):
    QTest.mouseClick(grid.row, Qt.MouseButton.LeftButton, pos=grid.row.cell_rect(2).center())

    assert told == [("start", "four"), ("step", "four", 2, 0.8), ("end", "four")]


def test_step_grid_takes_another_number_of_steps(grid, told):
    field = grid.findChild(NumberField)
    assert field.text() == "16 steps"
    field.setFocus()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == [("start", "four"), ("count", "four", 12), ("end", "four")]


def test_step_grid_shows_another_version_of_its_pattern_without_a_signal(grid, told):
    grid.show_pattern(msgspec.structs.replace(FOUR, count=32, steps=FOUR.steps * 2, owner="groove"))

    assert grid.findChild(NumberField).text() == "32 steps"
    assert "from groove" in [label.text() for label in grid.findChildren(QLabel)]
    assert told == []


def test_step_grid_asks_for_its_removal(grid, told):
    grid.findChild(QToolButton).click()

    assert told == [("remove", "four")]
