"""The code editor offers names, and shows the signature of a call."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.shells.code.desk import CTRL, NAMES, SIGNATURES


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


def test_first_string_of_a_call_is_offered_where_it_is_one_of_a_few(named):
    named.editor.offer_strings({"on": ("bar", "module:added"), "require": ("promise",)})
    named.type('on("module:a')
    assert named.text.autoCActive()
    named.press(Qt.Key.Key_Tab)
    named.type('") require "p')
    named.press(Qt.Key.Key_Tab)

    assert named.editor.text() == 'on("module:added") require "promise'
