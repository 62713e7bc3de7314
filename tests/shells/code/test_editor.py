"""The code editor: real Scintilla under real keys. Its text, its colours, and whose keys are whose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from shells.code.appearance import MISTAKE_MARK
from shells.theme import current_theme
from tests.shells.code.desk import CTRL, NAMES, SHIFT, SIGNATURES


@pytest.mark.parametrize(
    "text", ["", "bpm(120)\n", "-- ütf-8: 音 🎵 é\nx = 1", "a\r\nb\r\n", "a\0b", "tab\tbed", "no end of line", "\n\n\n"]
)
def test_editor_gives_back_the_very_text_it_was_shown(desk, text):
    desk.open(text)

    assert desk.editor.text() == text


def test_editor_shows_half_a_character_as_a_question_mark(desk):
    desk.open("a\ud800b")

    assert desk.editor.text() == "a?b"


def test_editor_says_nothing_about_what_it_is_shown_and_has_nothing_to_undo(desk):
    desk.open("one")
    desk.press(Qt.Key.Key_Z, CTRL)

    assert desk.editor.text() == "one"
    assert desk.changes == 0
    assert not desk.editor.is_modified()


def test_editor_says_that_its_text_changed_when_a_player_types(desk):
    desk.type("ab")

    assert desk.changes == 2
    assert desk.editor.is_modified()


def test_editor_undoes_and_redoes(desk):
    desk.open("one")
    desk.editor.go_to(1, 4)
    desk.type(" two")
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.editor.text() == "one"
    desk.press(Qt.Key.Key_Z, CTRL | SHIFT)

    assert desk.editor.text() == "one two"


def test_editor_is_unmodified_again_when_it_is_undone_to_what_was_saved(desk):
    heard: list[bool] = []
    desk.editor.modified_changed.connect(heard.append)
    desk.type("a")
    desk.editor.mark_saved()
    desk.press(Qt.Key.Key_Return)
    desk.editor.undo()

    assert heard == [True, False, True, False]


def test_editor_keeps_line_ends_as_the_text_has_them(desk):
    desk.open("a\r\nb")
    desk.editor.go_to(2, 2)
    desk.type("\nc")

    assert desk.editor.text() == "a\r\nb\r\nc"


def test_editor_counts_columns_in_characters(desk):
    desk.open("音楽 = 1\n🎵🎵x")
    desk.editor.go_to(2, 3)
    assert desk.editor.caret() == (2, 3)
    desk.type("!")

    assert desk.editor.text() == "音楽 = 1\n🎵🎵!x"


@pytest.mark.parametrize(
    ("line", "column", "caret"), [(1, 1, (1, 1)), (2, 99, (2, 3)), (99, 1, (3, 1)), (0, 0, (1, 1)), (1, 4, (1, 4))]
)
def test_editor_goes_as_near_as_the_text_allows(desk, line, column, caret):
    desk.open("abc\nde\n")
    desk.editor.go_to(line, column)

    assert desk.editor.caret() == caret


def test_editor_tells_what_is_selected(desk):
    desk.open("één\ntwo\nthree")
    desk.editor.go_to(1, 3)
    desk.press(Qt.Key.Key_Down, SHIFT)

    assert desk.editor.selected_text() == "n\ntw"
    assert desk.editor.selected_lines() == (1, 2)


def test_editor_tells_the_name_at_the_caret(desk):
    desk.open("kick:trigger()")
    desk.editor.go_to(1, 8)

    assert desk.editor.name_at_caret() == "trigger"


def test_foreign_text_keeps_caret_undo_and_marks_and_is_one_step_of_undo(desk):
    desk.open("volume = 0.9\nplay()\n")
    desk.editor.go_to(2, 5)
    desk.type("!")
    desk.changes = 0
    desk.editor.mark_mistake(2, "no such thing")
    desk.editor.show_foreign_text("volume = 0.55\nplay!()\n")

    assert desk.editor.caret() == (2, 6)
    assert desk.changes == 0
    assert desk.text.markerGet(1) & 1 << MISTAKE_MARK
    desk.editor.undo()
    assert desk.editor.text() == "volume = 0.9\nplay!()\n"
    desk.editor.undo()
    assert desk.editor.text() == "volume = 0.9\nplay()\n"


@pytest.mark.slow
def test_editor_opens_and_edits_a_megabyte(desk):
    text = 'local function step(x) -- comment\n  return x * 2 .. "音"\nend\n' * 18_000
    desk.open(text)
    desk.editor.go_to(30_000)
    desk.type("x")

    assert len(desk.editor.text()) == len(text) + 1


def test_editor_colours_lua(desk):
    desk.editor.offer_names(NAMES, SIGNATURES)
    desk.open('local x = sampler("kick", 12) -- end\nclock:setBPM(x)')
    styles = [desk.style(word) for word in ("local", "x", "sampler", '"kick"', "12", "-- end", "setBPM")]

    assert styles == [5, 11, 13, 6, 4, 2, 13]


def test_editor_uses_the_themes_colours(desk):
    desk.open("local")
    red, green, blue = bytes.fromhex(current_theme().code.keyword[1:])

    assert desk.text.styleFore(5) == red | green << 8 | blue << 16


def test_editor_lights_matching_brackets_and_warns_of_lonely_ones(desk):
    desk.open("f(1)\ng(2")
    desk.editor.go_to(1, 5)
    QApplication.processEvents()
    assert desk.text.styleAt(1) == desk.text.styleAt(3)
    assert desk.text.braceMatch(3, 0) == 1
    desk.editor.go_to(2, 2)
    QApplication.processEvents()

    assert desk.text.braceMatch(6, 0) == -1


def test_editor_folds_blocks(desk):
    desk.open("if x then\n  y()\nend\nz()")
    desk.text.colourise(0, -1)
    desk.text.toggleFold(0)

    assert not desk.text.lineVisible(1)
    assert desk.text.lineVisible(3)


def test_window_shortcuts_reach_the_window_but_typing_does_not(desk):
    heard: list[str] = []
    for keys in ("Ctrl+R", "Space", "Ctrl+Z", "Shift+A", "Ctrl+Return", "Shift+Return", "Ctrl+K, Ctrl+R", "F1", "Home"):
        QShortcut(QKeySequence(keys), desk.window).activated.connect(lambda keys=keys: heard.append(keys))
    desk.type("a ")
    desk.press(Qt.Key.Key_A, SHIFT)
    desk.press(Qt.Key.Key_Home)
    for key, modifiers in (
        (Qt.Key.Key_R, CTRL),
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_Return, SHIFT),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_R, CTRL),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ):
        desk.press(key, modifiers)

    assert heard == ["Ctrl+R", "Ctrl+Return", "Shift+Return", "Ctrl+K, Ctrl+R", "F1"]
    assert desk.editor.text() in ("a A", "a a")
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.editor.text() == ""
    assert "Ctrl+Z" not in heard


def test_window_may_own_the_chords_of_the_editor(desk):
    heard: list[str] = []
    QShortcut(QKeySequence("Ctrl+F"), desk.window).activated.connect(lambda: heard.append("find"))
    desk.press(Qt.Key.Key_F, CTRL)

    assert heard == ["find"]
    assert not desk.editor.find_bar.isVisible()


def test_editor_cuts_and_pastes_text_of_any_alphabet(desk):
    desk.open("één 音")
    desk.text.selectAll()
    desk.press(Qt.Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "één 音"
    desk.press(Qt.Key.Key_V, CTRL)
    desk.press(Qt.Key.Key_V, CTRL)

    assert desk.editor.text() == "één 音één 音"


def test_text_grows_and_shrinks_and_returns_to_its_size(desk):
    zoom = 2374
    for _ in range(3):
        desk.press(Qt.Key.Key_Equal, CTRL)
    desk.press(Qt.Key.Key_Minus, CTRL)
    assert desk.text.send(zoom) == 2
    desk.press(Qt.Key.Key_0, CTRL)

    assert desk.text.send(zoom) == 0
