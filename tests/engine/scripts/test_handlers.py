"""Handlers in a script's worker: what they get, what they do, what stops them, and when they hold."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.events.catalog import CATALOG
from engine.scripts import protocol as p
from engine.scripts.performing import calling
from tests.engine.scripts.room import Room

BASS = 'bass = synth("bass")\n'


@pytest.fixture
def room():
    return Room()


def played(dues):
    return [(due.beat, due.commands[0].note) for due in dues]


# --- what they get ---


def test_handler_gets_context_and_event_with_its_fields_flattened_and_as_payload(room):
    room.run(
        'on("module:added", function(ctx, e) print(ctx.script, e.type, e.name, e.payload.name, e.payload.kind) end)'
    )
    room.tell("module:added", "k", name="k", kind="sampler")

    assert room.printed == ["kick\tmodule:added\tk\tk\tsampler"]


def test_payload_can_be_read_and_gone_through_but_not_changed(room):
    room.run('on("my", function(_, e) local n = 0 for k in pairs(e.payload) do n = n + 1 end print(n > 1) '
             "e.payload.x = 1 end)")  # fmt: skip
    handled = room.tell("my", x=5)

    assert room.printed == ["true"]
    assert "event.payload can only be read" in handled.faults[0].message


def test_options_may_be_left_out_and_are_checked(room):
    assert room.run('print(on("bar", function() end), on("bar", {}, function() end))').fault is None
    assert room.printed == ["runtime_handler_1\truntime_handler_2"]
    assert "the last argument is a function" in room.fault('on("bar", { priority = 1 })')[1]
    assert 'there is no option "prio"' in room.fault('on("bar", { prio = 1 }, print)')[1]
    assert "the priority is a whole number" in room.fault('on("bar", { priority = 1.5 }, print)')[1]
    assert "the pattern is a text" in room.fault('on("module:added", { pattern = 1 }, print)')[1]


def test_unknown_event_is_a_mistake_at_its_line_with_the_nearest_name(room):
    assert room.fault('\non("module:addd", print)') == (
        2,
        'on: there is no event "module:addd"; did you mean "module:added"?',
    )


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_every_event_of_the_catalog_can_be_listened_to(room, kind):
    assert room.run(f'on("{kind.name}", function() end)').listens == (kind.name,)


def test_handlers_are_called_by_priority_and_then_in_order(room):
    room.run("""
        on("my", function() print("a") end)
        on("my", { priority = 5 }, function() print("b") end)
        on("my", function() print("c") end)
        on("my", { priority = -5 }, function() print("d") end)""")
    room.tell("my")

    assert room.printed == ["d", "b", "a", "c"]


def test_pattern_filters_and_once_is_once(room):
    room.run('on("module:added", { pattern = "k*", once = true }, function(_, e) print(e.name) end)')
    for name in ("bass", "kick", "kock"):
        room.tell("module:added", name, name=name)

    assert room.printed == ["kick"]


# --- what they do ---


def test_what_handlers_do_leaves_as_one_batch_that_undo_passes_over(room):
    room.run(BASS + 'on("my", function() bass:set("cutoff", 500) end) on("my", function() bass:trigger{} end)')
    batch = room.tell("my").batch

    assert [type(command) for command in batch.commands] == [c.SetParameter, c.Trigger]
    assert (batch.is_played, batch.origin, batch.quantum.unit) == (True, "script:kick", "now")


def test_handler_reads_what_it_wrote_and_what_the_one_before_it_wrote(room):
    room.run(
        BASS + 'on("my", function() bass:set("cutoff", 500) end) on("my", function() print(bass:get("cutoff")) end)'
    )
    room.tell("my")

    assert room.printed == ["500.0"]


def test_error_is_told_with_its_line_and_nothing_of_that_handler_is_done_but_all_of_the_others(room):
    room.run(BASS + """
        on("my", function() bass:set("cutoff", 500) end)
        on("my", function() bass:set("cutoff", 900)
            error("boom") end)
        on("my", function() print(bass:get("cutoff")) bass:trigger{} end)""")  # fmt: skip
    handled = room.tell("my")

    assert handled.faults == (p.Fault('on("my"): boom', 5),)
    assert [getattr(each, "value", None) for each in handled.batch.commands] == [500.0, None]
    assert room.printed == ["500.0"]


def test_what_is_returned_in_vain_is_told_once(room):
    room.run('\non("module:added", function() return { cancel = true } end)')
    for _ in range(3):
        room.tell("module:added", "k", name="k")

    assert len(room.printed) == 1
    assert 'kick.lua:2: what a handler of "module:added" returns has no effect' in room.printed[0]


def test_handler_can_take_itself_away_or_all_of_an_event(room):
    room.run('id = on("my", function() print("mine") off(id) end) on("my", function() print("other") end)')
    room.tell("my")
    room.tell("my")
    assert room.printed == ["mine", "other", "other"]

    room.run('on("my", function() print("no") end) off("my")')
    room.tell("my")
    assert room.printed == ["mine", "other", "other"]
    assert 'no handler "nobody"' in room.fault('off("nobody")')[1]


def test_off_is_still_a_word_of_patterns(room):
    assert room.run('pattern("p", off(1/8, rev, "c4 e4"))').fault is None


def test_handler_can_change_state_and_that_is_told(room):
    room.run('on("my", function() state.count = (state.count or 0) + 1 end)')

    assert room.tell("my").kept == '{"count":1}'


def test_handler_can_end_a_loop(room):
    room.run(BASS + 'live_loop("l", function() bass:trigger{} sleep(1) end) on("my", function() stop_loop("l") end)')
    assert room.beats(2) == [0, 1]
    room.tell("my")
    assert room.beats(6) == []


def test_handler_cannot_wait_nor_define_loops_nor_handlers(room):
    room.run("""
        on("a", function() sleep(1) end)
        on("b", function() live_loop("l", function() sleep(1) end) end)
        on("c", function() on("bar", function() end) end)""")

    assert "only a live loop or a task can wait" in room.tell("a").faults[0].message
    assert "a loop belongs to a script" in room.tell("b").faults[0].message
    assert "a handler belongs to a script" in room.tell("c").faults[0].message


# --- limits ---


def test_busy_handler_is_stopped_and_told_with_its_line_and_the_others_are_called(room, monkeypatch):
    monkeypatch.setattr(calling, "LIMIT_SECONDS", 0.02)
    room.run('on("my", function()\nwhile true do end end) on("my", function() print("other") end)')
    handled = room.tell("my")

    assert handled.is_over
    assert (handled.faults[0].line, handled.faults[0].message) == (
        2,
        'on("my"): this took longer than 0.02 s and was stopped',
    )
    assert room.printed == ["other"]


def test_handler_that_takes_too_long_again_and_again_is_called_no_more(room, monkeypatch):
    monkeypatch.setattr(calling, "LIMIT_SECONDS", 0.01)
    room.run('on("my", function() while true do end end)')
    faults = [room.tell("my").faults for _ in range(4)]

    assert [len(each) for each in faults] == [1, 1, 1, 0]
    assert "3 times; it is called no more" in faults[2][0].message


def test_script_that_plays_loops_gives_its_handlers_less_time_and_answers_in_slices(room, monkeypatch):
    room.run(
        BASS
        + """
        live_loop("l", function() sleep(1) end)
        for n = 1, 3 do on("my", function() bass:set("cutoff", bass:get("cutoff") + 1) end) end"""
    )
    monkeypatch.setattr(calling, "SLICE_WITH_LOOPS_SECONDS", 0.0)
    answers = [room.tell("my"), *(room.asked(p.CallOn(1), p.Handled) for _ in range(3))]

    assert [each.is_over for each in answers] == [False, False, False, True]
    assert [each.batch.commands[0].value for each in answers if each.batch] == [2001.0, 2002.0, 2003.0]


def test_event_that_a_worker_knows_nothing_of_is_passed_by(room):
    assert room.asked(p.CallOn(99), p.Handled) == p.Handled(99)


# --- runs ---


def test_fifty_runs_leave_one_handler(room):
    for _ in range(50):
        room.run('on("my", function() print("once") end)')
    room.tell("my")

    assert room.printed == ["once"]
    assert len(room.performer._standing.handling.registry) == 1


def test_fifty_runs_leave_one_bar_handler_though_nothing_else_happens(room):
    for turn in range(50):
        room.run('on("bar", function() print("once") end)', beat=F(4 * turn))
    room.advance(197, start=196)

    assert room.printed == ["once"]
    assert len(room.performer._standing.handling.registry) == 1


def test_run_that_fails_leaves_the_handlers_of_the_last_good_one(room):
    room.run('on("my", function() print("good") end)')
    room.fault('on("my", function() print("bad") end) error("no")')
    room.runs -= 1
    room.tell("my")

    assert room.printed == ["good"]


def test_handlers_of_a_run_hold_from_where_it_lands(room):
    room.run('on("my", function() print("old") end)')
    landed = room.runs
    room.run('on("my", function() print("new") end)', lands=False)
    room.asked(p.Happened(1, "my", {}, landed=landed), p.Handled)
    room.asked(p.Happened(2, "my", {}, landed=landed + 1), p.Handled)

    assert room.printed == ["old", "new"]


def test_script_that_is_ended_has_no_handlers(room):
    room.run('on("my", function() print("no") end)')
    room.hear(p.EndLoops())
    room.tell("my")

    assert room.printed == []


# --- bars and beats ---


def test_bar_handler_sounds_exactly_on_each_bar(room):
    room.run(BASS + 'on("bar", function(_, e) bass:trigger{ note = 36 + e.bar } end)')

    assert played(room.advance(9).dues) == [(F(0), 37), (F(4), 38), (F(8), 39)]


def test_beat_handler_knows_its_place_in_the_bar(room):
    room.run('on("beat", function(_, e) print(e.beat, e.bar, e.beat_of_bar) end)')
    room.advance(6)

    assert room.printed == ["0\t1\t1", "1\t1\t2", "2\t1\t3", "3\t1\t4", "4\t2\t1", "5\t2\t2"]


def test_bars_are_those_of_the_signature(room):
    room.run("signature(3) " + BASS + 'on("bar", function() bass:trigger{} end)')

    assert room.beats(8) == [0, 3, 6]


def test_run_that_lands_within_a_bar_waits_for_the_next(room):
    room.run(BASS + 'on("bar", function() bass:trigger{} end)', beat=F(5))

    assert room.beats(13, start=5) == [8, 12]


def test_failing_bar_handler_is_told_and_the_others_play_on(room):
    room.run(
        BASS + 'on("bar", { priority = 1 }, function()\nerror("boom") end) on("bar", function() bass:trigger{} end)'
    )
    advanced = room.advance(5)

    assert [due.beat for due in advanced.dues] == [0, 4]
    assert advanced.faults[0] == p.Fault('on("bar"): boom', 3)


def test_new_run_takes_over_the_bars_where_it_lands(room):
    room.run(BASS + 'on("bar", function() bass:trigger{ note = 1 } end)')
    assert played(room.advance(6).dues) == [(0, 1), (4, 1)]
    room.run(BASS + 'on("bar", function() bass:trigger{ note = 2 } end)', beat=F(8))

    assert played(room.advance(13).dues) == [(8, 2), (12, 2)]


def test_chance_of_handlers_is_the_same_each_time():
    text = BASS + 'on("beat", function() bass:trigger{ note = rrand(20, 90) } end)'
    notes = []
    for _ in range(2):
        room = Room(seed=5)
        room.run(text)
        notes.append(played(room.advance(8).dues))

    assert notes[0] == notes[1]
    assert len({note for _, note in notes[0]}) > 4
