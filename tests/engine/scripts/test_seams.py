"""Where features meet: cues given in handlers, answers for who was renamed, texts in one mode after the other."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.live import ErrandResult
from engine.core.starting import empty_document

REPEATS = c.SetScriptMode(name="song", mode="repeat", loop_min_seconds=0.05, loop_max_seconds=0.05)
PRESSES = 'print("pressed", pcall(keyPress, "space")) wait(60)'


@pytest.fixture
def repeating(band):
    """A band with a script in repeat mode."""
    band.do(c.AddScript(name="song"), REPEATS)
    return band


def has_printed(band, *lines):
    return lambda: set(lines) <= set(band.printed())


def fault(band, name="song"):
    band.until(lambda: getattr(band.engine.snapshot.scripts.get(name), "problem", None) is not None)
    return band.fault(name)


def answer(band):
    band.until(lambda: any(each.ask == "once" for each in band.engine.snapshot.answers))
    return next(each for each in band.engine.snapshot.answers if each.ask == "once")


# --- cues ---


def test_cue_that_a_handler_gives_is_heard_by_all(band):
    band.run('on("go", function() cue("drop", 7) end)\nlive_loop("mine", function() print("mine", sync("drop")) end)')
    band.run('live_loop("theirs", function() print("theirs", sync("drop")) end)', "other")
    band.run('live_loop("says", function() sleep(2) emit("go") sleep(100) end)', "third")
    band.do(c.Play())
    band.play_to(4)

    heard = [line.rpartition("\t")[0] for line in band.printed()]
    assert sorted(heard) == ["mine\t7", "theirs\t7"]


def test_cue_of_a_handler_that_fails_is_not_given(band):
    band.run('on("go", function() cue("drop") error("no") end)\nlive_loop("l", function() print(sync("drop")) end)')
    band.run('live_loop("says", function() sleep(2) emit("go") sleep(100) end)', "other")
    band.do(c.Play())
    band.play_to(4)

    assert band.fault() == (1, 'on("go"): no')
    assert band.printed() == []


# --- answers of the window ---


def test_text_run_once_is_told_what_became_of_its_key(band):
    band.do(c.RunOnce(ask="once", text='return keyPress("space")'))

    assert answer(band).text == "false"


def test_script_that_is_renamed_while_it_waits_for_the_window_gets_its_answer(repeating):
    repeating.do(c.ReportWindow(is_open=True))
    repeating.ask(PRESSES)
    repeating.until(lambda: bool(repeating.engine.snapshot.errands))
    repeating.do(c.RenameScript(name="song", new_name="tune"))
    number = next(iter(repeating.engine.snapshot.errands))
    repeating.do(c.ReportErrands(results=(ErrandResult(number, True),)))

    repeating.until(has_printed(repeating, "pressed\ttrue\ttrue"))


# --- sessions, modes, names ---


def test_text_run_once_does_nothing_to_the_session_that_is_opened_meanwhile(band):
    band.do(c.RunOnce(ask="once", text="print(1) wait(0.2) bpm(77)"))
    band.until(has_printed(band, "1"))
    band.do(c.OpenSession(document=empty_document(), path="other.moonloop"))

    assert answer(band).text == "stopped"
    band.turn(100)
    assert band.document.transport.bpm == 120


def test_state_of_the_last_round_is_there_in_live_mode(repeating):
    repeating.ask("state.n = (state.n or 0) + 1 print(state.n)")
    repeating.until(has_printed(repeating, "4"))
    repeating.do(c.SetScriptMode(name="song", mode="live"))
    repeating.run('live_loop("l", function() sleep(1) end) print("live", state.n)')

    *rounds, live = repeating.printed()
    assert live == f"live\t{rounds[-1]}"


def test_text_of_another_mode_may_read_the_state_by_its_sign(repeating):
    repeating.ask("print('round')")
    repeating.until(has_printed(repeating, "round"))
    repeating.do(c.SetScriptMode(name="song", mode="live"))

    assert repeating.run("print($clock.bpm)").problem is None
    assert repeating.printed()[-1] == "120.0"


def test_mistake_of_a_loop_has_its_line_though_the_script_has_another_name_since(band):
    band.run('live_loop("l", function()\n  sleep(1)\n  error("boom")\nend)')
    band.do(c.RenameScript(name="song", new_name="tune"), c.Play())

    assert fault(band, "tune") == (3, "boom")


def test_run_that_waits_while_the_script_is_renamed_says_that_it_is_to_be_run_again(band):
    band.run('live_loop("l", function() sleep(1) end)')
    band.do(c.Play())
    band.ask('live_loop("l", function() sleep(1/2) end)')
    band.until(lambda: band.status().state == "waiting")
    band.do(c.RenameScript(name="song", new_name="tune"))

    assert fault(band, "tune") == (0, "the script was renamed during its run; run it again")


def test_script_that_reads_the_state_by_its_sign_can_be_required(band):
    band.do(c.AddScript(name="tools", text="return { tempo = function() return $clock.bpm end }"))

    assert band.run('print(require("tools").tempo())').problem is None
    assert band.printed() == ["120.0"]


def test_mistake_of_a_state_change_callback_is_told_by_the_word_that_the_player_wrote(band):
    band.run('onStateChange(function()\n  error("no")\nend)')
    band.do(c.SetTempo(bpm=99))

    assert fault(band) == (2, "onStateChange: no")


def test_mistake_in_a_package_is_told_at_the_handlers_line(band):
    band.do(c.AddScript(name="tools", text='return { fail = function()\n\n\n  error("boom")\nend }'))
    band.run('local tools = require("tools")\non("module:added", function()\n  tools.fail()\nend)')
    band.do(c.AddModule(type="synth", name="new"))

    assert fault(band) == (3, 'on("module:added"): tools.lua:4: boom')


@pytest.mark.parametrize("text", ['on("bar", function() end)', "onStateChange(function() end)"])
def test_repeat_mode_has_no_handlers_and_says_so(repeating, text):
    repeating.ask(text)

    words = "on: a script in repeat mode has no handlers; set it to live mode and run it"
    assert fault(repeating) == (1, words)
