"""Events that a script says itself, in its worker: what its handlers make of them; and the state as it changes."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.scripts import protocol as p
from tests.engine.scripts.room import Room

BASS = 'bass = synth("bass")\n'


@pytest.fixture
def room():
    return Room()


def played(dues):
    return [(due.beat, due.commands[0].note) for due in dues]


# --- emit ---


def test_emit_calls_own_handlers_at_once_and_returns_what_came_of_it(room):
    room.run("""
        on("note", function(_, e) return { pitch = e.pitch + 12 } end)
        local outcome = emit("note", { pitch = 60 })
        print(outcome.event.pitch, outcome.called, outcome.cancelled)""")

    assert room.printed == ["72\t1\tnil"]


def test_emit_in_a_loop_plays_what_handlers_made_of_it_on_its_exact_beat(room):
    room.run(BASS + """
        on("note", function(_, e) if e.pitch > 61 then return { cancel = true, reason = "too high" } end end)
        live_loop("l", function()
            for pitch = 60, 63 do
                local note = emit("note", { pitch = pitch })
                if not note.cancelled then bass:trigger{ note = note.event.pitch } end
                sleep(1/2)
            end
        end)""")  # fmt: skip
    dues = room.advance(2).dues

    assert [(due.beat, each.note) for due in dues for each in due.commands if isinstance(each, c.Trigger)] == [
        (F(0), 60), (F(1, 2), 61)
    ]  # fmt: skip
    assert [each.event for due in dues for each in due.commands if isinstance(each, c.Emit)] == ["note", "note"]


def test_others_are_told_of_what_the_handlers_left_of_it(room):
    (told,) = room.run(
        'on("x", function() return { n = 2 } end) emit("x", { n = 1, who = sampler("k") })'
    ).batch.commands[-2:-1]

    assert (told.event, told.json, told.script) == ("x", '{"n":2,"who":"k"}', "kick")


def test_mistake_in_a_handler_of_emit_is_isolated_and_told(room):
    done = room.run("""
        on("x", function() error("boom") end)
        on("x", function() return 3 end)
        on("x", function() return { f = print } end)
        on("x", function() return { n = 2 } end)
        local outcome = emit("x")
        print(outcome.event.n, #outcome.mistakes)""")

    assert done.fault is None
    assert room.printed[0] == "2\t3"
    assert room.printed[1] == 'kick.lua:2: on("x"): boom'


def test_injection_is_continued_and_capped_and_the_stop_is_shown(room):
    room.run("""
        on("turn", function(_, e) calls = (calls or 0) + 1 return { inject = { content = "again " .. calls } } end)
        local outcome = emit("turn", { text = "hello" })
        print(calls, outcome.continuations, outcome.inject.position)""")

    assert room.printed[-1] == "6\t5\tuser_prefix"
    assert 'kick: "turn" was continued 5 times' in room.printed[0]


def test_handlers_that_emit_events_of_one_another_come_to_an_end_with_a_mistake(room):
    done = room.run('on("a", function() emit("b") end) on("b", function() emit("a") end) print(#emit("a").event)')

    assert done.fault is None
    assert any("more than 5 deep: a > b > a > b > a > b" in line for line in room.printed)


def test_what_can_not_be_emitted_is_refused(room):
    assert "told by the engine alone" in room.fault('emit("bar")')[1]
    assert 'did you mean "beat"' in room.fault('emit("beats")')[1]
    assert "too long to be told" in room.fault('emit("x", { text = string.rep("x", 70000) })')[1]


def test_emit_tells_others_only_so_much_at_one_go(room):
    assert "more than 200 events at one go" in room.fault('for n = 1, 300 do emit("x") end')[1]
    assert room.run('for n = 1, 200 do emit("x") end').fault is None


def test_handler_of_emit_cannot_wait(room):
    room.run('on("x", function() sleep(1) end) live_loop("l", function() print(emit("x").mistakes[1]) sleep(1) end)')
    room.advance(1)

    assert "a handler does its work at once" in room.printed[0]


@pytest.mark.slow
def test_emit_that_was_broken_off_leaves_nothing_behind(room):
    room.run('on("x", function() while true do end end) live_loop("l", function() emit("x") sleep(1) end)')
    assert "took longer" in room.advance(1).faults[0].message
    room.run('on("x", function() print("well") end) print(emit("x").called)')

    assert room.printed == ["well", "1"]


# --- the state of the session ---


def test_state_change_gives_one_table_with_its_version(room):
    room.run(BASS + "onStateChange(function(s) print(s.version, s.clock.bpm, s.modules.bass.cutoff) end)")
    room.asked(p.Happened(1, "engine:changed", {"version": 7}, version=7, landed=room.runs), p.Handled)

    assert room.printed == ["7\t120.0\t2000.0"]


def test_a_hundred_runs_leave_one_callback(room):
    for _ in range(100):
        room.run("engine:onStateChange(function(s) print(s.version) end)")
    room.tell("engine:changed")

    assert room.printed == ["0"]
    assert len(room.performer._standing.handling.registry) == 1


def test_callback_can_be_removed(room):
    room.run("local id = engine:onStateChange(function() print(1) end) engine:removeStateChangeCallback(id)")
    room.tell("engine:changed")

    assert room.printed == []
