"""What happens is told to scripts that want to know, and neither the music nor anybody else waits for them."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.document import Document
from engine.scripts.supervising import dispatching
from tests.engine.scripts.band import RATE

BASS = 'bass = synth("bass")\n'
PLAYS = BASS + 'live_loop("l", function() bass:trigger{ note = 40 } sleep(1/2) end)\n'
SPINS = 'on("parameter:changed", function() while true do end end)'


def onsets(band):
    start = band.sound.ons[0].frame
    return [(note.frame - start, note.module, note.note) for note in band.sound.ons]


# --- telling ---


def test_handler_is_told_of_what_hands_do_and_what_it_does_is_no_step_of_undo(band):
    band.run(BASS + 'on("module:added", { pattern = "k*" }, function(_, e) bass:set("cutoff", 444) print(e.name) end)')
    band.do(c.AddModule(type="sampler", name="other"))
    band.do(c.AddModule(type="sampler", name="kick"))
    band.until(lambda: band.values("bass")["cutoff"] == 444.0)

    assert band.printed() == ["kick"]
    assert band.engine.snapshot.outlook.undo == "add kick"


def test_run_is_not_told_of_its_own_landing_but_others_are(band):
    band.run('on("module:added", function(_, e) print("song", e.name) end)')
    band.run('on("module:added", function(_, e) print("other", e.name) end) synth("b")', "other")
    band.turn(5)

    assert band.printed() == ["song\tb"]


def test_scripts_are_told_of_runs_and_mistakes(band):
    band.run("""
        on("script:started", { pattern = "other" }, function(_, e) print("started", e.run) end)
        on("script:finished", { pattern = "other" }, function(_, e) print("finished", e.run) end)
        on("script:error", { pattern = "other" }, function(_, e) print("error", e.line, e.message) end)""")
    band.run("", "other")
    band.run("\nerror('boom')", "other")
    band.turn(5)

    assert band.printed() == ["started\t1", "finished\t1", "started\t2", "error\t2\tboom"]


def test_mistake_of_a_handler_is_the_problem_of_its_script(band):
    band.run('on("module:added", function()\nerror("boom") end)')
    band.do(c.AddModule(type="synth", name="b"))
    band.turn(5)

    assert band.fault() == (2, 'on("module:added"): boom')
    assert band.status().run == 1


def test_session_opened_is_told_once_to_each_script_after_its_first_run(band):
    text = 'on("session:opened", function(_, e) print(e.type) end)'
    band.run(text)
    band.turn(3)
    band.run(text)
    band.turn(3)

    assert band.printed() == ["session:opened"]


def test_scripts_are_told_who_is_switched_on_and_off(band):
    band.run("""
        on("script:disabled", { pattern = "t*" }, function(_, e) print("off", e.name) end)
        on("script:enabled", function(_, e) print("on", e.name) end)""")
    band.do(c.AddScript(name="tide"))
    for is_enabled in (False, True):
        band.do(c.EnableScript(name="tide", is_enabled=is_enabled))
        band.turn(5)

    assert band.printed() == ["off\ttide", "on\ttide"]


def test_scripts_are_told_that_the_session_was_saved_and_where(band):
    band.run('on("session:saved", function(_, e) print(e.path) end)')
    band.do(c.SessionSaved(document=band.document, path="a.moonloop"))
    band.until(lambda: band.printed() == ["a.moonloop"])


def test_session_is_left_when_every_handler_of_its_closing_has_been_called(band):
    text = 'on("session:closing", function(_, e) for i = 1, 3e6 do end print(e.type) end)'
    band.run(text)
    band.run(text, "other")
    band.do(c.LeaveSession())
    band.until(lambda: band.engine.snapshot.session.left == 1)

    assert band.printed() == ["session:closing"] * 2


def test_session_to_whose_closing_nobody_listens_is_left_at_once(band):
    band.run('on("session:saved", function() end)')
    band.do(c.LeaveSession())
    band.turn(2)

    assert band.engine.snapshot.session.left == 1


def test_session_is_left_though_a_handler_of_its_closing_fails(band):
    band.run('on("session:closing", function() error("no") end)')
    band.do(c.LeaveSession())
    band.until(lambda: band.engine.snapshot.session.left == 1)

    assert band.fault() == (1, 'on("session:closing"): no')


def test_what_a_script_emits_is_told_to_the_others_once_and_not_again_to_itself(band):
    band.run('on("drop", function(_, e) print("song", e.size) end)')
    band.run('on("drop", function(_, e) print("own", e.size) return { size = 2 } end) emit("drop", { size = 1 })', "b")
    band.turn(5)

    assert band.printed() == ["own\t1", "song\t2"]


def test_what_a_loop_emits_is_told_when_its_beat_has_come(band):
    band.run('on("drop", function(c) print(c.beat >= 2) end)')
    band.run('live_loop("l", function() sleep(2) emit("drop") sleep(2) end)', "b")
    band.do(c.Play())
    band.play_to(3)

    assert band.printed() == ["true"]


def test_console_can_emit_too(band):
    band.run('on("drop", function(_, e) print(e.size) end)')
    band.engine.submit(c.Evaluate(ask="1", text='emit("drop", { size = 3 }).called'))
    band.until(lambda: band.printed() == ["3"])


# --- whose handlers hold ---


@pytest.mark.slow
def test_fifty_runs_leave_one_handler_and_a_failing_one_leaves_the_last_good(band):
    text = 'on("module:added", function(_, e) print(e.name) end)'
    for _ in range(50):
        band.ask(text)
        band.turn()
    band.until(band.is_settled)
    band.run(text + "error('no')")
    band.do(c.AddModule(type="synth", name="b"))
    band.turn(5)

    assert band.printed() == ["b"]


@pytest.mark.parametrize("command", [c.RemoveScript(name="song"), c.StopScript(name="song"), c.Panic()])
def test_script_that_is_gone_or_stopped_has_no_handlers(band, command):
    band.run('on("module:added", function(_, e) print(e.name) end)')
    band.do(command)
    band.turn(3)
    band.do(c.AddModule(type="synth", name="b"))
    band.turn(5)

    assert band.printed() == []


def test_handlers_of_one_session_are_never_called_in_another(band):
    band.run('on("module:added", function(_, e) print(e.name) end)')
    band.do(c.OpenSession(document=Document()))
    band.do(c.AddModule(type="synth", name="b"))
    band.turn(5)

    assert band.printed() == []
    assert band.supervisor._crew._dispatching._lines == {}


def test_handlers_come_back_with_a_worker_that_was_killed(band):
    band.run('on("module:added", function(_, e) print(e.name) end)')
    band.kill(band.workers.made[-1])
    band.do(c.AddModule(type="synth", name="a"))
    band.until(lambda: band.engine.snapshot.scripts["song"].problem is not None)
    band.until(band.is_settled)
    band.do(c.AddModule(type="synth", name="b"))
    band.until(lambda: band.printed()[-1] == "b")

    assert "a" not in band.printed()


# --- many, and ones that cause each other ---


def test_newest_wins_where_only_the_newest_counts(band):
    band.run(BASS + 'on("parameter:changed", function(_, e) print(e.value, e.before) end)')
    for value in (300.0, 400.0, 500.0, 600.0):
        band.engine.submit(c.SetParameter(module="bass", parameter="cutoff", value=value))
        band.engine.turn()
        band.supervisor._look()
    band.until(lambda: not band.supervisor._crew._dispatching.is_busy)

    assert band.printed() == ["300.0\t2000.0", "600.0\t300.0"]


def test_what_there_is_no_room_for_is_counted_and_told(band, monkeypatch):
    monkeypatch.setattr(dispatching, "MOST_WAITING", 3)
    band.run('on("pattern:added", function(_, e) print(e.name) end)')
    band.do(*(c.AddPattern(name=f"p{number}") for number in range(10)))
    band.turn(20)

    assert [line for line in band.printed() if line.startswith("p")] == ["p0", "p1", "p2"]
    assert "7 events were dropped: the handlers are slower than what happens" in band.printed()


def test_handlers_that_cause_each_others_events_come_to_an_end_that_is_shown(band):
    band.run(BASS + 'on("parameter:changed", function(_, e) count = (count or 0) + 1 print(count) '
             'bass:set("cutoff", e.value + 1) end)')  # fmt: skip
    band.do(c.SetParameter(module="bass", parameter="cutoff", value=300.0))
    band.turn(60)

    assert band.printed() == ["1", "2", "3", "4", "5"]
    assert "handlers keep causing one another" in band.fault()[1]
    assert band.values("bass")["cutoff"] == 305.0


def test_scripts_that_answer_each_others_events_for_ever_come_to_an_end(band):
    band.run('on("ping", function() emit("pong") end)')
    band.run('on("pong", function() print("pong") emit("ping") end) emit("ping")', "other")
    band.turn(60)

    assert 1 <= band.printed().count("pong") <= 5
    problems = [status.problem for status in band.engine.snapshot.scripts.values() if status.problem is not None]
    assert problems


def test_handlers_that_fail_otherwise_each_time_when_told_that_they_failed_come_to_an_end(band):
    band.run('on("script:error", function() turns = (turns or 0) + 1 error("again " .. turns) end)')
    band.run("error('first')", "other")
    band.turn(60)

    assert "handlers keep causing one another" in band.fault()[1]


def test_state_changes_are_told_once_for_what_happened_at_one_go(band):
    band.run("onStateChange(function(s) local n = 0 for _ in pairs(s.patterns) do n = n + 1 end print(n) end)")
    band.do(*(c.AddPattern(name=f"p{number}") for number in range(10)))
    band.turn(5)

    assert band.printed() == ["10"]


# --- the music ---


def test_bar_handler_sounds_on_the_exact_frame_of_each_bar(band):
    band.run(BASS + 'on("bar", function(_, e) bass:trigger{ note = 36 + e.bar } end)')
    band.do(c.Play())
    band.play_to(9)
    start = band.sound.ons[0].frame

    bar = 4 * RATE * 60 // 120
    assert [(note.frame - start, note.note) for note in band.sound.ons] == [(0, 37), (bar, 38), (2 * bar, 39)]


@pytest.mark.slow
def test_onsets_are_the_same_while_a_handler_of_another_script_spins(new_band):
    heard = []
    for spins in (False, True):
        band = new_band()
        band.run(PLAYS)
        if spins:
            band.run(SPINS, "zzz")
        band.do(c.Play())
        band.play_to(1)
        band.do(c.SetParameter(module="bass", parameter="cutoff", value=500.0))
        band.play_to(4)
        heard.append(onsets(band))
        told = [band.fault("zzz")] if spins else []

    assert heard[0] == heard[1]
    assert told == [(1, 'on("parameter:changed"): this took longer than 2 s and was stopped')]


def test_onsets_of_a_script_are_the_same_while_its_own_handler_spins(new_band):
    heard = []
    for own in ("", SPINS):
        band = new_band()
        band.run(PLAYS + own)
        band.do(c.Play())
        band.play_to(1)
        band.do(c.SetParameter(module="bass", parameter="cutoff", value=500.0))
        band.play_to(3)
        heard.append(onsets(band))
        late = band.engine.snapshot.late_count

    assert heard[0] == heard[1]
    assert late == 0


def test_what_handlers_do_is_the_same_in_each_render(new_band):
    text = BASS + 'on("beat", function() setParam("bass", "cutoff", rrand(100, 900)) end)'
    heard = []
    for _ in range(2):
        band = new_band(seed=3)
        band.run(text)
        band.run('on("parameter:changed", function(_, e) trigger("bass", { note = e.value / 20 }) end)', "other")
        band.do(c.Play())
        band.play_to(4)
        heard.append(onsets(band))

    assert heard[0] == heard[1]
    assert len(heard[0]) >= 4


def test_handlers_of_bars_are_told_as_what_a_script_listens_to_and_not_as_loops_of_its_own(band):
    band.run(PLAYS + 'on("bar", function() end) on("beat", function() end)')

    status = band.engine.snapshot.scripts["song"]
    assert (status.state, status.loops, status.listens) == ("live", ("l",), ("bar", "beat"))
