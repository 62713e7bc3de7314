"""A performer hears messages and answers them, in the test's own process."""

from __future__ import annotations

from fractions import Fraction as F

from engine.core import commands as c
from engine.core.units import Quantum
from engine.scripts import protocol as p
from engine.scripts.supervising.hand import NOTHING_FED
from tests.engine.scripts.room import Room

TICK = 'synth("bass") live_loop("tick", function() print("tick") trigger("bass") sleep(1) end)'


def test_done_tells_what_came_of_a_run():
    done = Room("song").run('swap{ at = "bars(2)" } state.x = 1\n' + TICK)

    assert (done.number, done.fault, done.quantum, done.loops) == (1, None, Quantum("bar", 2), ("tick",))
    assert (done.ran_lines, done.kept) == ((1, 2), '{"x":1}')
    assert isinstance(done.batch.commands[0], c.BeginRun)
    assert isinstance(done.batch.commands[-1], c.EndRun)


def test_run_knows_its_beat_and_bar():
    room = Room()
    room.run("print(beat(), bar(), os.clock())", beat=F(10))

    assert room.printed == ["10.0\t3\t5.0"]


def test_run_has_the_line_of_its_mistake_in_the_text_of_its_script():
    room = Room()

    assert room.fault("local x\nx.y = 1")[0] == 2
    room.run(
        'ok, message = pcall(error, "no", 1) print(debug == nil) print(select(2, pcall(function() error("no") end)))'
    )
    assert room.printed[-1] == "kick.lua:1: no"


def test_loops_of_a_worker_that_is_gone_are_gone_through_in_silence():
    first, second = Room(seed=9), Room(seed=9)
    text = 'synth("bass") live_loop("l", function() for i = 1, 4 do print(i) trigger("bass", { note = rrand(20, 90) })'
    text += " sleep(1/2) end end)"
    first.run(text)
    played = [*first.advance(3).dues, *first.advance(6).dues]
    place = p.LoopPlace("l", 1, F(2))
    second.document = first.document
    second.feed()
    second.asked(p.Run(1, text, F(3), is_again=True), p.Done)
    second.hear(p.Land(1, F(3), F(4), (place,)))
    again = second.advance(6, goes_on=True, since=F(3))

    assert [(due.beat, due.commands) for due in again.dues] == [
        (due.beat, due.commands) for due in played if due.beat >= 3
    ]
    assert second.printed == first.printed[6:]
    assert again.places == first.advance(6).places


def test_renamed_script_speaks_under_its_new_name():
    room = Room("song")
    room.run(TICK)
    room.hear(p.Rename("anthem"))

    assert room.advance(1).dues[0].script == "anthem"


def test_kept_state_is_looked_at_now_and_then():
    room = Room()
    room.run("live_loop('l', function() state.n = (state.n or 0) + 1 sleep(1) end)")

    assert [room.advance(F(beat, 2)).kept for beat in range(1, 9)] == [None] * 7 + ['{"n":4}']


def test_run_again_needs_no_file_that_was_there_before():
    room = Room()
    missing = 'sampler("s", { sample = "gone.wav" })'
    assert room.run(missing).fault is not None
    room.runs += 1

    assert room.asked(p.Run(room.runs, missing, F(0), is_again=True), p.Done).fault is None


def test_run_that_was_broken_off_before_it_began_does_nothing():
    room = Room()
    room.performer.break_off(1)
    room.performer.break_off(5)

    assert room.run("x = 1").fault == p.Fault("stopped")
    assert room.run("print(x)").fault is None
    assert room.printed == ["nil"]
    room.runs = 4
    assert room.run("x = 1").fault == p.Fault("stopped")


def test_loop_is_not_hit_by_what_was_meant_for_a_run():
    room = Room()
    room.run(TICK)
    room.performer.break_off(1)

    assert room.beats(2) == [0, 1]


def test_worker_adopted_at_another_level_has_that_level_and_its_files(tmp_path):
    room = Room("song")
    room.hear(p.Adopt("song", 0, 5.0, 0.5, (), '{"n":1}', "minimal", str(tmp_path / "files")))
    room.known = NOTHING_FED
    room.feed()
    done = room.run("io.open('notes.txt', 'w'):write(state.n) print(type(os.remove), debug.sethook)\n" + TICK)

    assert (done.fault, done.loops, room.printed) == (None, ("tick",), ["function\tnil"])
    assert (tmp_path / "files" / "notes.txt").read_text() == "1"
    assert len(room.advance(2).dues) == 2


def test_run_that_asks_for_too_much_at_once_is_refused_at_its_line():
    room = Room()
    done = room.run('synth("bass")\nfor i = 1, 1e6 do trigger("bass") end')

    assert done.fault is not None
    assert (done.fault.line, done.fault.message) == (
        2, "a script asks for at most 5000 things at once, and this is one more",
    )  # fmt: skip


def test_loop_that_does_too_much_before_it_sleeps_is_told_so_and_none_of_it_is_played():
    room = Room()
    room.run('synth("bass") live_loop("mad", function()\nfor i = 1, 1e6 do trigger("bass") end sleep(1) end)')

    advanced = room.asked(p.Advance(1, F(0), F(1)), p.Advanced)
    assert advanced.dues == ()
    assert [(fault.line, fault.message) for fault in advanced.faults] == [
        (2, "a loop does at most 1000 things before it lets time pass; sleep(1/16) between them"),
    ]
