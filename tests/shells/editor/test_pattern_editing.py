"""Patterns and chains in the Editor shell: steps, text, menus and keys, with real widgets on a real engine."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.core import commands as c
from engine.core.document import ChainEntry, Step
from engine.patterns.notation import format_steps
from tests.shells.widgets.hands import drag

LEFT = Qt.MouseButton.LeftButton


def test_step_that_is_clicked_changes_when_the_engine_says_so(stage, shell, beat):
    row = shell.patterns.grid("four").row

    QTest.mouseClick(row, LEFT, pos=row.cell_rect(2).center())
    assert format_steps(stage.document.patterns["four"].steps) == "x...x...x...x..."
    stage.pump()

    assert format_steps(stage.document.patterns["four"].steps) == "x.x.x...x...x..."


def test_step_keeps_its_note_and_length_while_it_is_silent(stage, shell, beat):
    stage.do(c.SetStep(pattern="four", index=0, step=Step(0.8, 64.0, 2.0)))
    row = shell.patterns.grid("four").row

    QTest.mouseClick(row, LEFT, pos=row.cell_rect(0).center())
    stage.pump()
    QTest.mouseClick(row, LEFT, pos=row.cell_rect(0).center())
    stage.pump()

    assert stage.document.patterns["four"].steps[0] == Step(0.8, 64.0, 2.0)


def test_steps_that_are_painted_are_one_step_of_undo(stage, shell, beat):
    row = shell.patterns.grid("four").row

    drag(row, *(row.cell_rect(index).center() for index in (1, 2, 3)))
    stage.pump()
    assert format_steps(stage.document.patterns["four"].steps) == "xxxxx...x...x..."
    stage.do(c.Undo())

    assert format_steps(stage.document.patterns["four"].steps) == "x...x...x...x..."


def test_adding_and_removing_a_pattern(stage, shell):
    shell.patterns.add_button.click()
    stage.pump()
    assert shell.patterns.grid("P0").isVisible()

    shell.patterns.grid("P0").remove_clicked.emit("P0")
    stage.pump()

    assert dict(stage.document.patterns) == {}


def test_playhead_is_shown_in_patterns_that_a_connected_sequencer_plays(stage, shell, beat, monkeypatch):
    stage.do(c.AddPattern(name="idle"), c.Play())
    for _ in range(30):  # 30 blocks are 0.16 s: step 1, at 120 beats per minute
        stage.pump()
    seen = {}
    for name in ("four", "idle"):
        grid = shell.patterns.grid(name)
        monkeypatch.setattr(grid, "show_playhead", lambda step, name=name: seen.update({name: step}))

    shell.on_tick(stage.engine.glance)
    assert seen == {"four": 1, "idle": None}
    stage.do(c.Stop())
    shell.on_tick(stage.engine.glance)

    assert seen == {"four": None, "idle": None}


def test_chain_is_typed_as_words_and_switched_off(stage, shell, beat):
    shell.chains.add_button.click()
    stage.pump()
    row = shell.chains.row("chain1")
    row.words.setText("four*2 -four")
    row.words.editingFinished.emit()
    row.switch.click()
    stage.pump()

    chain = stage.document.chains["chain1"]
    assert chain.entries == (ChainEntry("four", 2), ChainEntry("four", 1, False))
    assert not chain.is_enabled


def test_notation_that_is_typed_is_played_and_a_mistake_leaves_it_as_it_was(stage, shell):
    stage.do(c.AddPattern(name="p", expression='["mini","bd sd"]'))
    shell.patterns.notation_edited.emit("p", "bd*2 sd")
    stage.pump()
    assert stage.document.patterns["p"].expression == '["mini","bd*2 sd"]'

    shell.patterns.notation_edited.emit("p", "bd [sd")
    stage.pump()

    assert stage.document.patterns["p"].expression == '["mini","bd*2 sd"]'
    assert "column 7" in stage.engine.snapshot.problems[-1].message


@pytest.mark.parametrize(
    ("change", "steps"),
    [("double", "x...x...x...x...x...x...x...x..."), ("clear", "................"), ("legato", "x...x...x...x...")],
)
def test_whole_pattern_is_changed_by_its_menu(stage, shell, beat, change, steps):
    shell.patterns.change_wanted.emit("four", change)
    stage.pump()

    assert format_steps(stage.document.patterns["four"].steps) == steps


def test_steps_are_selected_copied_and_pasted_into_another_pattern_by_keys(stage, shell, beat):
    stage.do(c.AddPattern(name="other"))
    row, other = shell.patterns.grid("four").row, shell.patterns.grid("other").row
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(row, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(row, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(other, Qt.Key.Key_Right)
    QTest.keyClick(other, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(other, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    stage.pump()

    assert format_steps(stage.document.patterns["four"].steps) == "........x...x..."
    assert format_steps(stage.document.patterns["other"].steps) == ".xx..x.........."


def test_rate_of_a_pattern_is_set(stage, shell, beat):
    shell.patterns.rate_changed.emit("four", Fraction(-3, 2))
    stage.pump()

    assert stage.document.patterns["four"].steps_per_beat == Fraction(-3, 2)
