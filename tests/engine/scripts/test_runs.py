"""A run is a transaction: its commands leave together at their beat, or not at all; real worker processes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.document import REST
from engine.core.units import NEXT_BAR, NOW, Quantum
from engine.modules.table import SYSTEM_MODULES

KICK = 'sampler("kick", { sample = "kick", volume = 0.5 })\n'
TICK = 'live_loop("tick", function() trigger("kick", { velocity = VELOCITY }) sleep(1) end)\n'


def ticking(velocity):
    return KICK + TICK.replace("VELOCITY", str(velocity))


def test_run_says_what_there_is_and_is_one_step_to_undo(band):
    status = band.run(KICK + 'synth("bass")\nconnect("kick", "masterAudioOut")')

    assert (status.state, status.run, status.problem, status.ran_lines) == ("idle", 1, None, (1, 3))
    assert set(band.document.modules) == {"bass", "kick", *SYSTEM_MODULES}
    assert band.engine.snapshot.outlook.undo == "run song"
    band.do(c.Undo())
    assert set(band.document.modules) == set(SYSTEM_MODULES)


def test_run_again_changes_nothing_and_leaves_nothing_to_undo(band):
    band.run(KICK)
    before = band.document
    band.run(KICK)
    band.do(c.Undo())

    assert "kick" in before.modules
    assert "kick" not in band.document.modules


def test_run_that_fails_sends_nothing_and_keeps_globals_and_state(band):
    band.run("count = 1 state.count = 1")
    status = band.run('count = 5 state.count = 5 synth("bass")\nsynth("bass", { volume = 9 })')

    assert (status.state, status.run, status.asked) == ("failed", 1, 2)
    assert band.fault() == (2, 'synth "bass": volume is 0 to 2, got 9')
    assert band.status().problem.place.script == "song"
    assert "bass" not in band.document.modules
    band.run("print(count, state.count)")
    assert band.printed() == ["1\t1"]


def test_run_that_does_not_compile_has_its_line(band):
    band.run("x = 1\ny = = 2")

    assert band.fault() == (2, "unexpected symbol near '='")


def test_tables_that_a_failed_run_changed_in_place_are_as_they_were(band):
    band.run("mine = { 1 }")
    band.run("mine[1] = 99 error('no')")
    band.run("print(mine[1])")

    assert band.printed() == ["1"]


def test_run_reads_what_it_wrote(band):
    band.run(KICK + 'setParam("kick", "volume", 0.25) print(getParam("kick", "volume"))')

    assert band.printed() == ["0.25"]
    assert band.values("kick")["volume"] == 0.25


def test_what_is_no_longer_said_goes_and_what_hands_made_stays(band):
    band.run(KICK + 'synth("bass") mixer("drums") connect("kick", "drums")')
    band.do(c.AddModule(type="synth", name="mine"), c.SetParameter(module="kick", parameter="volume", value=1.5))
    band.run(KICK)

    assert set(band.document.modules) == {"kick", "mine", *SYSTEM_MODULES}
    assert "kick>drums:audio" not in band.document.connections
    assert band.values("kick")["volume"] == 1.5


def test_hands_win_until_the_text_says_something_else(band):
    band.run(KICK)
    band.do(c.SetParameter(module="kick", parameter="volume", value=1.5))
    band.run(KICK + "-- a comment")
    assert band.values("kick")["volume"] == 1.5
    band.run(KICK.replace("0.5", "0.75"))
    assert band.values("kick")["volume"] == 0.75


def test_two_scripts_that_say_the_same_share_it_until_both_are_gone(band):
    band.run(KICK, "one")
    band.run(KICK, "two")
    band.do(c.RemoveScript(name="one"))
    assert "kick" in band.document.modules
    band.do(c.RemoveScript(name="two"))
    assert "kick" not in band.document.modules


def test_removed_script_leaves_no_status_and_no_process(band):
    band.run(ticking(1.0))
    worker = band.workers.made[-1]
    band.do(c.RemoveScript(name="song"))
    band.turn(2)

    assert "song" not in band.engine.snapshot.scripts
    assert "kick" not in band.document.modules
    assert worker.link.fileno() == -1


# --- where it lands ---


def lands_at(band, quantum, text=KICK, at=1.0):
    """Play, ask for a run shortly after the beat, and return the beat at which its module is there."""
    band.do(c.Play())
    band.play_to(at)
    band.ask(text, quantum=quantum)
    band.until(lambda: "kick" in band.document.modules)
    return float(band.engine.glance.beat)


BLOCK_BEATS = 256 / 24_000


@pytest.mark.parametrize(
    ("quantum", "beat"), [(None, 4.0), (NEXT_BAR, 4.0), (Quantum("bar", 2), 8.0), (Quantum("beat"), 2.0)]
)
def test_run_lands_on_its_quantum(band, quantum, beat):
    assert beat <= lands_at(band, quantum) < beat + 2 * BLOCK_BEATS


def test_run_lands_at_once_when_it_is_to(band):
    assert lands_at(band, NOW) < 1.1


def test_run_lands_where_the_script_says_unless_the_player_says_otherwise(new_band):
    text = 'swap{ at = "bars(2)" }\n' + KICK
    assert 8.0 <= lands_at(new_band(), None, text) < 8.1
    assert 2.0 <= lands_at(new_band(), Quantum("beat"), text) < 2.1


def test_run_lands_at_once_when_nothing_plays(band):
    band.run(KICK, quantum=NEXT_BAR)

    assert "kick" in band.document.modules
    assert band.engine.glance.beat == 0


def test_run_that_waits_says_so_and_lands_when_the_music_stops(band):
    band.run("")
    band.do(c.Play())
    band.play_to(1)
    band.ask(ticking(1.0))
    band.until(lambda: band.status().state == "waiting")
    band.do(c.Stop())
    band.until(band.is_settled)

    assert (band.status().state, band.status().loops) == ("live", ("tick",))


def test_what_is_no_longer_said_goes_at_the_beat_at_which_the_rest_lands(band):
    band.run(KICK)
    band.do(c.Play())
    band.play_to(1)
    band.ask('synth("bass")')
    band.until(lambda: "bass" in band.document.modules)

    assert "kick" not in band.document.modules
    assert 4 <= band.engine.glance.beat < 4.1


def test_old_loop_plays_with_its_old_module_until_the_new_text_lands(band):
    band.run(ticking(1.0))
    band.do(c.Play())
    band.play_to(5)
    band.run('synth("bass") live_loop("tick", function() trigger("bass") sleep(1) end)', quantum=None)
    band.play_to(11)

    assert band.engine.snapshot.problems == ()
    names = {due.beat: due.commands[0].module for due in band.dues()}
    assert names == {Fraction(beat): "kick" if beat < 8 else "bass" for beat in range(12)}


def test_run_that_lands_at_once_is_not_overwritten_by_an_older_one_that_waited(band):
    band.run("")
    band.do(c.Play())
    band.play_to(1)
    band.ask(ticking(0.25) + 'synth("old")')
    band.until(lambda: band.status().state == "waiting")
    band.run(ticking(0.75))
    band.play_to(9)

    assert "old" not in band.document.modules
    assert band.status().run == 3
    assert band.engine.snapshot.problems == ()
    assert {due.commands[0].velocity for due in band.dues()} == {0.75}


# --- wishes ---


def test_newest_wish_wins_and_each_is_run_once_at_most(band):
    band.run("")
    for number in range(20):
        band.ask(f'print("run {number}") synth("s{number}")')
    band.turn()
    band.until(band.is_settled)

    ran = band.printed()
    assert ran[-1] == "run 19"
    assert len(set(ran)) == len(ran)
    assert [name for name in band.document.modules if name.startswith("s")] == ["s19"]


def test_run_that_hangs_is_stopped_by_its_budget_with_its_line(new_band):
    band = new_band(run_budget_seconds=0.05)
    status = band.run("x = 1\nwhile true do end")

    assert (status.state, status.run) == ("failed", 0)
    assert band.fault() == (2, "this took longer than 0.05 s and was stopped")
    assert band.run(KICK).state == "idle"


@pytest.mark.parametrize(
    "text",
    [
        "while true do end",
        "pcall(function() while true do end end)",
        "while true do pcall(error) end",
        "coroutine.wrap(function() while true do end end)()",
        "local s = 'x' while true do s = s .. s end",
        "string.rep('x', 2^40)",
        "local t = {} while true do t[#t + 1] = {} end",
        "string.find(string.rep('a', 5000), string.rep('.-', 30) .. 'b')",
        "local function f() return f() end f()",
    ],
)
@pytest.mark.slow
def test_nothing_that_a_run_does_is_heard(new_band, text):
    band = new_band(run_budget_seconds=0.1)
    band.run(ticking(1.0))
    band.do(c.Play())
    band.play_to(2.5)
    status = band.run(text)
    band.play_to(6)

    assert (status.state, status.run, status.loops) == ("failed", 1, ("tick",))
    assert [due.beat for due in band.dues("tick")][:6] == [0, 1, 2, 3, 4, 5]
    assert band.engine.snapshot.late_count == 0


# --- other commands in a run ---


def test_run_can_start_the_transport_and_is_the_same_when_run_again(band):
    band.run("bpm(100) start()")
    band.turn(20)
    flight = band.engine.glance.flight
    band.run("bpm(100) start()")
    band.turn(20)

    assert band.engine.glance.is_playing
    assert band.engine.glance.flight == flight


def test_run_says_lines_of_the_command_shell(band):
    band.run('print(exec("add sampler kick")) exec("set kick volume 0.25")')

    assert band.values("kick")["volume"] == 0.25
    assert band.printed() != [""]


def test_state_is_kept_in_the_document_and_comes_back(band):
    band.run("state.count = (state.count or 0) + 1")
    band.run("state.count = state.count + 1")

    assert band.document.scripts["song"].kept == '{"count":2}'


def test_state_that_cannot_be_kept_is_said_and_harms_nothing(band):
    status = band.run("state.f = function() end state.count = 1")

    assert status.state == "idle"
    assert band.printed() == ["state cannot be kept: state.f is a function or coroutine, which cannot be used here"]
    assert band.document.scripts["song"].kept == "{}"


def test_pattern_steps_set_by_a_script(band):
    band.run('pattern("p", "x.") step("p", 2, { note = "e3", velocity = 0.5, length = 2 }) step("p", 1, false)')

    first, second = band.document.patterns["p"].steps
    assert first == REST
    assert (second.note, second.velocity, second.length) == (52.0, 0.5, 2.0)
