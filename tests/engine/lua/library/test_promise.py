"""Promises: when callbacks run, what settles what, and how failures travel (the behaviours of Promises/A+)."""

from __future__ import annotations

import pytest

from engine.lua.mistakes import LuaMistake

OPENING = 'local promise = require "promise" local async = require "async" '


@pytest.fixture
def said(lab):
    """What a text prints, after the turn in which its promises settle."""
    return lambda text: lab.run(f"{OPENING}{text} promise.flush()")


@pytest.mark.parametrize("make", ["promise.resolve(7)", "promise.new(function(ok) ok(7) end)"])
def test_callback_runs_in_a_later_turn_than_the_call_that_added_it(said, make):
    assert said(f"{make}:and_then(print) print('first')") == ["first", "7"]


def test_callbacks_run_in_the_order_in_which_they_were_added(said):
    text = "local p = promise.resolve(0) for i = 1, 4 do p:and_then(function() print(i) end) end"

    assert said(text) == ["1", "2", "3", "4"]


def test_chains_take_turns_step_by_step(said):
    text = """
    for _, name in ipairs{ "a", "b" } do
      promise.resolve():and_then(function() print(name .. 1) end):and_then(function() print(name .. 2) end)
    end"""

    assert said(text) == ["a1", "b1", "a2", "b2"]


def test_callback_that_is_added_within_a_callback_runs_before_the_flush_ends(said):
    text = "local p = promise.resolve(1) p:and_then(function() p:and_then(print) print('outer') end)"

    assert said(text) == ["outer", "1"]


@pytest.mark.parametrize(
    "calls",
    ["ok(1) ok(2) no(3)", "ok(1) no(2)", "ok(1) error('late')", "ok(promise.resolve(1)) no(2)"],
)
def test_only_the_first_settlement_counts(said, calls):
    assert said(f"promise.new(function(ok, no) {calls} end):and_then(print, error)") == ["1"]


def test_a_promise_that_follows_another_is_not_settled_by_later_calls(said):
    text = """
    local first_ok
    local first = promise.new(function(ok) first_ok = ok end)
    local second = promise.new(function(ok, no) ok(first) ok("no") no("no") end)
    second:and_then(print)
    promise.flush()
    print(second)
    first_ok("followed")"""

    assert said(text) == ["promise (pending)", "followed"]


def test_handlers_that_are_no_functions_are_passed_over(said):
    assert said("promise.resolve(1):and_then(5, {}):and_then(nil):and_then(print)") == ["1"]
    assert said("promise.reject(1):and_then(print, true):catch(function(why) print('why', why) end)") == ["why\t1"]


def test_a_chain_without_handlers_settles_as_its_start_does(said):
    text = "local p = promise.resolve(3):and_then():and_then() promise.flush() print(p, p.value)"

    assert said(text) == ["promise (fulfilled)\t3"]


@pytest.mark.parametrize("failure", ["nil", "false", "'text'", "0"])
def test_rejection_with_any_value_is_a_rejection(said, failure):
    text = (
        f"promise.reject({failure}):and_then(function() print('wrong') end, function(...) print('rejected', ...) end)"
    )

    assert said(text) == [f"rejected\t{failure.strip(chr(39))}"]


def test_what_a_handler_raises_rejects_and_what_it_returns_fulfils(said):
    text = """
    promise.resolve():and_then(function() error("one", 0) end)
      :catch(function(why) return why .. "!" end)
      :and_then(function(value) error({ value = value }) end)
      :catch(function(why) print(why.value) end)"""

    assert said(text) == ["one!"]


def test_executor_that_fails_rejects(said):
    assert said("promise.new(function() error('broken', 0) end):catch(print)") == ["broken"]


def test_a_promise_that_a_handler_returns_is_adopted_with_its_state(said):
    text = """
    promise.resolve():and_then(function() return promise.resolve("in") end):and_then(print)
    promise.resolve():and_then(function() return promise.reject("out") end):catch(print)"""

    assert sorted(said(text)) == ["in", "out"]


def test_a_promise_that_would_wait_for_itself_is_rejected(said):
    text = """
    local own own = promise.resolve():and_then(function() return own end)
    own:catch(function(why) print(why:is_a("TypeError"), why.message) end)"""

    assert said(text) == ["true\ta promise cannot wait for itself"]


@pytest.mark.parametrize("name", ['["then"]', "and_then"])
def test_what_acts_like_a_promise_is_followed(said, name):
    assert said(f"promise.resolve{{ {name} = function(self, ok) ok(self.x) end, x = 4 }}:and_then(print)") == ["4"]


def test_what_acts_like_a_promise_is_called_in_a_later_turn(said):
    text = "promise.resolve{ and_then = function(_, ok) print('called') ok() end } print('first')"

    assert said(text) == ["first", "called"]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("ok(1) no(2) ok(3)", "fulfilled\t1"),
        ("no(2) ok(1)", "rejected\t2"),
        ("error('x', 0)", "rejected\tx"),
        ("ok(1) error('x', 0)", "fulfilled\t1"),
        ("ok{ and_then = function(_, inner) inner('deep') end }", "fulfilled\tdeep"),
        ("no(promise.resolve(5))", "rejected\tpromise (fulfilled)"),
    ],
)
def test_what_acts_like_a_promise_badly_settles_once(said, body, printed):
    text = f"""
    promise.resolve{{ and_then = function(_, ok, no) {body} end }}
      :and_then(function(v) print("fulfilled", v) end, function(v) print("rejected", v) end)"""

    assert said(text) == [printed]


def test_reading_then_happens_once_and_its_failure_rejects(said):
    text = """
    local reads = 0
    local function counted() return function(_, ok) ok(reads) end end
    promise.resolve(setmetatable({}, { __index = function(_, name)
      if name == "then" then reads = reads + 1 return counted() end
    end })):and_then(print)
    promise.resolve(setmetatable({}, { __index = function() error("no look", 0) end })):catch(print)"""

    assert sorted(said(text)) == ["1", "no look"]


def test_a_table_whose_then_is_no_function_is_a_value(said):
    assert said("promise.resolve{ and_then = 5 }:and_then(function(t) print(t.and_then) end)") == ["5"]


def test_resolve_gives_a_promise_back_as_it_is(said):
    assert said("local p = promise.resolve(1) print(rawequal(promise.resolve(p), p))") == ["true"]


def test_all_names_of_then_and_catch_do_the_same(said):
    text = """
    local p = promise.resolve(1)
    for _, name in ipairs{ "and_then", "then", "andThen", "next" } do p[name](p, print) end
    for _, name in ipairs{ "catch", "on_error", "onError" } do promise.reject(2)[name](promise.reject(2), print) end"""

    assert [line for line in said(text) if line in "12"] == ["1"] * 4 + ["2"] * 3


def test_finally_passes_the_outcome_on_and_waits_for_what_it_returns(said):
    text = """
    promise.resolve(1):finally(function(...) print("args", select("#", ...)) return 9 end):and_then(print)
    promise.reject("why"):finally(function() return promise.resolve(3) end):catch(print)"""

    assert sorted(said(text)) == ["1", "args\t0", "why"]


def test_finally_that_fails_replaces_the_outcome(said):
    assert said("promise.resolve(1):finally(function() error('worse', 0) end):catch(print)") == ["worse"]


# Lists ------------------------------------------------------------------------------------------------------------


def test_all_keeps_the_order_of_the_list_and_takes_plain_values_and_nil(said):
    text = """
    local last
    promise.all{ promise.new(function(ok) last = ok end), 2, promise.resolve(nil), n = 3 }
      :and_then(function(values) print(values[1], values[2], values[3], values.n) end)
    last(1)"""

    assert said(text) == ["1\t2\tnil\t3"]


def test_all_is_rejected_by_the_first_rejection_once(said):
    assert said("promise.all{ promise.reject('a'), promise.reject('b'), 1 }:catch(print)") == ["a"]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("all", "fulfilled"), ("all_settled", "fulfilled"), ("race", "pending"), ("any", "rejected")],
)
def test_empty_list_settles_each_in_its_way(said, name, outcome):
    text = f"local p = promise.{name}{{}} p:catch(function() end) promise.flush() print(p.state)"

    assert said(text) == [outcome]


def test_all_settled_tells_how_each_ended(said):
    text = """
    promise.all_settled{ 1, promise.reject(nil) }:and_then(function(ends)
      print(ends[1].state, ends[1].value, ends[2].state, ends[2].reason)
    end)"""

    assert said(text) == ["fulfilled\t1\trejected\tnil"]


def test_race_is_settled_by_the_first_of_either_kind(said):
    assert said("promise.race{ promise.reject('out'), promise.resolve('in') }:catch(print)") == ["out"]


def test_any_takes_the_first_value_and_gathers_all_reasons(said):
    text = """
    promise.any{ promise.reject(1), 2, 3 }:and_then(print)
    promise.any{ promise.reject("a"), promise.reject("b") }:catch(function(why)
      print(why.name, why.errors[1], why.errors[2])
    end)"""

    assert sorted(said(text)) == ["2", "AggregateError\ta\tb"]


@pytest.mark.parametrize("name", ["all", "all_settled", "race", "any"])
def test_what_is_no_list_is_rejected_with_a_sentence(said, name):
    assert said(f"promise.{name}(5):catch(print)") == [f"TypeError: promise.{name}: give it a list of promises, got 5"]


def test_promise_all_of_ten_thousand_is_settled_in_order(said):
    text = """
    local list = {}
    for i = 1, 10000 do list[i] = promise.resolve(i):and_then(function(v) return v * 2 end) end
    promise.all(list):and_then(function(values) print(#values, values[1], values[10000]) end)"""

    assert said(text) == ["10000\t2\t20000"]


# Failures that nobody handles -------------------------------------------------------------------------------------


def test_rejection_without_a_handler_is_told_once_at_the_end_of_the_turn_with_its_line(lab, said):
    said("promise.reject('lost')\npromise.resolve(1):and_then(function() error('late', 0) end)")
    said("")

    assert lab.logged == [
        ("error", "song.lua:1: a promise was rejected, and nothing handles it: lost"),
        ("error", "song.lua:2: a promise was rejected, and nothing handles it: late"),  # where the callback begins
    ]


def test_rejection_that_is_handled_in_the_same_turn_is_not_told(lab, said):
    said("local p = promise.reject('late') promise.resolve():and_then(function() p:catch(print) end)")

    assert lab.logged == []


def test_failure_at_the_end_of_a_chain_is_told_once(lab, said):
    said("promise.reject('deep'):and_then(print):finally(function() end)")

    assert [text.rpartition(": ")[2] for _, text in lab.logged] == ["deep"]


# In tasks ---------------------------------------------------------------------------------------------------------


def test_await_returns_the_value_and_raises_the_reason_as_it_is(lab):
    body = """
    local promise = require "promise"
    print(promise.delay(1, "late"):await(), promise.await(3))
    local why = { "table" }
    local ok, got = pcall(promise.await, promise.reject(why))
    print(ok, got == why)
    print(pcall(promise.await, promise.reject(nil)))"""

    assert lab.inside(body) == ["late\t3", "false\ttrue", "false\tnil"]


@pytest.mark.parametrize(
    "where",
    [
        "promise.await(promise.resolve(1))",
        "async.run(function() coroutine.wrap(function() promise.resolve(1):await() end)() end)",
        (
            "local e promise.resolve():and_then(function() promise.await(1) end):catch(function(why) e = why end) "
            "promise.flush() error(e, 0)"
        ),
    ],
)
def test_await_outside_of_a_task_says_where_it_can_wait(lab, where):
    assert "only a task of async.run can wait" in str(lab.fail(OPENING + where))


def test_a_thousand_tasks_that_await_are_woken_by_one_sleep_and_do_nothing_meanwhile(lab):
    body = """
    local promise = require "promise"
    local gate, woken = promise.delay(60, "open"), 0
    local tasks = {}
    for i = 1, 1000 do tasks[i] = async.spawn(function() gate:await() woken = woken + 1 end) end
    for i = 1, 1000 do tasks[i]:join() end
    print(woken)"""

    assert lab.inside(body) == ["1000"]
    assert lab.sleeps == [60]


def test_timeout_rejects_what_takes_too_long_and_leaves_alone_what_does_not(lab):
    body = """
    local promise = require "promise"
    print(promise.timeout(promise.delay(1, "quick"), 2):await(), async.now())
    print(pcall(promise.await, promise.timeout(promise.delay(9, "slow"), 2)))
    print(async.now())"""

    assert lab.inside(body) == ["quick\t1.0", "false\tTimeoutError: not settled within 2 seconds", "3.0"]


def test_async_makes_functions_whose_failures_reject(lab):
    body = """
    local promise = require "promise"
    local slow = promise.async(function(n) async.sleep(1) if n < 0 then error("negative", 0) end return n end)
    local a, b = slow(1), slow(-1)
    print(a:await(), pcall(promise.await, b))
    print(async.now())"""

    assert lab.inside(body) == ["1\tfalse\tnegative", "1.0"]


def test_promisify_follows_the_callback_and_its_failures(said):
    text = """
    local f = promise.promisify(function(x, callback) if x then callback(nil, x) else callback("no x") end end)
    f("x"):and_then(print) f(nil):catch(print)
    promise.promisify(function() error("raised", 0) end)():catch(print)"""

    assert sorted(said(text)) == ["no x", "raised", "x"]


def test_callback_that_never_ends_is_stopped_and_the_next_flush_works(lab):
    with lab.runtime.budget(0.05), pytest.raises(LuaMistake, match="took longer"):
        lab.run(f"{OPENING} promise.resolve():and_then(function() while true do end end) promise.flush()")

    assert lab.run(f"{OPENING} promise.resolve('alive'):and_then(print) promise.flush()") == ["alive"]
