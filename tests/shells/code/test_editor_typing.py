"""The code editor helps while Lua is typed: indents, comments, chords."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.shells.code.desk import ALT, CTRL, SHIFT


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("if x then\ny()", "if x then\n  y()"),
        ("if x then\ny()\nend\nz()", "if x then\n  y()\nend\nz()"),
        ("if x then\ny()\nelse\nz()\nend\n", "if x then\n  y()\nelse\n  z()\nend\n"),
        ("if x then\ny()\nelseif z then\nw()\nend", "if x then\n  y()\nelseif z then\n  w()\nend"),
        ("repeat\nx()\nuntil y\nz", "repeat\n  x()\nuntil y\nz"),
        ("t = {\n1,\n}\nx", "t = {\n  1,\n}\nx"),
        (
            'live_loop("b", function()\nfor i = 1, 4 do\nplay(i)\nend\nend)\nx',
            'live_loop("b", function()\n  for i = 1, 4 do\n    play(i)\n  end\nend)\nx',
        ),
        ("do\nendless = 1", "do\n  endless = 1"),
        ("do\nx = ending", "do\n  x = ending"),
        ("  x = 1\ny", "  x = 1\n  y"),
    ],
)
def test_editor_indents_lua_while_it_is_typed(desk, typed, text):
    desk.type(typed)

    assert desk.editor.text() == text


def test_editor_indents_as_one_step_of_undo(desk):
    desk.open("if x then")
    desk.editor.go_to(1, 10)
    desk.press(Qt.Key.Key_Return)
    assert desk.editor.text() == "if x then\n  "
    desk.editor.undo()

    assert desk.editor.text() == "if x then"


def test_return_between_brackets_makes_room_inside_them(desk):
    desk.open("t = {}")
    desk.editor.go_to(1, 6)
    desk.type("\nx")

    assert desk.editor.text() == "t = {\n  x\n}"


def test_return_on_a_blank_line_keeps_its_indent(desk):
    desk.open("  ")
    desk.editor.go_to(1, 3)
    desk.press(Qt.Key.Key_Return)

    assert desk.editor.text() == "  \n  "


def test_return_in_the_indent_does_not_push_the_line_further(desk):
    desk.open("    x")
    desk.editor.go_to(1, 1)
    desk.press(Qt.Key.Key_Return)

    assert desk.editor.text() == "\n    x"


def test_tab_indents_by_two_spaces(desk):
    desk.press(Qt.Key.Key_Tab)

    assert desk.editor.text() == "  "


@pytest.mark.parametrize("chord", [[(Qt.Key.Key_Slash, CTRL)], [(Qt.Key.Key_K, CTRL), (Qt.Key.Key_C, CTRL)]])
def test_comment_is_toggled_over_the_selected_lines_by_either_chord(desk, chord):
    text = "if x then\n  y()\n\nend\nz()\n"
    desk.open(text)
    desk.text.setSel(0, text.index("z()"))
    for key, modifiers in chord:
        desk.press(key, modifiers)
    assert desk.editor.text() == "-- if x then\n--   y()\n\n-- end\nz()\n"
    for key, modifiers in chord:
        desk.press(key, modifiers)

    assert desk.editor.text() == text


def test_comment_is_one_step_of_undo(desk):
    desk.open("a\nb\nc")
    desk.text.selectAll()
    desk.editor.toggle_comment()
    desk.editor.undo()

    assert desk.editor.text() == "a\nb\nc"


def test_first_half_of_a_chord_is_forgotten_by_another_key(desk):
    desk.press(Qt.Key.Key_K, CTRL)
    desk.type("x")
    desk.press(Qt.Key.Key_C, CTRL)

    assert desk.editor.text() == "x"


def test_next_occurrence_joins_the_selection_and_all_are_typed_over(desk):
    desk.open("kick kick kick")
    desk.text.setSel(0, 4)
    desk.press(Qt.Key.Key_D, CTRL)
    desk.press(Qt.Key.Key_D, CTRL)
    desk.type("hat")

    assert desk.editor.text() == "hat hat hat"


def test_lines_move_up_and_down(desk):
    desk.open("a\nb\n")
    desk.press(Qt.Key.Key_Down, ALT)

    assert desk.editor.text() == "b\na\n"


@pytest.mark.parametrize("letter", [Qt.Key.Key_L, Qt.Key.Key_T, Qt.Key.Key_U])
def test_chords_that_players_press_for_other_things_destroy_nothing(desk, letter):
    desk.open("one\nTWO\n")
    desk.editor.go_to(2, 2)
    for modifiers in (CTRL, CTRL | SHIFT):
        desk.press(letter, modifiers)

    assert desk.editor.text() == "one\nTWO\n"


def test_keys_of_any_alphabet_are_typed(desk):
    QApplication.sendEvent(desk.text, QKeyEvent(QEvent.Type.KeyPress, 0x439, Qt.KeyboardModifier.NoModifier, "й"))

    assert desk.editor.text() == "й"
