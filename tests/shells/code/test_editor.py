"""The code editor: real Scintilla under real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from shells.code.appearance import ARMED_GROUND, MISTAKE_MARK, RAN_GROUND
from shells.code.editor import CodeEditor
from shells.theme import current_theme

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAMES = ("sampler", "sequencer", "sleep", "clock:setBPM", ":trigger")
SIGNATURES = {"sampler": "sampler(name, options)", ":trigger": "handle:trigger{ note }"}


class Desk:
    """An editor in a window, and the keys to it."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.editor = CodeEditor()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        self.text = self.editor.focusProxy()
        self.changes = 0
        self.editor.text_changed.connect(self._on_change)

    def _on_change(self) -> None:
        self.changes += 1

    def type(self, text: str) -> None:
        """Type, a Return for every new line."""
        for char in text:
            if char == "\n":
                QTest.keyClick(self.text, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.text, char)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.text, key, modifiers)

    def open(self, text: str) -> None:
        self.editor.show_text(text)
        self.changes = 0

    def style(self, word: str, of: int = 0) -> int:
        """The style of a word's first letter."""
        self.text.colourise(0, -1)
        at = -1
        for _ in range(of + 1):
            at = self.editor.text().index(word, at + 1)
        return self.text.styleAt(len(self.editor.text()[:at].encode()))


@pytest.fixture
def desk(shown):
    made = Desk()
    shown(made.window, 800, 500)
    made.editor.setFocus()
    return made


# -- text in and out


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


# -- Lua


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


# -- typing


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


# -- names and signatures


@pytest.fixture
def named(desk):
    desk.editor.offer_names(NAMES, SIGNATURES)
    return desk


def test_names_are_offered_from_the_second_letter_on(named):
    named.type("s")
    assert not named.text.autoCActive()
    named.type("a")
    assert named.text.autoCActive()
    named.press(Qt.Key.Key_Tab)

    assert named.editor.text() == "sampler"


def test_return_breaks_the_line_though_names_are_offered(named):
    named.type("sa")
    assert named.text.autoCActive()
    named.press(Qt.Key.Key_Return)

    assert named.editor.text() == "sa\n"
    assert not named.text.autoCActive()


def test_return_takes_the_name_that_a_player_walked_to(named):
    named.type("se")
    named.press(Qt.Key.Key_Down)
    named.press(Qt.Key.Key_Return)

    assert named.editor.text() == "sequencer"


def test_no_names_are_offered_in_strings_and_comments(named):
    named.type('x = "sa')
    assert not named.text.autoCActive()
    named.type('" -- sa')

    assert not named.text.autoCActive()


def test_no_names_are_offered_that_nobody_means(named):
    named.type("zz")

    assert not named.text.autoCActive()


def test_ctrl_space_offers_the_words_of_the_text_and_of_lua_too(named):
    named.open("local drumkit = 1\ndr")
    named.editor.go_to(2, 3)
    named.press(Qt.Key.Key_Space, CTRL)
    named.press(Qt.Key.Key_Tab)

    assert named.editor.text() == "local drumkit = 1\ndrumkit"


def test_methods_are_offered_after_a_colon(named):
    named.type("kick:")
    assert named.text.autoCActive()
    named.press(Qt.Key.Key_Tab)

    assert named.editor.text() == "kick:trigger"


def test_escape_closes_the_offer_and_leaves_the_text(named):
    named.type("sa")
    named.press(Qt.Key.Key_Escape)

    assert not named.text.autoCActive()
    assert named.editor.text() == "sa"


def test_signature_is_shown_while_a_call_is_typed(named):
    named.type("sampler(")
    assert named.text.callTipActive()
    named.type('"kick"')
    assert named.text.callTipActive()
    named.type(")")

    assert not named.text.callTipActive()


# -- marks


def test_mistake_that_fits_is_said_behind_its_line(desk):
    desk.open("a\nb\nc")
    desk.editor.mark_mistake(2, "volume is 0 to 2,\n  got 7")

    assert desk.text.markerGet(1) & 1 << MISTAKE_MARK
    assert bytes(desk.text.eOLAnnotationText(1).data()).decode() == " volume is 0 to 2, got 7 "
    assert desk.text.annotationLines(1) == 0


def test_mistake_that_does_not_fit_is_wrapped_below_its_line_and_again_when_the_window_is_narrowed(desk):
    desk.open("a\n  b\nc")
    desk.editor.mark_mistake(2, "attempt to compare number with nil " * 4)
    wide = desk.text.annotationLines(1)
    assert 1 < wide < 4
    desk.window.resize(400, 500)
    QApplication.processEvents()

    assert desk.text.annotationLines(1) == 4


def test_two_mistakes_of_one_line_are_both_said(desk):
    desk.open("a")
    desk.editor.mark_mistake(1, "first")
    desk.editor.mark_mistake(1, "second")

    assert bytes(desk.text.annotationText(0).data()).decode() == " first \n second "


def test_mistake_stays_with_its_line_while_lines_are_added_above(desk):
    desk.open("a\nb")
    desk.editor.mark_mistake(2, "wrong")
    desk.editor.go_to(1, 1)
    desk.type("\n\n")

    assert desk.text.markerGet(3) & 1 << MISTAKE_MARK


@pytest.mark.parametrize("line", [0, -5, 99])
def test_mistake_outside_the_text_is_marked_at_its_nearest_line(desk, line):
    desk.open("a\nb")
    desk.editor.mark_mistake(line, "wrong")

    assert desk.text.markerGet(1 if line > 0 else 0) & 1 << MISTAKE_MARK


def test_mistakes_are_cleared(desk):
    desk.open("a\nb")
    desk.editor.mark_mistake(1, "short")
    desk.editor.mark_mistake(2, "long " * 60)
    desk.editor.clear_mistakes()

    assert [desk.text.markerGet(line) for line in (0, 1)] == [0, 0]
    assert desk.text.eOLAnnotationText(0).isEmpty()
    assert desk.text.annotationLines(1) == 0


def test_flash_makes_exactly_its_lines_glow_and_fades_to_nothing(desk):
    desk.open("a\nb\nc\nd")
    desk.editor.flash_lines(2, 3)
    flash = desk.editor.flash
    assert [bool(desk.text.markerGet(line) & 1 << RAN_GROUND) for line in range(4)] == [False, True, True, False]
    for _ in range(12):
        flash.fade()

    assert not flash.is_glowing
    assert desk.text.markerGet(1) == 0


def test_flash_is_seen_under_the_text(desk):
    desk.open("a\nb\nc")
    dark = desk.text.grab().toImage()
    desk.editor.flash_lines(2, 2)
    lit = desk.text.grab().toImage()
    y = desk.text.pointYFromPosition(2) + 4

    assert lit.pixelColor(600, y).lightness() > dark.pixelColor(600, y).lightness() + 20


def test_what_is_armed_glows_softly_until_it_is_disarmed(desk):
    desk.open("a\nb\nc")
    dark = desk.text.grab().toImage()
    desk.editor.flash_lines(*desk.editor.all_lines(), "armed")
    armed = desk.text.grab().toImage()
    desk.editor.flash_lines(1, 3)
    lit = desk.text.grab().toImage()
    y = desk.text.pointYFromPosition(2) + 4
    light = [image.pixelColor(600, y).lightness() for image in (dark, armed, lit)]

    assert light[0] + 5 < light[1] < light[2] - 5
    for _ in range(12):
        desk.editor.flash.fade()
    assert [desk.text.markerGet(line) for line in range(3)] == [1 << ARMED_GROUND] * 3
    desk.editor.disarm()
    assert [desk.text.markerGet(line) for line in range(3)] == [0, 0, 0]


def test_text_that_is_opened_is_not_armed(desk):
    desk.open("a\nb")
    desk.editor.flash_lines(1, 2, "armed")

    desk.open("c\nd")

    assert desk.text.markerGet(0) == 0


# -- finding


def find(desk: Desk, text: str) -> QLineEdit:
    desk.press(Qt.Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text)
    return field


def test_find_selects_while_it_is_typed_and_goes_round(desk):
    desk.open("kick snare kick hat")
    desk.editor.go_to(1, 7)
    field = find(desk, "ki")
    assert desk.editor.selected_text() == "ki"
    assert desk.editor.caret() == (1, 14)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.editor.caret() == (1, 3)
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)

    assert desk.editor.caret() == (1, 14)


def test_find_begins_with_the_selection(desk):
    desk.open("kick snare kick")
    desk.text.setSel(0, 4)
    field = find(desk, "")

    assert field.text() == "kick"


def test_find_says_that_there_is_nothing(desk):
    desk.open("kick")
    field = find(desk, "bass")

    assert field.property("look") == "wrong"


def test_escape_closes_the_find_bar_and_gives_the_keys_back(desk):
    desk.open("kick")
    field = find(desk, "kick")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_End)
    desk.type("!")

    assert not field.isVisible()
    assert desk.editor.text() == "kick!"


def test_replace_goes_from_match_to_match_and_all_is_one_step_of_undo(desk):
    desk.open("a1 a2 a3")
    desk.press(Qt.Key.Key_H, CTRL)
    bar = desk.editor.find_bar
    QTest.keyClicks(QApplication.focusWidget(), "a")
    bar.replacement_field.setText("bé")
    bar.replace_asked.emit()
    assert desk.editor.text() == "bé1 a2 a3"
    bar.replace_all_asked.emit()
    assert desk.editor.text() == "bé1 bé2 bé3"
    desk.editor.undo()

    assert desk.editor.text() == "bé1 a2 a3"


def test_replace_all_does_not_replace_what_it_has_put_in(desk):
    desk.open("aaa")
    desk.press(Qt.Key.Key_H, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "a")
    desk.editor.find_bar.replacement_field.setText("aa")
    desk.editor.find_bar.replace_all_asked.emit()

    assert desk.editor.text() == "aaaaaa"


def test_regular_expressions_find_and_replace_with_groups(desk):
    desk.open("note = 36, note = 48")
    desk.press(Qt.Key.Key_H, CTRL)
    bar = desk.editor.find_bar
    bar.regex_button.setChecked(True)
    QTest.keyClicks(QApplication.focusWidget(), "note = ([0-9]+)")
    bar.replacement_field.setText("n(\\1)")
    bar.replace_all_asked.emit()

    assert desk.editor.text() == "n(36), n(48)"


@pytest.mark.parametrize("pattern", ["x*", "[", "(", "\\", "^", "$", "(a+)+b"])
def test_no_regular_expression_hangs_or_breaks_the_search(desk, pattern):
    desk.open("a" * 60 + "\n" * 3)
    desk.press(Qt.Key.Key_H, CTRL)
    bar = desk.editor.find_bar
    bar.regex_button.setChecked(True)
    QTest.keyClicks(QApplication.focusWidget(), pattern)
    desk.editor.find_next()
    desk.editor.find_previous()
    bar.replace_all_asked.emit()


def test_capitals_matter_only_when_asked(desk):
    desk.open("Kick kick")
    find(desk, "kick")
    assert desk.editor.caret() == (1, 5)
    desk.editor.find_bar.case_button.setChecked(True)

    assert desk.editor.caret() == (1, 10)


# -- keys and the window


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
