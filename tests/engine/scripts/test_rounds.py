"""Rounds of a text in repeat mode, in a worker's performer: they wait, perform, fail alone, and see what is new."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.scripts import protocol as p
from tests.engine.scripts.room import Room


@pytest.fixture
def room():
    return Room()


def edited(room, *commands):
    """Have somebody else change the document."""
    document: Document = room.document
    for command in commands:
        document = apply(document, command)
    room.document = document
    room.feed()


def test_round_goes_on_where_it_waited_and_begins_anew_when_it_is_over(room):
    room.repeat('print("a") wait(0.5) print("b") wait(1, 2) print("c")')
    waits = [room.go_on().waits for _ in range(4)]

    assert waits == [(0.5, 0.5), (1.0, 2.0), None, (0.5, 0.5)]
    assert room.printed == ["a", "b", "c", "a"]


def test_globals_stay_from_round_to_round_and_locals_do_not(room):
    room.repeat("local here = (here or 0) + 1 count = (count or 0) + 1 print(here, count)")
    for _ in range(3):
        room.go_on()

    assert room.printed == ["1\t1", "1\t2", "1\t3"]


def test_what_a_round_asks_for_is_performed_and_leaves_with_each_wait(room):
    edited(room, c.AddModule(type="synth", name="bass"))
    room.repeat('setParam("bass", "cutoff", 500) trigger("bass") wait(1) setParam("bass", "cutoff", 600)')
    first, second = room.go_on(), room.go_on()

    assert [type(each) for each in first.commands] == [c.SetParameter, c.Trigger]
    assert [each.value for each in second.commands] == [600]
    assert room.document.modules["bass"].owner == ""


def test_round_sees_the_newest_state_after_a_wait_and_the_same_one_until_then(room):
    edited(room, c.AddModule(type="synth", name="bass", values=(("cutoff", 500.0),)))
    room.repeat(
        'local a = getParam("bass", "cutoff") local b = getParam("bass", "cutoff") wait(0)'
        ' print(a, b, getParam("bass", "cutoff"))'
    )
    room.go_on()
    edited(room, c.SetParameter(module="bass", parameter="cutoff", value=900.0))
    room.go_on()

    assert room.printed == ["500.0\t500.0\t900.0"]


def test_mistake_ends_its_round_at_its_line_and_the_next_begins_anew(room):
    edited(room, c.AddModule(type="synth", name="bass"))
    room.repeat('count = (count or 0) + 1\ntrigger("bass")\nif count == 1 then error("no") end\nprint(count)')
    failed, fine = room.go_on(), room.go_on()

    assert (failed.fault, failed.commands) == (p.Fault("no", 3), ())
    assert (fine.fault, len(fine.commands), room.printed) == (None, 1, ["2"])


def test_text_that_does_not_compile_leaves_the_one_before_where_it_is(room):
    room.repeat('print("before") wait(1) print("after")')
    room.go_on()
    began = room.repeat("x = = 1")
    room.go_on()

    assert (began.fault.line, room.printed) == (1, ["before", "after"])


def test_new_text_replaces_the_round_under_way(room):
    room.repeat('wait(1) print("old")')
    room.go_on()
    assert room.repeat('print("new")').fault is None
    room.go_on()

    assert room.printed == ["new"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('live_loop("a", function() sleep(1) end)', "live_loop: a script in repeat mode has no live loops"),
        ("sleep(1)", "sleep: a script in repeat mode lets seconds pass, not beats; use wait(0.5)"),
        ("wait(-1)", "wait: the seconds are 0 to 86400, the lesser number first, got -1"),
        ("wait(2, 1)", "wait: the seconds are 0 to 86400, the lesser number first, got 2 and 1"),
        ('wait("1")', "wait: the time in seconds is a number"),
        ("while true do end", "this took longer than 0.1 s and was stopped"),
    ],
)
def test_what_a_round_cannot_do_is_told_at_its_line(text, words):
    room = Room(budget_seconds=0.1)
    room.repeat(f"\n{text}")
    fault = room.go_on().fault

    assert fault.message.startswith(words)
    assert fault.line == 2


@pytest.mark.parametrize("text", ["wait(1)", 'live_loop("a", function() wait(1) end)'])
def test_wait_outside_of_repeat_mode_is_a_mistake(room, text):
    fault = room.run(text).fault or room.advance(1).faults[0]

    assert "wait: only a script in repeat mode lets seconds pass" in fault.message


def test_chance_follows_from_the_number_of_the_round(room):
    room.repeat("print(rand(0, 1))")
    for turn in (1, 2, 1):
        room.go_on(turn=turn)
    first, second, again = room.printed

    assert first == again != second


def test_clock_of_the_script_is_the_engine_s(room):
    room.repeat("print(os.clock())")
    room.go_on(seconds=12.5)

    assert room.printed == ["12.5"]


def test_library_name_that_a_round_overwrites_means_the_same_in_the_next(room):
    room.repeat("print(type(trigger)) trigger = 4 state.count = (state.count or 0) + 1")
    kept = [room.go_on().kept for _ in range(2)]

    assert room.printed == ["function", "function"]
    assert kept == ['{"count":1}', '{"count":2}']


def test_round_that_is_broken_off_is_over_and_the_break_reaches_no_other(room):
    room.repeat("wait(0)")
    room.performer.break_off(1)
    rested, after = room.go_on(), room.go_on()

    assert rested.fault.message == "stopped"
    assert after.fault is None
