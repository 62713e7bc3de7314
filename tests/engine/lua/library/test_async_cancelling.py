"""Tasks that are waited for, cancelled, kept together in groups, or given so much time and no more."""

from __future__ import annotations

import pytest

from engine.lua.mistakes import LuaMistake

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
