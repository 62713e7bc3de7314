"""Errors: classes, causes, places; trying, retrying, breaking circuits."""

from __future__ import annotations

import pytest

OPENING = 'local errors, async = require "errors", require "async" '


@pytest.fixture
def said(lab):
    return lambda text: lab.run(OPENING + text)


def test_classes_know_those_above_them_and_not_those_beside(said):
    text = """
    local Sound, Other = errors.class("Sound"), errors.class("Other")
    local Late = errors.class("Late", Sound)
    local e = Late("x")
    print(e:is_a(Late), e:is_a("Sound"), e:is_a(errors.Error), e:is_a(Other))
    print(errors.is(e, Sound), errors.is("x", Sound))"""

    assert said(text) == ["true\ttrue\ttrue\tfalse", "true\tfalse"]


def test_traits_are_inherited_and_can_be_changed(said):
    text = """
    local Down = errors.class("Down", nil, { is_retryable = true, category = "unavailable" })
    local Gone = errors.class("Gone", Down, { is_retryable = false })
    print(errors.is_retryable(Down()), errors.is_retryable(Gone()), errors.categorize(Gone()))"""

    assert said(text) == ["true\tfalse\tunavailable"]


def test_trace_names_the_lines_that_led_to_the_error_the_innermost_first(said):
    text = """
local function inner() return (errors.new("x")) end
local function outer() return (inner()) end
print(outer():traceback())"""

    assert said(text) == ["Error: x\n  at song.lua:2\n  at song.lua:3\n  at song.lua:4"]


def test_chain_and_root_follow_causes_of_any_kind_even_in_a_circle(said):
    text = """
    local e = errors.wrap(errors.wrap("disk full", "cannot write", errors.TypeError), "cannot save")
    print(e, #e:chain(), errors.root(e), errors.root(5))
    local a, b = errors.new("a"), errors.new("b") a.cause, b.cause = b, a
    print(#a:chain(), errors.root(a).message)"""

    assert said(text) == [
        "Error: cannot save (because of TypeError: cannot write (because of disk full))\t3\tdisk full\t5",
        "2\tb",
    ]


def test_uncaught_error_is_told_at_the_line_that_raised_it(lab):
    mistake = lab.fail(f"{OPENING}\nerror(errors.new('too loud'))")

    assert (mistake.line, str(mistake)) == (2, "song.lua:2: Error: too loud")


def test_try_catches_by_class_and_by_order(said):
    text = """
    local function attempt(failure) return errors.try(error, failure, 0)
      :catch("TypeError", function() return "type" end)
      :catch(errors.TimeoutError, function() return "time" end)
      :catch(function(why) return "any " .. tostring(why) end):get() end
    print(attempt(errors.TypeError("x")), attempt(errors.TimeoutError("x")), attempt("text"), attempt(nil))"""

    assert said(text) == ["type\ttime\tany text\tany nil"]


@pytest.mark.parametrize("ending", [":get()", ":finally(function() print('cleaned') end)"])
def test_what_try_does_not_catch_is_raised_in_the_end(said, ending):
    printed = said(f"print(pcall(function() errors.try(error, 'x', 0):catch('TypeError', print){ending} end))")

    assert printed[-1] == "false\tx"
    assert ("cleaned" in printed) == ("finally" in ending)


def test_what_a_catch_raises_is_raised_in_the_end_and_values_pass_through(said):
    text = """
    print(pcall(function() errors.try(error, "x"):catch(function() error("y", 0) end):get() end))
    print(errors.try(function(...) return ... end, 1, nil, 3):catch(print):finally(function() end))"""

    assert said(text) == ["false\ty", "1\tnil\t3"]


def test_fallback_takes_a_value_or_a_function_of_the_failure(said):
    text = """
    print(errors.fallback(function() return 1, 2 end, 3), errors.fallback(function() error() end, false))
    print(errors.fallback(function() error("why", 0) end, function(why) return why, "else" end))"""

    assert said(text) == ["1\tfalse", "why\telse"]


# Retry ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("backoff", "waits"),
    [("exponential", "1.0 2.0 4.0 5"), ("linear", "1 2 3 4"), ("constant", "1 1 1 1")],
)
def test_retry_waits_longer_each_time_up_to_the_longest(said, backoff, waits):
    text = f"""
    local waits = {{}}
    local function sleep(seconds) waits[#waits + 1] = seconds end
    local options = {{ attempts = 5, backoff = "{backoff}", max_delay = 5, sleep = sleep }}
    print(pcall(errors.retry, options, function(attempt, x) error(x .. attempt, 0) end, "try "))
    print(table.concat(waits, " "))"""

    assert said(text) == ["false\ttry 5", waits]


def test_retry_in_a_task_sleeps_as_a_task(lab):
    body = """
    local errors = require "errors"
    async.spawn(function() async.sleep(0.5) print("meanwhile", async.now()) end)
    local function work(attempt) return attempt == 3 and "third" or error("no") end
    print(errors.retry({ attempts = 3 }, work), async.now())"""

    assert lab.inside(body) == ["meanwhile\t0.5", "third\t3.0"]


def test_retry_in_a_coroutine_of_the_host_sleeps_on_its_clock(lab):
    text = f"""{OPENING}
    clock.run(function()
      print(errors.retry({{ attempts = 2 }}, function(attempt) return attempt == 2 and "second" or error("no") end))
    end)"""

    assert lab.run(text) == ["second"]
    assert lab.now == 1


def test_jitter_is_seeded_bounded_and_leaves_the_scripts_chance_alone(said):
    text = """
    local function waits(seed)
      local list = {}
      pcall(errors.retry, { attempts = 6, backoff = "constant", jitter = 0.5, seed = seed,
        sleep = function(s) list[#list + 1] = s end }, error)
      return list
    end
    math.randomseed(1) local expected = math.random()
    math.randomseed(1) local a, b, c = waits(1), waits(1), waits(2)
    local same, other, least, most = true, false, 9, 0
    for i = 1, 5 do
      same, other = same and a[i] == b[i], other or a[i] ~= c[i]
      least, most = math.min(least, a[i]), math.max(most, a[i])
    end
    print(same, other, least >= 0.5 and most <= 1.5 and most > least, math.random() == expected)"""

    assert said(text) == ["true\ttrue\ttrue\ttrue"]


@pytest.mark.parametrize(
    ("failure", "calls"),
    [
        ("errors.TypeError('x')", 1),
        ("errors.CancelledError('x')", 1),
        ("errors.TimeoutError('x')", 3),
        ("'text'", 3),
    ],
)
def test_retry_gives_up_at_once_where_trying_again_cannot_help(said, failure, calls):
    text = f"""
    local calls = 0
    pcall(errors.retry, {{ sleep = function() end }}, function() calls = calls + 1 error({failure}) end)
    print(calls)"""

    assert said(text) == [str(calls)]


def test_retry_asks_retry_if_and_tells_on_retry(said):
    text = """
    pcall(errors.retry, {
      sleep = function() end,
      on_retry = function(why, attempt, seconds) print(why, attempt, seconds) end,
      retry_if = function(why) return why ~= "stop" end,
    }, function(attempt) error(attempt == 1 and "go on" or "stop", 0) end)"""

    assert said(text) == ["go on\t1\t1.0"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("backoff = 'wild'", 'backoff is "exponential", "linear" or "constant", got wild'),
        ("attempts = 0", "attempts is a whole number from 1, got 0"),
    ],
)
def test_retry_refuses_options_that_make_no_sense(lab, options, message):
    assert message in str(lab.fail(f"{OPENING} errors.retry({{ {options} }}, print)"))


# Circuit breakers -------------------------------------------------------------------------------------------------


def test_breaker_opens_after_failures_in_a_row_tries_once_and_closes_again(said):
    text = """
    local time, works = 0, false
    local breaker = errors.circuit_breaker{ failures = 2, reset = 60, now = function() return time end,
      on_change = function(state) print(state, time) end }
    local function call() return pcall(breaker.call, breaker, function() return works or error("down", 0) end) end
    works = true call() works = false
    call() call()
    print(call())
    time = 60 call()
    time = 100 print(select(2, call()).seconds)
    time = 120 works = true print(call())"""

    assert said(text) == [
        "open\t0",
        "false\tCircuitOpenError: this has failed too often; it is tried again in 60 seconds",
        "half_open\t60",
        "open\t60",
        "20",
        "half_open\t120",
        "closed\t120",
        "true\ttrue",
    ]


def test_breaker_lets_one_call_through_at_a_time_while_it_tries(lab):
    body = """
    local errors = require "errors"
    local breaker = errors.circuit_breaker{ failures = 1, reset = 1 }
    pcall(breaker.call, breaker, error)
    async.sleep(1)
    local trial = async.spawn(function() return breaker:call(function() async.sleep(1) return "fine" end) end)
    async.yield()
    print(select(2, pcall(breaker.call, breaker, print)).name, trial:join(), breaker.state)"""

    assert lab.inside(body) == ["CircuitOpenError\tfine\tclosed"]


def test_breaker_counts_only_what_is_a_failure_to_it(said):
    text = """
    local breaker = errors.circuit_breaker{ failures = 1, now = function() return 0 end,
      is_failure = function(why) return why ~= "mine" end }
    pcall(breaker.call, breaker, error, "mine", 0) print(breaker.state)
    pcall(breaker.call, breaker, error, "theirs", 0) print(breaker.state)"""

    assert said(text) == ["closed", "open"]


# Tables -----------------------------------------------------------------------------------------------------------


def test_errors_survive_the_way_through_a_table_with_class_cause_and_fields(said):
    text = """
    local Sound = errors.class("Sound", errors.TypeError)
    local before = Sound("no sample", { sample = "kick", cause = errors.aggregate{ "a", errors.TimeoutError("b") } })
    local plain = errors.to_table(before)
    local after = errors.from_table(plain)
    print(getmetatable(plain), after, after:is_a(Sound), after.sample, #after.trace)
    print(after.cause.errors[1], after.cause.errors[2]:is_a("TimeoutError"))"""

    printed = said(text)

    assert printed[0].startswith(
        "nil\tSound: no sample (because of AggregateError: 2 errors: a; TimeoutError: b)\ttrue"
    )
    assert printed[1] == "a\ttrue"


def test_error_of_a_class_that_is_not_known_keeps_its_name(said):
    text = 'local e = errors.from_table{ name = "Alien", message = "hello" } print(e, errors.is(e), e.name)'

    assert said(text) == ["Alien: hello\ttrue\tAlien"]


def test_aggregate_of_nothing_is_nothing(said):
    assert said("print(errors.aggregate{}, errors.aggregate{ 'x' })") == ["nil\tAggregateError: 1 error: x"]


@pytest.mark.parametrize(
    ("failure", "category", "retryable", "fatal"),
    [
        ("'song.lua:1: attempt to index a nil value'", "mistake", "false", "true"),
        ("'Connection refused'", "unavailable", "true", "false"),
        ("'not enough memory'", "resources", "false", "true"),
        ("'hm'", "unknown", "false", "false"),
        ("nil", "unknown", "false", "false"),
        ("errors.CancelledError('x')", "cancelled", "false", "false"),
    ],
)
def test_errors_are_sorted_by_class_or_by_words(said, failure, category, retryable, fatal):
    text = f"local e = {failure} print(errors.categorize(e), errors.is_retryable(e), errors.is_fatal(e))"

    assert said(text) == [f"{category}\t{retryable}\t{fatal}"]
