"""A set played with real keys: handlers, cues, packages, repeat mode, mishaps; the window goes on answering."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.starting import empty_document
from engine.session.format import to_text

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

CONDUCTOR = """on("bar", function(ctx, event)
print("bar " .. event.bar)
if event.bar == 2 then alert("the drop is near") end
cue("drop", event.bar)
end)"""
FOLLOWER = """local b = synth("b")
live_loop("follower", function()
local bar = sync("drop")
print("heard " .. bar)
b:trigger{}
end)"""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session with nothing in it."""
    path = tmp_path / "set.moonloop"
    path.write_text(to_text(empty_document()))
    return path


def with_scripts(path: Path, *scripts: tuple[str, str, bool]) -> Path:
    """Write a session of scripts, each with its name, its text, and whether it is in repeat mode."""
    document = empty_document()
    for name, text, is_repeated in scripts:
        document = apply(document, c.AddScript(name=name, text=text))
        document = apply(document, c.SetScriptMode(name=name, mode="repeat" if is_repeated else "live"))
        document = apply(document, c.EnableScript(name=name, is_enabled=False))
    path.write_text(to_text(document))
    return path


def write_script(ide, text):
    """Open a new script and type it."""
    ide.press("ctrl+t")
    ide.until(lambda: ide.look("focus") == "_Text" and ide.look("text") == "")
    ide.write(text)
    ide.until(lambda: all(line.strip() in ide.look("text") for line in text.split("\n")))
    ide.press("Escape")  # whatever is offered at the end of the last line


def tell_gap(ide, during):
    """Say how long the event loop was away at most. It is not judged: the machine may be busy with something else."""
    print(f"longest gap of the event loop {during}: {ide.look('gap') * 1000:.0f} ms")


def test_bars_call_handlers_whose_cues_another_script_follows_on_the_beat(open_ide, session):
    ide = open_ide(session)
    write_script(ide, FOLLOWER)
    ide.press("ctrl+r")
    ide.until(lambda: "loop follower" in ide.look("words"))
    write_script(ide, CONDUCTOR)
    ide.press("ctrl+r")
    ide.until(lambda: "listens to bar" in ide.look("words"))
    ide.look("gap")

    ide.press("F8")
    ide.until(lambda: "heard 3" in ide.look("output"))

    tell_gap(ide, "while two scripts play")
    assert ide.look("notice").endswith("the drop is near")
    assert ide.look("transport")["notes"] > 0
    assert ide.look("focus") == "_Text"
    assert "on bar" not in ide.look("words")


def test_handler_that_fails_is_told_at_its_line_and_the_loop_beside_it_plays_on(open_ide, session):
    ide = open_ide(session)
    write_script(
        ide,
        'local b = synth("b")\nlive_loop("l", function() b:trigger{} sleep(1/4) end)\n'
        'on("bar", function() local nothing = nil; nothing.x = 1 end)',
    )
    ide.press("ctrl+r")
    ide.until(lambda: "loop l" in ide.look("words"))

    ide.press("F8")
    ide.until(lambda: "a handler failed at line 3" in ide.look("words"))
    notes = ide.look("transport")["notes"]

    ide.until(lambda: ide.look("transport")["notes"] > notes + 4)
    assert ide.look("words").startswith("v1 plays")


def test_package_that_is_changed_on_disk_is_heard_without_a_key(open_ide, session):
    folder = session.parent / "packages"
    folder.mkdir()
    (folder / "greeting.lua").write_text('return { word = "good morning" }\n')
    ide = open_ide(session)
    write_script(ide, 'print(require("greeting").word)')
    ide.press("ctrl+r")
    ide.until(lambda: "good morning" in ide.look("output"))

    (folder / "greeting.lua").write_text('return { word = "good night" }\n')
    ide.until(lambda: "good night" in ide.look("output"))

    (folder / "greeting.lua").write_text("return { word = \n")
    ide.until(lambda: "greeting.lua:2" in ide.look("output"))
    assert ide.look("words").startswith("v2 has run")


def test_repeated_script_is_switched_on_and_off_in_the_panel_while_another_is_typed(open_ide, session):
    with_scripts(session, ("watch", 'count = (count or 0) + 1 print("round " .. count)', True), ("typed", "", False))
    ide = open_ide(session)
    ide.press("ctrl+Tab")
    ide.press("ctrl+k", "ctrl+s")
    ide.until(lambda: isinstance(ide.look("row", "watch")["switch"], list))
    ide.write("-- before ")

    ide.click(ide.look("row", "watch")["switch"])
    ide.until(lambda: ide.look("row", "watch")["state"] == "repeating")
    ide.write("and after")
    ide.until(lambda: "round 5" in ide.look("output"))
    ide.click(ide.look("row", "watch")["switch"])
    ide.until(lambda: ide.look("row", "watch")["state"] == "stopped")

    assert ide.look("focus") == "_Text"
    assert ide.look("text") == "-- before and after"


def test_hostile_script_is_stopped_while_another_is_typed_and_undone(open_ide, session):
    ide = open_ide(session)
    write_script(ide, "while true do pcall(function() while true do end end) end")
    ide.look("gap")
    ide.press("ctrl+r")
    ide.until(lambda: "running" in ide.look("words"))
    write_script(ide, "first")
    ide.write(" second")
    ide.until(lambda: ide.look("text") == "first second")
    tell_gap(ide, "while a script never ends")

    ide.press("ctrl+period", "ctrl+shift+Tab")
    ide.until(lambda: "failed" in ide.look("words"))
    tell_gap(ide, "while it is stopped")
    ide.press("ctrl+Tab")
    ide.until(lambda: ide.look("text") == "first second")
    ide.press("ctrl+z")

    ide.until(lambda: ide.look("text") != "first second")
    ide.press("ctrl+shift+z")
    ide.until(lambda: ide.look("text") == "first second")


def test_script_plays_and_stops_the_music_by_the_window_s_own_actions(open_ide, session):
    ide = open_ide(session)
    write_script(ide, 'action("transport.play")')
    ide.press("ctrl+r")
    ide.until(lambda: ide.look("transport")["state"] == "playing")
    ide.press("ctrl+a")
    ide.write('action("file.quit")')
    ide.press("Escape", "ctrl+r")

    ide.until(lambda: "hands only" in ide.look("words") or "hands only" in ide.look("output"))
    assert ide.look("transport")["state"] == "playing"
    assert ide.look("window")["visible"]


def test_flood_of_lines_loses_no_key(open_ide, session):
    ide = open_ide(session)
    write_script(
        ide, 'local n = 0\nlive_loop("flood", function() for i = 1, 2000 do print(n) n = n + 1 end sleep(1/4) end)'
    )
    ide.press("ctrl+r")
    ide.press("F8")
    ide.until(lambda: "were dropped" in ide.look("output"))
    ide.look("gap")

    ide.press("ctrl+t")
    ide.until(lambda: ide.look("text") == "")
    ide.write("the quick brown fox jumps over the lazy dog")

    ide.until(lambda: ide.look("text") == "the quick brown fox jumps over the lazy dog")
    tell_gap(ide, "in a flood of printed lines")
