"""Words that are shortened where there is no room."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.core.document import Module, Pattern
from engine.modules.synth import SYNTH
from engine.patterns.notation import parse_steps
from shells.widgets.elided import ElidedLabel
from shells.widgets.module_panel import ModulePanel
from shells.widgets.step_grid import StepGrid

LONG = "a name that nobody would ever give to anything that they had to call by it"
MODULE = Module(LONG, 1, "synth", SYNTH.defaults(), owner=LONG)
PATTERN = msgspec.structs.replace(Pattern(LONG, 1, 4, parse_steps("x...")), owner=LONG)


def test_words_that_fit_are_shown_whole(qt_app):
    label = ElidedLabel(fills=False)
    label.show_words("kick")
    label.resize(label.sizeHint())

    assert label.text() == "kick"


def test_words_take_no_more_room_than_they_need_where_they_do_not_fill(shown):
    row = QWidget()
    line = QHBoxLayout(row)
    label = ElidedLabel(fills=False)
    label.show_words("kick")
    line.addWidget(label)
    line.addStretch(1)
    shown(row, 400, 40)

    assert label.width() == label.sizeHint().width()


@pytest.mark.parametrize("make", [lambda: ModulePanel(MODULE, SYNTH), lambda: StepGrid(PATTERN)])
def test_title_that_is_too_long_is_shortened_in_its_middle_and_its_owner_gives_way_first(shown, make):
    panel = shown(make(), 290, 300)
    title, owner = panel.findChildren(ElidedLabel)

    assert panel.width() == 290
    assert title.width() > 3 * owner.width()
    assert title.text().startswith("a ")
    assert "…" in title.text()
    assert title.text().endswith(" it")
    assert owner.text() == ""
    assert (title.toolTip(), owner.toolTip()) == (LONG, f"from {LONG}")


def test_line_ends_become_spaces(qt_app):
    label = ElidedLabel()
    label.show_words("one\ntwo")

    assert label.words == "one two"
