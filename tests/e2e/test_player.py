"""What a player does, with real keys in a real window: nothing here calls the program's functions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.core.starting import empty_document
from engine.session.format import to_text

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

BASS = 'synth("bass", { cutoff = 900 })\npattern("four", "x...x...")'


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session with nothing in it."""
    path = tmp_path / "song.moonloop"
    path.write_text(to_text(empty_document()))
    return path


def modules(path: Path) -> list[str]:
    return [module["name"] for module in json.loads(path.read_text())["modules"]]


def test_lua_that_is_typed_and_run_makes_a_module_that_the_editor_shell_shows(open_ide, session):
    ide = open_ide(session)
    ide.press("ctrl+t")
    ide.until(lambda: ide.look("focus") == "_Text")

    ide.write(BASS)
    ide.until(lambda: "x...x..." in ide.look("text"))
    ide.press("ctrl+r")
    ide.until(lambda: ide.look("words").startswith("v1 "))
    ide.press("F3")

    ide.until(lambda: isinstance(ide.look("module", "bass"), list))


def test_step_that_is_clicked_and_text_that_is_typed_survive_a_power_cut_after_saving(open_ide, session):
    ide = open_ide(session)
    ide.press("ctrl+t")
    ide.until(lambda: ide.look("focus") == "_Text")
    ide.write(BASS)
    ide.until(lambda: "x...x..." in ide.look("text"))
    ide.press("ctrl+r")
    ide.until(lambda: ide.look("words").startswith("v1 "))
    ide.press("F3")
    ide.until(lambda: isinstance(ide.look("step", "four", 2), list))
    ide.click(ide.look("step", "four", 2))
    ide.until(lambda: ide.look("window")["changed"])

    ide.press("ctrl+s")
    ide.until(lambda: not ide.look("window")["changed"])
    ide.kill()
    again = open_ide(session)

    again.until(lambda: again.look("text") == BASS)
    assert '"x.x.x..."' in session.read_text() or "x.x. x..." in session.read_text()
    assert modules(session)[-1] == "bass"


def test_loop_that_never_ends_freezes_nothing_and_is_stopped_by_its_key(open_ide, session):
    ide = open_ide(session)
    ide.press("ctrl+t")
    ide.until(lambda: ide.look("focus") == "_Text")
    ide.write("while true do end")
    ide.press("ctrl+r")
    ide.until(lambda: "running" in ide.look("words"))
    ide.press("ctrl+Home")
    ide.write("-- typing goes on: ")
    ide.until(lambda: ide.look("text").startswith("-- typing goes on: "))

    ide.press("ctrl+period")

    ide.until(lambda: "failed" in ide.look("words"))
    assert "took longer" not in ide.look("words")  # it was the key, and not the time that a run may take


def test_space_plays_a_live_loop_and_stop_key_ends_it(open_ide, session):
    ide = open_ide(session)
    ide.press("ctrl+t")
    ide.until(lambda: ide.look("focus") == "_Text")
    ide.write('local b = synth("b") live_loop("l", function() b:trigger{} sleep(1/4) end)')
    ide.press("ctrl+r")
    ide.until(lambda: "loop l" in ide.look("words"))
    ide.press("F3")
    ide.until(lambda: ide.look("window")["shell"] == "editor")

    ide.press("space")
    ide.until(lambda: ide.look("transport")["notes"] > 2)
    ide.press("ctrl+period")

    ide.until(lambda: ide.look("transport")["state"] == "stopped")


def test_stop_key_is_heard_while_a_dialog_has_the_keyboard(open_ide, session):
    ide = open_ide(session)
    ide.press("F8")
    ide.until(lambda: ide.look("transport")["state"] == "playing")
    ide.press("ctrl+k", "ctrl+k")  # the page of keys
    ide.until(lambda: not ide.look("window")["active"])

    ide.press("ctrl+period")

    ide.until(lambda: ide.look("transport")["state"] == "stopped")
    assert not ide.look("window")["active"]


def test_command_line_answers_and_the_window_asks_before_it_closes(open_ide, session):
    ide = open_ide(session)
    ide.press("F1")
    ide.until(lambda: ide.look("window")["shell"] == "command")
    ide.write("add sampler kick")
    ide.press("Return")
    ide.until(lambda: ide.look("window")["changed"])

    ide.press("ctrl+q")
    ide.until(lambda: "Save" in ide.look("question"))
    ide.click(ide.look("question")["Save"])

    assert ide.wait_closed() == 0
    assert modules(session)[-1] == "kick"


def test_mistake_in_the_first_session_is_told_and_taken_back(open_ide):
    """The third of the five minutes in the README."""
    ide = open_ide()
    ide.until(lambda: "has run" in ide.look("words"))
    ide.press("F8", "ctrl+Tab")
    ide.until(lambda: "live_loop" in ide.look("text"))
    ide.press("ctrl+f")
    ide.write("cutoff = 950")
    ide.press("Return", "Escape")
    ide.write("cutof = 400")
    ide.until(lambda: "cutof = 400" in ide.look("text"))

    ide.press("ctrl+r")
    ide.until(lambda: 'did you mean "cutoff"?' in ide.look("words"))
    assert ide.look("words").startswith("v1 plays — v2 failed at line 3: ")
    ide.press("ctrl+z", "ctrl+z")
    ide.until(lambda: "cutoff = 950" in ide.look("text"))
    ide.press("ctrl+r")

    ide.until(lambda: ide.look("words").startswith("v3 plays"))
