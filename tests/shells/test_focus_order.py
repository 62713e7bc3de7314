"""Where Tab and F6 bring the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shells.focus_order import focus_next, focus_part


class Desk:
    """Three parts, made in another order than the one they are gone through; the second has nothing to reach."""

    def __init__(self) -> None:
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        self.last, self.first, self.empty = QWidget(), QWidget(), QLabel("words")
        self.buttons: dict[str, QPushButton] = {}
        for part, names in ((self.last, "cd"), (self.first, "ab")):
            inside = QVBoxLayout(part)
            for name in names:
                self.buttons[name] = QPushButton(name)
                inside.addWidget(self.buttons[name])
        self.parts = (self.first, self.empty, self.last)
        for part in (self.last, self.first, self.empty):
            column.addWidget(part)

    def focused(self) -> str:
        return self.window.focusWidget().text()


@pytest.fixture
def desk(shown):
    made = Desk()
    shown(made.window)
    made.buttons["a"].setFocus()
    return made


@pytest.mark.parametrize(("by", "order"), [(1, "bcda"), (-1, "dcba")])
def test_tab_goes_through_the_parts_in_their_order_and_round(desk, by, order):
    been = []
    for _ in order:
        assert focus_next(desk.window, desk.parts, by)
        been.append(desk.focused())

    assert "".join(been) == order


def test_tab_passes_what_is_hidden_or_disabled(desk):
    desk.buttons["b"].hide()
    desk.buttons["c"].setEnabled(False)

    focus_next(desk.window, desk.parts, 1)

    assert desk.focused() == "d"


@pytest.mark.parametrize(("start", "by", "end"), [("b", 1, "c"), ("c", 1, "a"), ("a", -1, "c"), ("d", -1, "a")])
def test_next_part_is_the_next_with_something_to_reach(desk, start, by, end):
    desk.buttons[start].setFocus()

    focus_part(desk.window, desk.parts, by)

    assert desk.focused() == end


def test_nothing_to_reach_is_told(desk):
    assert not focus_next(desk.window, (desk.empty,), 1)


def test_what_gets_the_keyboard_is_scrolled_into_sight(shown):
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inside)
    window = QWidget()
    QVBoxLayout(window).addWidget(area)
    shown(window)

    focus_next(window, (area,), -1)

    assert window.focusWidget() is buttons[-1]
    assert not buttons[-1].visibleRegion().isEmpty()
