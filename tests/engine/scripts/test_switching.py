"""Scripts that switch scripts on and off."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from tests.engine.scripts.room import Room


@pytest.fixture
def room():
    """A room with two more scripts."""
    room = Room()
    for name in ("tide", "waves"):
        room.document = apply(room.document, c.AddScript(name=name))
    room.feed()
    return room


def switched_on(room):
    """The names of the scripts that are on."""
    return {name for name, script in room.document.scripts.items() if script.is_enabled}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('setScript("tide", "disabled")', {"kick", "waves"}),
        ('setScript("tide", false)', {"kick", "waves"}),
        ('setScript("kick", false)', {"tide", "waves"}),
        ("setScripts(false)", {"kick"}),
        ('setScripts("disabled") setScript("tide", "enabled")', {"kick", "tide"}),
        ("setScripts(false) setScripts(true)", {"kick", "tide", "waves"}),
    ],
)
def test_script_switches_scripts_and_all_others(room, text, left):
    assert room.run(text).fault is None
    assert switched_on(room) == left


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('setScript("tyde", true)', 'there is no script "tyde"; did you mean "tide"?'),
        (
            'setScript("tide", "enable")',
            'setScript: a script is "enabled" or "disabled", or true or false, got "enable"; did you mean "enabled"?',
        ),
        ('setScript("tide")', 'setScript: a script is "enabled" or "disabled", or true or false, got nothing'),
        ("setScripts(1)", 'setScripts: a script is "enabled" or "disabled", or true or false, got 1'),
        ("setScript(nil, true)", "setScript: the name is a text, got nothing"),
    ],
)
def test_wrong_name_or_word_is_a_mistake_with_its_line(room, text, message):
    assert room.fault("\n" + text) == (2, message)
    assert switched_on(room) == {"kick", "tide", "waves"}


def repeating(band, name, text="wait(0.05)"):
    """Have a text repeat until it is switched off."""
    mode = c.SetScriptMode(name=name, mode="repeat", loop_min_seconds=0.01, loop_max_seconds=0.01)
    band.do(c.AddScript(name=name), mode)
    band.ask(text, name)
    band.until(lambda: name in band.engine.snapshot.scripts and band.status(name).state == "repeating")


def test_script_in_repeat_mode_ends_and_goes_on_as_another_one_says(band):
    repeating(band, "tide")
    band.run('setScript("tide", "disabled")')
    band.until(lambda: band.status("tide").state == "stopped")
    band.run('setScript("tide", "enabled")')
    band.until(lambda: band.status("tide").state == "repeating")

    assert band.document.scripts["tide"].is_enabled


def test_script_in_repeat_mode_switches_itself_off(band):
    repeating(band, "tide", 'print("once") setScript("tide", false)')
    band.until(lambda: band.status("tide").state == "stopped")
    printed = band.printed()
    band.turn(50)

    assert band.printed() == printed


def test_what_a_loop_switches_is_no_step_of_undo(band):
    band.do(c.AddScript(name="tide"))
    band.run('on_ = true live_loop("l", function() on_ = not on_ setScript("tide", on_) sleep(1/4) end)')
    before = band.engine.snapshot.outlook.undo
    band.do(c.Play())
    band.until(lambda: not band.document.scripts["tide"].is_enabled)
    band.until(lambda: band.document.scripts["tide"].is_enabled)

    assert band.engine.snapshot.outlook.undo == before
