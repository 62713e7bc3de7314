"""Tasks: taking turns, time, joining, cancelling, groups, limits, and what is said when nothing can go on."""

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


# Joining and cancelling -------------------------------------------------------------------------------------------


def test_join_gives_results_failures_and_can_be_repeated(lab):
    body = """
    local good = async.spawn(function() async.yield() return 1, nil, 3 end)
    print(good:join()) print(good:join())
    local bad = async.spawn(error, { "value" })
    print(pcall(bad.join, bad)) print(select(2, pcall(bad.join, bad))[1])"""

    printed = lab.inside(body)

    assert printed[:2] == ["1\tnil\t3", "1\tnil\t3"]
    assert printed[2].startswith("false\ttable")
    assert printed[3] == "value"


def test_task_cannot_join_itself(lab):
    body = "local own own = async.spawn(function() own:join() end) print(pcall(own.join, own))"

    assert "a task cannot join itself" in lab.inside(body)[0]


def test_cancelling_raises_where_the_task_waits_and_again_wherever_it_waits_next(lab):
    body = """
    local task = async.spawn(function()
      print(pcall(async.sleep, 100))
      print(pcall(async.sleep, 100))
      print(pcall(async.yield))
      return "ended by itself"
    end)
    async.yield()
    task:cancel("enough") task:cancel("again")
    print(task:join(), async.now())"""

    assert lab.inside(body) == ["false\tCancelledError: cancelled: enough"] * 3 + ["ended by itself\t0.0"]


@pytest.mark.parametrize(
    "waiting",
    [
        "async.sleep(9)",
        "async.channel():receive()",
        "async.channel():send(1)",
        "async.select{ async.channel():receiving(), timeout = 9 }",
        "promise.new(function() end):await()",
        "async.group(function(group) group:spawn(async.sleep, 9) end)",
        "async.timeout(9, async.sleep, 99)",
        "async.spawn(async.sleep, 9):join()",
        "coroutine.yield() coroutine.yield() coroutine.yield()",
    ],
)
def test_whatever_a_task_waits_for_it_can_be_cancelled(lab, waiting):
    body = f"""
    local promise = require "promise"
    local task = async.spawn(function() {waiting} print("not cancelled") end)
    async.yield() async.yield()
    task:cancel()
    print(pcall(task.join, task)) print(task, async.now())"""

    assert lab.inside(body) == ["false\tCancelledError: cancelled", "task 2 (cancelled)\t0.0"]


def test_task_that_was_cancelled_before_it_began_never_runs(lab):
    body = 'local task = async.spawn(print, "ran") task:cancel() print(pcall(task.join, task))'

    assert lab.inside(body) == ["false\tCancelledError: cancelled"]


def test_cancelling_reaches_those_that_the_task_spawned(lab):
    body = """
    local grandchild
    local task = async.spawn(function()
      async.spawn(function() grandchild = async.spawn(async.sleep, 9) async.sleep(9) end)
      async.sleep(9)
    end)
    async.yield() async.yield() async.yield()
    task:cancel()
    print(pcall(grandchild.join, grandchild)) print(async.now())"""

    assert lab.inside(body) == ["false\tCancelledError: cancelled", "0.0"]


def test_children_of_a_task_that_has_ended_belong_to_the_one_before_it(lab):
    body = """
    local left
    local outer = async.spawn(function()
      async.spawn(function() left = async.spawn(async.sleep, 9) end)
      async.sleep(9)
    end)
    for i = 1, 4 do async.yield() end
    outer:cancel()
    print(pcall(left.join, left))"""

    assert lab.inside(body) == ["false\tCancelledError: cancelled"]


def test_tokens_pass_cancelling_on_and_forget_tasks_that_have_ended(lab):
    body = """
    local token = async.token()
    local child = async.token(token)
    local done = child:spawn(function() end)
    local task = child:spawn(async.sleep, 9)
    async.yield()
    token:cancel("over") token:cancel("twice")
    print(done.state, child.reason, pcall(task.join, task))
    token:on_cancel(print)"""

    assert lab.inside(body) == ["done\tover\tfalse\tCancelledError: cancelled: over", "over"]


def test_failure_of_a_task_of_a_token_is_not_lost(lab):
    with pytest.raises(LuaMistake, match="not lost"):
        lab.inside('async.token():spawn(error, "not lost", 0)')


# Groups and limits of time ----------------------------------------------------------------------------------------


def test_group_waits_for_all_and_returns_what_its_function_returned(lab):
    body = """
    print(async.group(function(group)
      group:spawn(function() async.sleep(2) print("slow") end)
      return "values", 2
    end))
    print(async.now())"""

    assert lab.inside(body) == ["slow", "values\t2", "2.0"]


def test_group_cancels_the_rest_when_one_fails_and_sees_them_off(lab):
    body = """
    print(pcall(async.group, function(group)
      group:spawn(function() pcall(async.sleep, 9) print("cleaned up") end)
      group:spawn(function() async.sleep(1) error("broken", 0) end)
      async.sleep(9)
    end))
    print(async.now())"""

    assert lab.inside(body) == ["cleaned up", "false\tbroken", "1.0"]


def test_group_that_has_ended_takes_no_more_tasks(lab):
    body = "local kept async.group(function(group) kept = group end) print(pcall(kept.spawn, kept, print))"

    assert "the group has ended" in lab.inside(body)[0]


def test_timeout_ends_what_takes_too_long_and_lets_it_clean_up(lab):
    body = """
    print(pcall(async.timeout, 1, function()
      local ok, why = pcall(async.sleep, 5) print("inside", why.name) error(why)
    end))
    print(async.timeout(5, function() async.sleep(1) return "in time" end))
    print(async.now())"""

    assert lab.inside(body) == [
        "inside\tTimeoutError",
        "false\tTimeoutError: not done within 1 seconds",
        "in time",
        "2.0",
    ]


def test_timeouts_inside_each_other_end_with_the_shorter_one(lab):
    body = "print(pcall(async.timeout, 1, async.timeout, 5, async.sleep, 9)) print(async.now())"

    assert lab.inside(body) == ["false\tTimeoutError: not done within 1 seconds", "1.0"]


def test_context_is_inherited_and_changed_for_those_below_only(lab):
    body = """
    async.set("key", "c")
    local child = async.spawn(function()
      print(async.get("key")) async.set("key", "d")
      async.spawn(function() print(async.get("key")) end):join()
    end)
    child:join() print(async.get("key"), async.get("other"))"""

    assert lab.inside(body) == ["c", "d", "c\tnil"]


def test_stream_hands_over_values_and_then_its_failure(lab):
    body = """
    print(pcall(function()
      for n in async.stream(function(emit) emit(1) async.sleep(1) emit(2) error("cut", 0) end) do print(n) end
    end))"""

    assert lab.inside(body) == ["1", "2", "false\tcut"]


def test_compose_runs_each_part_with_what_the_one_before_really_returned(lab):
    body = """
    local calls = {}
    local function part(name, f) return function(...) calls[#calls + 1] = name async.sleep(1) return f(...) end end
    local f = async.compose(part("a", function(x) return x, x + 1 end), part("b", function(x, y) return x * y end))
    print(f(3), table.concat(calls, " "), async.now())"""

    assert lab.inside(body) == ["12\ta b\t2.0"]


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
