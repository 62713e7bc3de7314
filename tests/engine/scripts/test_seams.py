"""Where features meet: cues given in handlers, answers for who was renamed, texts in one mode after the other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

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


# --- workers that are lost ---


def test_event_that_was_lost_with_its_worker_is_told_of(band):
    band.run('on("module:added", function(_, event) print(event.name) while event.name == "first" do end end)')
    band.engine.submit(c.AddModule(type="synth", name="first"))
    band.engine.turn()
    band.supervisor._look(None)
    band.kill(band.workers.made[-1])
    band.do(c.AddModule(type="synth", name="second"))
    band.until(has_printed(band, "second"))

    assert 'handlers of "module:added" were lost with their worker; nothing of theirs was done' in band.printed()


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


@pytest.mark.parametrize("says", ["panic()", 'exec("hush")', 'live_loop("l", function() panic() sleep(1) end) start()'])
def test_text_run_once_ends_when_another_script_ends_everything(band, says):
    band.do(c.RunOnce(ask="once", text="print(1) wait(50) print(2)"))
    band.until(has_printed(band, "1"))
    band.ask(says)

    assert answer(band).text == "stopped"


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


# --- everything at once ---

EVERYTHING = {
    "roots": ("live", "strict", 'return { "c2", "eb2", "g2", "bb1" }'),
    "song": (
        "live",
        "standard",
        """local roots = require("roots")
        sampler("kick") synth("bass") synth("keys")
        live_loop("drums", function()
          cue("root", choose(roots))
          at({ 0, 1.5, 2 }, function(_, place) trigger("kick", { velocity = place / 4 }) end)
          sleep(4)
        end)
        live_loop("line", function()
          local root = sync("root")
          for _ = 1, 4 do trigger("bass", { note = root, velocity = rrand(0.5, 1) }) clock.sleep(0.2) end
          shared.root = root
        end)
        on("bar", function(_, event) if event.bar == 2 then bpm(140) end emit("section", { n = event.bar }) end)
        on("answer", function(_, event)
          cue("answered", event.n) setParam("bass", "cutoff", 400 + event.n * 100)
        end)
        live_loop("answers", function() trigger("keys", { note = 60 + sync("answered") }) end)
        once(function() sync("bar") clock.sync(2, 0.5) trigger("keys", { note = 84 }) end)
        clock.run(function(pitch) clock.sleep(1) trigger("keys", { note = pitch }) end, 90)
        state.runs = (state.runs or 0) + 1""",
    ),
    "other": (
        "live",
        "strict",
        """on("section", function(_, event)
          shared.sections = (shared.sections or 0) + 1
          emit("answer", { n = event.n })
        end)
        on("parameter:changed", { pattern = "bass.*" }, function(_, event) print(event.name, event.value) end)
        onStateChange(function(now) state.bpm = now.clock.bpm end)
        live_loop("echo", function() trigger("keys", { note = sync("root"), velocity = 0.3 }) end)""",
    ),
    "again": (
        "repeat",
        "minimal",
        """local roots = require("roots")
        shared.n = (shared.n or 0) + 1
        wait(0.05, 0.1)
        if $modules.bass then trigger("bass", { note = choose(roots) }) end
        if $clock.playing then cue("root", "c3") end
        print(shared.n, shared.root, $clock.bpm, keyPress("space"))""",
    ),
    "trusted": ("repeat", "trusted", 'emit("section", { n = 7 }) wait(0.3) state.n = (state.n or 0) + 1'),
}


def played(band):
    """All that is asked of the engine, not of the window, while scripts of every kind play four bars together."""
    for name, (mode, level, text) in EVERYTHING.items():
        band.do(c.AddScript(name=name, text=text))
        band.do(c.SetScriptMode(name=name, mode=mode, loop_min_seconds=0.05, loop_max_seconds=0.1))
        band.do(c.SetScriptLevel(name=name, level=level), c.EnableScript(name=name, is_enabled=True))
    band.do(c.OpenSession(document=band.document))
    band.until(lambda: all(map(band.is_settled, ("roots", "song", "other"))))
    band.do(c.Play())
    band.play_to(16)
    made = [each for each in band.engine.submitted if isinstance(each, c.Due | c.Batch)]
    asked = [(each, [one for one in each.commands if not isinstance(one, c.AskErrand)]) for each in made]
    return [replace(each, commands=tuple(rest)) for each, rest in asked], band.printed(), band.document.shared


@pytest.mark.slow
def test_render_of_everything_at_once_is_the_same_each_time(new_band):
    first, second = played(new_band()), played(new_band())

    assert first == second
    made, printed, shared = first
    assert {due.loop for due in made if isinstance(due, c.Due)} >= {"drums/1>1", "line", "echo", "answers", "on bar"}
    assert any(line.startswith("bass.cutoff\t") for line in printed)
    assert {"n", "root", "sections"} <= set(shared.values)
