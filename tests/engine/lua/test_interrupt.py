"""Deadlines, stops and the thread that watches: with hooks armed from outside, and with hooks that always run."""

from __future__ import annotations

import threading
from dataclasses import replace
from time import thread_time

import pytest

from engine.lua.interrupt import BUDGET, NOT_YET, STOP, Deadline, HookSetter
from engine.lua.limits import Limits
from engine.lua.mistakes import BudgetExceeded, MemoryExceeded, Stopped

QUICK = Limits(run_seconds=0.03, turn_seconds=0.03, memory_bytes=48 << 20, headroom_bytes=16 << 20)


@pytest.fixture(params=[True, False], ids=["interrupts", "hook"])
def limited(request, make_script):
    """A script with little time, in both ways of stopping it."""
    return make_script(QUICK, interrupts=request.param)


def test_a_chunk_that_takes_too_long_is_stopped_at_its_line(limited):
    mistake = limited.fail("x = 1\nlocal n = 0\nwhile true do\n  n = n + 1\nend")

    assert type(mistake) is BudgetExceeded
    assert mistake.line in {3, 4}
    assert mistake.message == "this took longer than 0.03 s and was stopped"
    assert mistake.limit_name == "seconds"
    assert mistake.used >= mistake.limit == 0.03
    assert limited.value("x") == "nil"


def test_a_loop_that_takes_too_long_between_two_waits_is_stopped(limited):
    loop = limited.loop("wait(1)\nwhile true do end")
    assert loop.resume().values == (1,)

    with pytest.raises(BudgetExceeded) as caught:
        loop.resume()

    assert (caught.value.chunk, caught.value.line) == ("loop.lua", 2)
    assert loop.is_finished


def test_a_long_wait_costs_a_loop_nothing(limited):
    loop = limited.loop("for i = 1, 50 do for j = 1, 2000 do local x = j * j end wait(i) end")

    for turn in range(1, 51):
        assert loop.resume().values == (turn,)


def test_budget_replaces_the_limit_inside_its_block(limited):
    work = "for i = 1, 2e6 do local x = i * i end"
    with limited.runtime.budget(30):
        limited.run(work)
        with limited.runtime.budget(0.01):
            assert limited.fail("while true do end").limit == 0.01
        limited.run(work)

    assert limited.fail("while true do end").limit == 0.03


def test_what_runs_after_a_stopped_chunk_has_its_full_time(limited):
    for _ in range(5):
        limited.fail("while true do end")
        assert limited.run("for i = 1, 1000 do end print('fine')") == ["fine"]


def test_request_stop_from_another_thread_stops_what_runs(make_script):
    script = make_script(Limits(run_seconds=60))
    begun = threading.Event()
    script.runtime.install("begun", begun.set)
    stopper = threading.Thread(target=lambda: (begun.wait(), script.runtime.request_stop()))
    stopper.start()

    mistake = script.fail("begun()\nwhile true do pcall(function() while true do end end) end")
    stopper.join()

    assert type(mistake) is Stopped
    assert mistake.message == "stopped"
    assert mistake.line in {1, 2}  # it may come before `begun` has returned
    assert script.run("print('again')") == ["again"]


def test_request_stop_reaches_coroutines_of_the_script_and_the_hook_that_always_runs(make_script):
    script = make_script(Limits(run_seconds=60), interrupts=False)
    begun = threading.Event()
    script.runtime.install("begun", begun.set)
    stopper = threading.Thread(target=lambda: (begun.wait(), script.runtime.request_stop()))
    stopper.start()

    mistake = script.fail("begun()\ncoroutine.wrap(function()\n while true do end end)()")
    stopper.join()

    assert type(mistake) is Stopped
    assert mistake.line in {1, 2, 3}  # it may come before the coroutine has begun


def test_a_stop_requested_between_two_runs_stops_the_next_long_one_once(limited):
    limited.runtime.request_stop()

    assert type(limited.fail("while true do end")) is Stopped
    assert type(limited.fail("while true do end")) is BudgetExceeded


def test_clear_stop_forgets_a_request(limited):
    limited.runtime.request_stop()
    limited.runtime.clear_stop()

    assert type(limited.fail("while true do end")) is BudgetExceeded


def test_memory_beyond_the_limit_stops_the_chunk_and_is_free_again(limited):
    before = limited.runtime.memory_bytes
    with limited.runtime.budget(30):
        mistake = limited.fail("kept = {}\nwhile true do\n kept[#kept + 1] = { {} }\nend")

    assert type(mistake) is MemoryExceeded
    assert mistake.line in {2, 3}
    assert mistake.message == "this needs more than 32 MB of memory and was stopped"
    assert (mistake.limit_name, mistake.limit) == ("memory", 32 << 20)
    assert 32 << 20 < mistake.used <= 48 << 20
    assert limited.runtime.memory_bytes < before + (1 << 20)
    assert limited.run("print('fine')") == ["fine"]


HOARD = "kept = ('x'):rep(18 << 20) kept = { kept, kept .. 'y' }"  # under the hard limit, and before any hook


def test_a_chunk_that_ends_with_too_much_memory_is_undone(limited):
    with limited.runtime.budget(30):
        assert type(limited.fail(HOARD)) is MemoryExceeded
        assert limited.value("kept") == "nil"


def test_memory_kept_by_a_loop_is_refused_at_the_next_entry(limited):
    hoarding, other = limited.loop(HOARD), limited.loop("print('no room')")
    with limited.runtime.budget(30):
        assert hoarding.resume().is_finished

        with pytest.raises(MemoryExceeded):
            other.resume()
        assert type(limited.fail("print('no room')")) is MemoryExceeded


def test_state_too_large_to_be_kept_safe_refuses_the_run(limited):
    loop = limited.loop("for i = 1, 150000 do state[i] = {} end")
    with limited.runtime.budget(30):
        loop.resume()

        assert type(limited.fail("x = 1")) is MemoryExceeded


def test_watch_anew_gives_a_runtime_whose_thread_is_gone_another(make_script):
    script = make_script(QUICK)
    script.runtime.close()
    script.runtime.watch_anew()

    assert type(script.fail("while true do end")) is BudgetExceeded


def test_pure_lua_runs_without_any_hook_where_interrupts_are_possible(make_script):
    script = make_script()
    if script.runtime._watch is None:
        pytest.skip("this platform shows no symbols of Lua")
    loops = script.loop("for i = 1, 100 do wait(i) end")
    loops.resume()

    assert HookSetterProbe(script).count_of(loops.address) == 0


class HookSetterProbe(HookSetter):
    """Looks at a coroutine's hook."""

    def __init__(self, script):
        import lupa.lua54

        super().__init__(lupa.lua54.__file__)

    def count_of(self, address):
        return self._get_count(address)


def test_deadline_tells_the_reason_and_remembers_being_heeded():
    deadline = Deadline()
    assert deadline.reason() == NOT_YET
    deadline.begin(60.0)
    assert (deadline.ask(), deadline.is_heeded) == (NOT_YET, False)
    deadline.begin(-1.0)
    assert (deadline.reason(), deadline.is_heeded) == (BUDGET, False)
    assert (deadline.ask(), deadline.is_heeded) == (BUDGET, True)
    deadline.stop_requested = True
    assert deadline.reason() == STOP
    deadline.stop_requested = False
    deadline.end()
    assert deadline.reason() == NOT_YET


def test_loops_in_coroutines_of_the_script_run_without_any_hook_where_interrupts_are_possible(make_script):
    script = make_script()
    if script.runtime._watch is None:
        pytest.skip("this platform shows no symbols of Lua")
    armed = []
    script.runtime._watch.arm, arm = armed.append, script.runtime._watch.arm
    script.runtime.install("addresses", lambda: armed.extend(script.runtime._watch._inner))
    script.run("for i = 1, 3 do coroutine.wrap(function() coroutine.yield() end)() end addresses()")
    script.runtime._watch.arm = arm

    assert len(set(armed)) == 3
    assert script.runtime._watch._inner == []


@pytest.mark.parametrize(
    "text",
    [
        "local c = coroutine.wrap(function() while true do end end) c()",
        # more than the host is told of
        "for i = 1, 999 do coroutine.wrap(coroutine.yield)() end coroutine.wrap(function() while true do end end)()",
        "local function f() return coroutine.wrap(f)() end\nwhile true do pcall(f) end",
        "local c = coroutine.wrap(function() while true do coroutine.yield() end end)\nwhile true do c() end",
        "local w = coroutine.wrap w(function() while true do pcall(w(function() while true do end end)) end end)()",
        "error(setmetatable({}, { __tostring = function() coroutine.wrap(function() while true do end end)() end }))",
    ],
)
def test_coroutines_of_a_script_are_stopped_wherever_they_hang(limited, text):
    limited.fail(text)

    assert limited.run("print('fine')") == ["fine"]


def test_coroutine_that_was_watched_in_one_turn_is_watched_in_the_next(limited):
    loop = limited.loop(
        "local c = coroutine.wrap(function() wait(1) coroutine.yield() while true do end end) c() wait(2) c()"
    )
    assert (loop.resume().values, loop.resume().values) == ((1,), (2,))

    with pytest.raises(BudgetExceeded):
        loop.resume()


TOO_LARGE = {
    "a list": "t = {} for i = 1, 1000 do t[i] = i end",
    "tables that are one another's twice": "t = {} for i = 1, 12 do t = { t, t } end",
}


def be_busy():
    """Take more time than there is."""
    end = thread_time() + 2 * QUICK.run_seconds
    while thread_time() < end:
        pass


@pytest.mark.parametrize("table", TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_not_read_in_time_is_not_read_at_all(make_script, table):
    script = make_script(replace(QUICK, hook="never"))
    script.runtime.install("busy", be_busy)
    script.run(table)

    assert script.run("busy() print(pcall(tell, t))") == [
        "false\tsong.lua:1: this took too long: there was no time left to read argument 1"
    ]
    mistake = script.fail("\nbusy()\ntell(t)")
    assert (type(mistake), mistake.line) == (BudgetExceeded, 3)
    assert script.told == []
    assert script.runtime.read_global("t")  # which has all the time there is: nothing runs
