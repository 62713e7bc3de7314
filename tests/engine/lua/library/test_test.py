"""The library's own `test`: what passes, what fails and how that is told, spies and stubs, and what is measured."""

from __future__ import annotations

import pytest

OPENING = 'local test, async, errors = require "test", require "async", require "errors"\nlocal expect = test.expect\n'


@pytest.fixture
def said(lab):
    return lambda text: lab.run(OPENING + text)


def test_run_tells_of_every_test_by_its_full_name_with_the_line_of_a_failure(said):
    text = """
test.describe("a bar", function()
  test.describe("in four", function()
    test.it("has four beats", function()
      expect(3):to_be(4)
    end)
  end)
  test.it("sounds", function() end)
  test.skip("later", print)
end)
test.it("fails by itself", function() error("broken") end)
test.run()"""

    assert said(text) == [
        "FAIL a bar in four has four beats",
        "     song.lua:7: expected 3 to be 4",
        "ok   a bar sounds",
        "skip a bar later",
        "FAIL fails by itself",
        "     song.lua:13: broken",
        "1 passed, 2 failed, 1 skipped",
    ]


def test_run_forgets_what_it_has_run(said):
    assert said("test.it('a', function() end) test.run() test.run()") == ["ok   a", "1 passed", "0 passed"]


def test_tap_and_table_and_reporters_of_ones_own(said):
    text = """
    local function add() test.it("a", function() end) test.skip("b") test.it("c", function() error("x", 0) end) end
    add() test.run{ reporter = "tap" }
    add() test.run{ reporter = "table" }
    add() test.run{ reporter = function(results) return { results.passed .. "/" .. #results.tests } end }"""

    tap = ["TAP version 13", "1..3", "ok 1 - a", "ok 2 - b # SKIP", "not ok 3 - c", "# x"]
    table = ["state    test  why\npassed   a     \nskipped  b     \nfailed   c     x", "1 passed, 1 failed, 1 skipped"]
    assert said(text) == [*tap, *table, "1/3"]


def test_only_and_filter_choose_what_runs(said):
    text = """
    local function none(lines) return {} end
    test.it("a", function() print("a") end) test.only("b", function() print("b") end)
    print(test.run{ reporter = "none" }.skipped)
    test.it("kick", function() print("kick") end) test.it("hat", function() print("hat") end)
    test.run{ reporter = "none", filter = "ki" }"""

    assert said(text) == ["b", "1", "kick"]


def test_hooks_run_around_tests_from_the_outside_in_and_back_even_after_a_failure(said):
    text = """
    local function says(word) return function() print(word) end end
    test.before_all(says "open") test.after_all(says "close")
    test.before_each(says "out") test.after_each(says "out again")
    test.describe("inner", function()
      test.before_all(says "inner open") test.before_each(says "in") test.after_each(says "in again")
      test.it("fails", function() print("test") error("x") end)
    end)
    test.describe("nothing to run", function() test.before_all(says "never") test.skip("s") end)
    test.run{ reporter = "none" }"""

    assert said(text) == ["open", "inner open", "out", "in", "test", "in again", "out again", "close"]


@pytest.mark.parametrize("hook", ["before_each", "after_each", "before_all"])
def test_hook_that_fails_fails_the_test(said, hook):
    text = f"""
    test.{hook}(function() error("hook", 0) end) test.it("a", function() end)
    local r = test.run{{ reporter = "none" }} print(r.failed, r.tests[1].message)"""

    assert said(text) == ["1\thook"]


def test_after_all_that_fails_is_a_failure_of_its_own(said):
    text = """
    test.describe("s", function() test.after_all(function() error("x", 0) end) test.it("a", function() end) end)
    test.run()"""

    assert said(text) == ["ok   s a", "FAIL s after all", "     x", "1 passed, 1 failed"]


def test_tests_may_wait_time_costs_nothing_and_deadlocks_fail(lab, said):
    text = """
    test.it("waits", function() async.sleep(3600) expect(async.now()):to_be(3600) end)
    test.it("hangs", function() async.channel(0, "c"):receive() end)
    local r = test.run{ reporter = "none" }
    print(r.passed, r.tests[1].seconds, r.tests[2].message)"""

    assert said(text)[0].startswith("1\t3600\tDeadlockError: deadlock, nothing can wake: main task at song.lua:5 waits")
    assert lab.sleeps == []


def test_tests_can_run_in_the_time_that_passes_inside_a_task_too(lab):
    body = """
    local test = require "test"
    test.it("waits", function() async.sleep(2) end)
    print(test.run{ reporter = "none", real_time = true }.passed, async.now())"""

    assert lab.inside(body) == ["1\t2.0"]


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("expect(1):to_be(1)", "expect(1):to_be('1')", 'expected 1 to be "1"'),
        ("expect({a={1}}):to_equal{a={1}}", "expect({a={1}}):to_equal{a={2}}", "value.a[1] is 1 and should be 2"),
        ("expect{1}:to_equal{1}", "expect{1, 2}:to_equal{1}", "value[2] is 2 and should not be there"),
        ("expect(1.05):to_be_near(1, 0.1)", "expect(1.2):to_be_near(1, 0.1)", "expected 1.2 to be near 1"),
        ("expect(nil):to_be_nil()", "expect(false):to_be_nil()", "expected false to be nil"),
        ("expect(0):to_be_truthy()", "expect(nil):to_be_truthy()", "expected nil to be true or like it"),
        ("expect(false):to_be_falsy()", "expect(0):to_be_falsy()", "expected 0 to be false or nil"),
        ("expect('x'):to_be_a('string')", "expect(1):to_be_a('string')", "expected 1 to be a string"),
        ("expect(errors.TypeError()):to_be_a(errors.Error)", "expect(1):to_be_a(errors.Error)", "to be a Error"),
        ("expect('abc'):to_contain('b')", "expect({1, {2}}):to_contain{3}", "expected {1, {2}} to contain {3}"),
        ("expect({1, {2}}):to_contain{2}", "expect('a'):to_contain('.')", 'expected "a" to contain "."'),
        ("expect('kick9'):to_match('%d')", "expect(9):to_match('%d')", 'expected 9 to match "%d"'),
        ("expect({1, 2}):to_have_length(2)", "expect('x'):to_have_length(2)", 'expected "x" to have the length 2'),
        ("expect(2):to_be_above(1)", "expect(1):to_be_above(1)", "expected 1 to be above 1"),
        ("expect(0):to_be_below(1)", "expect(1):to_be_below(1)", "expected 1 to be below 1"),
        ("expect(error):to_throw()", "expect(function() end):to_throw()", "to fail: it did not fail"),
        (
            "expect(function() error('too loud') end):to_throw('loud')",
            "expect(function() error('soft', 0) end):to_throw('loud')",
            'to fail with "loud": it failed with soft',
        ),
        (
            "expect(function() error(errors.TypeError('x')) end):to_throw(errors.TypeError)",
            "expect(error):to_throw(errors.TypeError)",
            "to fail with TypeError: it failed with nil",
        ),
    ],
)
def test_matcher_passes_fails_with_a_sentence_and_can_be_turned_round(lab, said, good, bad, message):
    assert said(good) == []
    assert message in str(lab.fail(OPENING + bad))
    assert said(bad.replace(":to_", ".never:to_")) == []
    assert " not to " in str(lab.fail(OPENING + good.replace(":to_", ".never:to_")))


def test_deep_equality_ends_in_circles(said):
    assert said("local a, b = {}, {} a.a, b.a = a, b expect(a):to_equal(b)") == []


def test_matcher_that_is_called_with_a_dot_says_how_to_write_it(lab):
    assert "write it with a colon" in str(lab.fail(OPENING + "expect(1).to_be(1)"))


def test_spies_remember_calls_and_can_return_fail_and_be_reset(said):
    text = """
    local spy = test.spy(function(n) return n + 1 end)
    print(spy(1), spy.f(2)) expect(spy):to_have_been_called(2) expect(spy.f):to_have_been_called_with(2)
    print(spy:returns("a", nil, "c")()) print(pcall(spy:fails("x").f))
    spy:reset() print(#spy.calls, spy(5))
    print(pcall(function() expect(spy):to_have_been_called(3) end))"""

    assert said(text)[:4] == ["2\t3", "a\tnil\tc", "false\tx", "0\t6"]


def test_stub_gives_the_place_back_also_when_there_was_nothing(said):
    text = """
    local band = setmetatable({}, { __index = { play = function() return "inherited" end } })
    local stub = test.stub(band, "play", function() return "stub" end)
    print(band.play()) stub:restore() stub:restore()
    print(band.play(), rawget(band, "play"))"""

    assert said(text) == ["stub", "inherited\tnil"]


def test_stubs_of_stubs_come_off_in_the_right_order(said):
    text = """
    local band = { play = function() return "own" end }
    test.it("a", function()
      test.stub(band, "play"):returns(1) test.stub(band, "play"):returns(2) print(band.play())
      error("fails, and yet")
    end)
    test.run{ reporter = "none" } print(band.play())"""

    assert said(text) == ["2", "own"]


def test_mock_really_replaces_resets_and_restores(said):
    text = """
    local band = { play = function() return "own" end, name = "x" }
    local mock = test.mock(band)
    mock.stubs.play:returns("mocked") print(band.play(), band.name)
    mock:reset() print(band.play(), #mock.stubs.play.calls)
    mock:restore() print(band.play())"""

    assert said(text) == ["mocked\tx", "nil\t1", "own"]


def test_benchmark_calls_as_often_as_it_says_and_does_not_invent_times(said):
    text = """
    local calls = 0
    local r = test.benchmark(function() calls = calls + 1 end, { iterations = 20, warmup = 5 })
    print(calls, r.iterations, r.is_timed, r.seconds)"""

    assert said(text) == ["25\t20\tfalse\tnil"]


def test_load_test_runs_its_users_at_the_same_time_and_tells_percentiles(lab):
    body = """
    local test = require "test"
    local r = test.load_test{ users = 100, calls = 1, run = function(user)
      async.sleep(user / 100) if user == 100 then error("tired") end
    end }
    print(r.calls, #r.failures, r.most_at_once, r.seconds, r.p50, r.p95, r.p99, r.slowest)"""

    assert lab.inside(body) == ["100\t1\t100\t1.0\t0.5\t0.95\t0.99\t0.99"]
    assert len(lab.sleeps) == 100
    assert lab.now == pytest.approx(1)
