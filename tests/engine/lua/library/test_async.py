"""Tasks: taking turns, time, and what is said when nothing can go on."""

from __future__ import annotations

import pytest

from engine.lua.mistakes import LuaMistake


def test_run_returns_what_its_function_returned(lab):
    assert lab.run('print(require("async").run(function(...) return ... end, 1, nil, 3))') == ["1\tnil\t3"]


def test_tasks_take_turns_in_the_order_in_which_they_were_spawned(lab):
    body = """
    for _, name in ipairs{ "a", "b" } do
      async.spawn(function() for i = 1, 2 do print(name .. i) async.yield() end end)
    end"""

    assert lab.inside(body) == ["a1", "b1", "a2", "b2"]


def test_plain_coroutine_yield_in_a_task_lets_the_others_run(lab):
    body = """
    async.spawn(function() print("a", coroutine.yield()) end)
    async.spawn(function() print("b") end)"""

    assert lab.inside(body) == ["b", "a"]


def test_coroutines_that_a_task_makes_for_itself_are_its_own(lab):
    body = """
    local count = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
    print(count(), count(), count())"""

    assert lab.inside(body) == ["1\t2\t3"]


def test_run_waits_for_everything_and_then_raises_what_nobody_joined(lab):
    body = """
    async.spawn(function() async.sleep(1) error("nobody listens", 0) end)
    async.spawn(function() async.sleep(2) print("still done") end)"""

    with pytest.raises(LuaMistake, match="nobody listens"):
        lab.inside(body)
    assert lab.printed == ["still done"]
    assert lab.logged == [("error", "task 2 has failed, and nothing has joined it: nobody listens")]


def test_failure_of_the_main_task_cancels_the_others(lab):
    with pytest.raises(LuaMistake, match="main fails"):
        lab.inside('async.spawn(function() async.sleep(9) print("no") end) async.yield() error("main fails", 0)')

    assert lab.printed == []
    assert lab.now == 0


def test_run_inside_run_says_to_spawn(lab):
    assert "inside it use async.spawn" in str(lab.fail('local a = require "async" a.run(function() a.run(print) end)'))


@pytest.mark.parametrize("call", ["async.sleep(1)", "async.yield()", "async.spawn(print)", "async.channel():receive()"])
def test_what_needs_a_task_says_so_outside_of_one(lab, call):
    mistake = lab.fail(f'local async = require "async"\n{call}')

    assert "async.run" in str(mistake)
    assert mistake.line == 2


def test_more_tasks_than_allowed_are_refused(lab):
    text = """
    local async = require "async"
    print(pcall(function()
      async.scheduler{ max_tasks = 3 }:run(function() for i = 1, 3 do async.spawn(async.yield) end end)
    end))"""

    assert "max_tasks allows no more" in lab.run(text)[0]


# Time -------------------------------------------------------------------------------------------------------------


def test_timers_fire_in_the_order_of_their_time_and_then_of_their_making(lab):
    body = """
    for place, seconds in ipairs{ 0.3, 0.1, 0.2, 0.1 } do
      async.spawn(function() async.sleep(seconds) print(place) end)
    end"""

    assert lab.inside(body) == ["2", "4", "3", "1"]
    assert len(lab.sleeps) == 3


def test_sleep_until_keeps_time_however_long_the_work_takes(lab):
    body = """
    local began = async.now()
    for turn = 1, 3 do async.sleep(0.25) async.sleep_until(began + turn) end
    print(async.now() - began)"""

    assert lab.inside(body) == ["3.0"]


def test_time_is_the_arguments_and_one_that_stands_still_makes_no_spin(lab):
    text = """
    local async, naps = require "async", {}
    async.scheduler{ now = function() return 5 end, sleep = function(s) naps[#naps + 1] = s end }:run(function()
      async.sleep(1) async.sleep(2) print(async.now(), #naps, naps[1], naps[2])
    end)"""

    assert lab.run(text) == ["8\t2\t1\t2"]


def test_what_only_rounding_keeps_apart_is_due_at_once(lab):
    body = """
    for _, seconds in ipairs{ 0.1 + 0.2, 0.3, 0.1 * 3 } do async.spawn(async.sleep, seconds) end
    async.sleep(0.6 - 0.3)"""

    lab.inside(body)

    assert len(lab.sleeps) == 1


def test_clock_that_jumps_while_a_task_sleeps_brings_no_burst(lab):
    lab.jump = 1000  # as the beat's seconds do when the tempo falls
    body = """
    async.spawn(function() async.sleep(500) print("late", async.now()) end)
    async.sleep(1) print("soon", async.now())"""

    assert lab.inside(body) == ["soon\t1.0", "late\t500.0"]
    assert lab.sleeps == [1, 499]


def test_two_runs_in_two_coroutines_of_the_host_keep_apart(lab):
    text = """
    local async = require "async"
    for _, name in ipairs{ "a", "b" } do
      async.start(function()
        for i = 1, 2 do async.sleep(name == "a" and 0.2 or 0.3) print(name, i) end
      end)
    end"""

    assert lab.run(text) == ["a\t1", "b\t1", "a\t2", "b\t2"]


def test_host_that_sleeps_inside_a_task_comes_back_to_it(lab):
    assert lab.inside("clock.sleep(1) async.sleep(1) print(async.now() >= 1)") == ["True".lower()]


def test_a_thousand_timers_that_were_cancelled_are_forgotten(lab):
    body = """
    local channel = async.channel()
    async.spawn(function() for i = 1, 1000 do channel:send(i) end channel:close() end)
    local count = 0
    while true do
      local which, value, is_value = async.select{ channel:receiving(), timeout = 100 }
      if not is_value then break end
      count = count + 1
    end
    print(count, async.now())"""

    assert lab.inside(body) == ["1000\t0.0"]
    assert lab.sleeps == []


# Deadlock ---------------------------------------------------------------------------------------------------------


def test_deadlock_names_every_waiter_its_line_and_what_it_waits_for(lab):
    text = """
local async, promise = require "async", require "promise"
async.run(function()
  local notes, beats = async.channel(0, "notes"), async.channel(1)
  local stuck = async.spawn(function()
    notes:receive()
  end)
  async.spawn(function() async.select{ beats:receiving(), notes:receiving() } end)
  async.spawn(function() promise.new(function() end):await() end)
  stuck:join()
end)"""

    message = str(lab.fail(text))

    assert 'task 2 at song.lua:6 waits to receive from channel "notes"' in message
    assert 'task 3 at song.lua:8 waits to receive from channel 2 or to receive from channel "notes"' in message
    assert "task 4 at song.lua:9 waits for a promise to be settled" in message
    assert "main task at song.lua:10 waits for task 2 to end" in message


def test_deadlock_lets_every_task_clean_up(lab):
    with pytest.raises(LuaMistake, match="deadlock"):
        lab.inside("pcall(function() async.channel():receive() end) print('cleaned up') async.channel():receive()")

    assert lab.printed == ["cleaned up"]


def test_failure_that_led_to_a_deadlock_is_what_is_raised(lab):
    body = """
    local notes = async.channel()
    async.spawn(function() error("the producer failed", 0) end)
    notes:receive()"""

    with pytest.raises(LuaMistake, match="the producer failed"):
        lab.inside(body)


def test_no_deadlock_is_seen_while_a_timer_runs(lab):
    body = """
    local notes = async.channel()
    async.spawn(function() async.sleep(100) notes:send("at last") end)
    print(notes:receive())"""

    assert lab.inside(body) == ["at last\ttrue"]


def test_report_of_a_deadlock_lists_twenty_and_counts_the_rest(lab):
    body = "local c = async.channel() for i = 1, 30 do async.spawn(c.receive, c) end c:receive()"

    with pytest.raises(LuaMistake, match="and 11 more") as caught:
        lab.inside(body)
    assert str(caught.value).count(" waits ") == 20


# Under the sandbox ------------------------------------------------------------------------------------------------


def test_endless_loop_in_a_task_is_stopped_at_its_line_whatever_catches_it(lab):
    text = """
local async = require "async"
async.run(function()
  async.spawn(function()
    while true do pcall(function() while true do end end) end
  end):join()
end)"""

    with lab.runtime.budget(0.05):
        mistake = lab.fail(text)

    assert mistake.line == 5
    assert lab.run('print(require("async").run(function() return "alive" end))') == ["alive"]


def test_failure_in_what_start_began_is_told_at_a_line_of_the_scripts(lab):
    mistake = lab.fail('local async = require "async"\nasync.start(function()\n  error("here")\nend)')

    assert (mistake.line, str(mistake)) == (3, "song.lua:3: here")
