"""What a player sees of proofreading: quiet lines under words, and a sentence when the caret is on them."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from shells.code.shell import CodeShell

WARNED, HINTED = 9, 10


@pytest.fixture
def code(stage):
    made = CodeShell(stage.requests, stage.log)
    stage.play_for(made)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def opened(stage, code, text, mode="live"):
    """Open a script, and return its page once it has been read over."""
    stage.do(c.AddScript(name="song"), c.SetScriptText(name="song", text=text), c.SetScriptMode(name="song", mode=mode))
    page = code.page()
    stage.pump_until(lambda: not page.proofreader.is_behind)
    return page


def typed(stage, page, position, text):
    surface = page.editor._text
    surface.gotoPos(position)
    surface.replaceSel(text)
    stage.pump_until(lambda: not page.proofreader.is_behind)


def underlined(page, indicator):
    surface, marked = page.editor._text, ""
    for at in range(surface.length()):
        marked += chr(surface.charAt(at) & 0xFF) if surface.indicatorValueAt(indicator, at) else " "
    return marked.split()


@pytest.mark.slow
def test_a_word_that_nobody_knows_is_underlined_and_told_on_its_line(stage, code):
    page = opened(stage, code, 'bpm(120)\nsamplr("kick")\n')

    assert underlined(page, WARNED) == ["samplr"]
    assert page.words() == "Not run yet  ·  1 warning"
    page.editor.go_to(2)
    told = 'Line 2: there is no function called samplr; did you mean "sampler"?'
    stage.pump_until(lambda: page.words() == told)
    page.editor.go_to(1)
    stage.pump_until(lambda: page.words() == "Not run yet  ·  1 warning")


@pytest.mark.slow
def test_a_hint_is_underlined_otherwise_and_not_counted(stage, code):
    page = opened(stage, code, "print(1)\nlocal höhe, tempo = 1, 120\nlocal root = 48")

    assert underlined(page, WARNED) == []
    assert underlined(page, HINTED)[-1] == "root"
    assert page.words() == "Not run yet"


@pytest.mark.slow
def test_what_is_corrected_is_underlined_no_more(stage, code):
    page = opened(stage, code, 'samplr("kick")')
    typed(stage, page, 5, "e")

    assert underlined(page, WARNED) == []
    assert page.words() == "Not run yet"


@pytest.mark.slow
def test_while_a_line_is_being_written_the_others_stay_underlined(stage, code):
    page = opened(stage, code, 'samplr("kick")\nsinth("bass")\n')
    typed(stage, page, page.editor._text.length(), "live_loop(")

    assert underlined(page, WARNED) == ["samplr", "sinth"]
    typed(stage, page, 5, "e")
    assert underlined(page, WARNED) == ["sinth"]


@pytest.mark.slow
def test_the_mode_of_a_script_says_which_words_are_wrong(stage, code):
    page = opened(stage, code, "wait(1)")
    assert underlined(page, WARNED) == ["wait"]

    stage.do(c.SetScriptMode(name="song", mode="repeat"))
    stage.pump_until(lambda: not page.proofreader.is_behind)
    assert underlined(page, WARNED) == []


@pytest.mark.slow
def test_keys_while_a_text_is_read_over_begin_the_reading_anew(stage, code):
    page = opened(stage, code, 'samplr("kick")')
    told = []
    page.proofreader.read.connect(told.append)
    page.proofreader.read_soon()
    page.proofreader._begin()
    typed(stage, page, 0, "-- ")

    assert told == [[]]
