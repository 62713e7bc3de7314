"""One pattern with its name, its steps and how many there are."""

from __future__ import annotations

from fractions import Fraction

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


def part(grid, kind, name):
    """Return the widget of a kind that is called so for those who cannot see it."""
    return next(each for each in grid.findChildren(kind) if each.accessibleName() == name)


def test_step_grid_says_which_step_of_which_pattern_is_changed(grid, told):
    QTest.mouseClick(grid.row, Qt.MouseButton.LeftButton, pos=grid.row.cell_rect(2).center())

    assert told == [("start", "four"), ("step", "four", 2, 0.8), ("end", "four")]


def test_step_grid_takes_another_number_of_steps(grid, told):
    field = part(grid, NumberField, "Number of steps")
    assert field.text() == "16 steps"
    field.setFocus()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == [("start", "four"), ("count", "four", 12), ("end", "four")]


def test_step_grid_shows_another_version_of_its_pattern_without_a_signal(grid, told):
    grid.show_pattern(msgspec.structs.replace(FOUR, count=32, steps=FOUR.steps * 2, owner="groove"))

    assert part(grid, NumberField, "Number of steps").text() == "32 steps"
    assert "from groove" in [label.text() for label in grid.findChildren(QLabel)]
    assert told == []


def test_step_grid_asks_for_its_removal(grid, told):
    part(grid, QToolButton, "Remove this pattern").click()

    assert told == [("remove", "four")]


def test_step_grid_takes_another_rate_and_refuses_none(grid):
    rates = []
    grid.rate_changed.connect(lambda *what: rates.append(what))
    field = part(grid, NumberField, "Steps per beat")
    for typed in ("-3", "0", "1.5"):
        field.setFocus()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert rates == [("four", Fraction(-3)), ("four", Fraction(3, 2))]


def test_step_grid_offers_fields_for_the_step_that_was_touched(grid):
    edited = []
    grid.step_edited.connect(lambda *what: edited.append(what))
    QTest.mouseClick(grid.row, Qt.MouseButton.LeftButton, pos=grid.row.cell_rect(4).center())
    for name, typed in (("note", "e3"), ("ratio", "2:4"), ("chance", "50"), ("index", "3"), ("length", "0.5")):
        field = grid.details.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)

    step = FOUR.steps[4]
    assert edited == [
        ("four", 4, msgspec.structs.replace(step, note=52.0)),
        ("four", 4, msgspec.structs.replace(step, ratio=(2, 4))),
        ("four", 4, msgspec.structs.replace(step, chance=50.0)),
        ("four", 4, msgspec.structs.replace(step, index=3)),
        ("four", 4, msgspec.structs.replace(step, length=0.5)),
    ]


@pytest.mark.parametrize(
    ("name", "typed"), [("note", "hum"), ("ratio", "12"), ("index", "-1"), ("length", "long"), ("chance", "often")]
)
def test_step_grid_marks_a_field_that_makes_no_sense_and_keeps_what_was_typed(grid, name, typed):
    edited = []
    grid.step_edited.connect(lambda *what: edited.append(what))
    QTest.mouseClick(grid.row, Qt.MouseButton.LeftButton, pos=grid.row.cell_rect(4).center())
    field = grid.details.field(name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert (edited, field.text(), field.property("look")) == ([], typed, "wrong")


def test_step_grid_shows_a_cyclic_pattern_as_its_notation(grid):
    edited = []
    grid.notation_edited.connect(lambda *what: edited.append(what))
    grid.show_pattern(msgspec.structs.replace(FOUR, expression='["mini","bd*2 sd"]'))
    assert not grid.row.isVisible()

    line = grid.notation.text
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "bd sd")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert edited == [("four", "bd sd")]


def test_step_grid_leaves_an_expression_to_its_script(grid):
    grid.show_pattern(msgspec.structs.replace(FOUR, expression='["fast",2,["mini","bd sd"]]'))

    assert grid.notation.text.text() == 'fast(2, "bd sd")'
    assert grid.notation.text.isReadOnly()
