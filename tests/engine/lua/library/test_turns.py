"""Callbacks of promises, and rejections that nothing handles, when the Lua of a turn has come to its end."""

from __future__ import annotations

import pytest

from engine.lua.factory import RuntimeFactory
from engine.lua.limits import Limits
from engine.lua.mistakes import BudgetExceeded, MemoryExceeded
from engine.lua.packages import PackageFinder
from engine.lua.pool import RuntimePool
from engine.lua.requiring import Requiring
from tests.engine.lua.library.lab import Lab

OPENING = 'local promise = require "promise" '
UNHANDLED = "a promise was rejected, and nothing handles it: "
AGAIN = "local function again()\nreturn promise.resolve():and_then(again) end again()"


def test_callbacks_run_when_the_text_has_come_to_its_end(lab):
    assert lab.run(f"{OPENING}promise.resolve('later'):and_then(print) print('sooner')") == ["sooner", "later"]


def test_callbacks_run_at_the_end_of_each_turn_of_a_task(lab):
    text = """clock.run(function()
      for turn = 1, 2 do
        promise.resolve(turn):and_then(print):and_then(function() print("then") end)
        print("waits")
        clock.sleep(1)
      end
    end)"""

    assert lab.run(OPENING + text) == ["waits", "1", "then", "waits", "2", "then"]


def test_callbacks_run_when_a_function_that_the_host_calls_has_returned(lab):
    functions = []
    lab.runtime.install("give", functions.append, takes_functions=True)
    lab.run(f"{OPENING}give(function() promise.resolve('later'):and_then(print) print('sooner') return 5 end)")

    assert lab.runtime.call(functions[0]) == (5,)
    assert lab.printed == ["sooner", "later"]


def test_callbacks_run_when_a_line_of_the_console_is_worked_out(lab):
    assert lab.runtime.evaluate("require('promise').resolve('later'):and_then(print)", "console") == "promise (pending)"
    assert lab.printed == ["later"]


def test_callbacks_have_the_chance_of_the_turn_they_end(lab):
    text = "print(math.random()) promise.resolve():and_then(function() print(math.random()) end)"
    plain = "print(math.random()) print(math.random())"

    assert lab.run(OPENING + text) == lab.run(plain)


def test_rejection_that_nothing_handles_is_told_at_the_end_of_its_turn_with_its_line(lab):
    lab.run(f"{OPENING}\npromise.reject('lost')\nprint('on')")

    assert lab.heard == ["on", f"error song.lua:2: {UNHANDLED}lost"]


@pytest.mark.parametrize(
    ("raises", "told"),
    [
        ("error('late')", "song.lua:4: " + UNHANDLED + "late"),  # where it was raised
        ("error('late', 0)", "song.lua:3: " + UNHANDLED + "late"),  # where the callback begins
        ("error(nil)", "song.lua:3: " + UNHANDLED + "nil"),
    ],
)
def test_what_a_callback_raises_is_told_with_a_line_of_the_player_s(lab, raises, told):
    lab.run(f"{OPENING}\npromise.resolve():and_then(\nfunction()\n{raises} end)")

    assert lab.logged == [("error", told)]


def test_rejection_that_a_task_leaves_is_told_when_the_task_waits(lab):
    lab.run(f"{OPENING}clock.run(function()\npromise.reject('lost')\nprint('on') clock.sleep(1) print('over') end)")

    assert lab.heard == ["on", f"error song.lua:2: {UNHANDLED}lost", "over"]


@pytest.mark.parametrize(
    "handles",
    ["p:catch(function() end)", "promise.resolve():and_then(function() p:catch(function() end) end)"],
)
def test_rejection_that_is_handled_within_its_turn_is_not_told(lab, handles):
    lab.run(f"{OPENING}local p = promise.reject('late') print('on') {handles}")

    assert lab.logged == []


@pytest.mark.parametrize("place", ["{}", "clock.run(function() {} clock.sleep(1) end)"])
def test_endless_chain_of_callbacks_is_stopped_at_the_line_of_its_callback(lab, place):
    with lab.runtime.budget(0.05), pytest.raises(BudgetExceeded, match="took longer") as caught:
        lab.run(OPENING + "\n" + place.format(AGAIN))

    assert (caught.value.chunk, caught.value.line in (2, 3)) == ("song.lua", True)
    assert lab.run(f"{OPENING}promise.resolve('alive'):and_then(print)") == ["alive"]


def test_callback_that_never_ends_is_stopped_at_its_line(lab):
    with lab.runtime.budget(0.05), pytest.raises(BudgetExceeded) as caught:
        lab.run(f"{OPENING}promise.resolve():and_then(function()\nwhile true do end end)")

    assert caught.value.line == 2


def test_callbacks_that_take_all_memory_are_stopped():
    lab = Lab(limits=Limits(memory_bytes=48 << 20))
    with pytest.raises(MemoryExceeded):
        lab.run(
            f"{OPENING}promise.resolve():and_then(function() local t = {{}} while true do t[#t + 1] = {{}} end end)"
        )

    assert lab.run(f"{OPENING}promise.resolve('alive'):and_then(print)") == ["alive"]
    lab.close()


@pytest.mark.parametrize("fails", ["error('no')", "while true do end"])
def test_callbacks_of_a_turn_that_fails_never_run(lab, fails):
    lab.run(f"{OPENING}kept = promise")
    with lab.runtime.budget(0.05):
        lab.fail(f"kept.resolve('never'):and_then(print) kept.reject('lost') {fails}")

    assert lab.run("kept.resolve('next'):and_then(print)") == ["next"]
    assert lab.logged == []


def test_callback_cannot_wait_and_is_told_so(lab):
    lab.run(
        f"{OPENING}clock.run(function() promise.resolve():and_then(function()\nclock.sleep(1) end) clock.sleep(1) end)"
    )

    ((level, text),) = lab.logged
    assert (level, text.startswith(f"song.lua:2: {UNHANDLED}a callback of a promise cannot wait")) == ("error", True)


def test_callback_that_yields_in_a_coroutine_which_is_given_up_holds_up_no_other(lab):
    text = """
    local p = promise.resolve()
    coroutine.wrap(function() p:and_then(coroutine.yield) p:and_then(function() print("on") end) promise.flush() end)()
    print("given up")"""

    assert lab.run(OPENING + text) == ["given up", "on"]


def test_what_hears_of_rejections_may_fail_and_is_told_at_its_line(lab):
    mistake = lab.fail(f"{OPENING}promise.on_unhandled(function()\nerror('deaf') end)\npromise.reject('lost')")

    assert (mistake.message, mistake.line) == ("deaf", 2)


def test_callbacks_run_by_themselves_in_a_runtime_of_a_pool_and_nothing_of_them_is_left_for_the_next():
    heard: list[str] = []
    factory = RuntimeFactory(install=lambda runtime: Requiring(runtime, PackageFinder()))
    pool = RuntimePool(factory, least=1, most=1, is_tended=False)
    for text in ("promise.resolve('first'):and_then(print)", "promise.resolve('second'):and_then(print) error('no')"):
        try:
            with pool.lease(output=heard.append) as runtime:
                runtime.run_chunk(OPENING + text, "song.lua")
        except Exception as mistake:  # noqa: BLE001 - told below
            heard.append(str(mistake))
    with pool.lease(output=heard.append) as runtime:
        runtime.run_chunk(f"{OPENING}promise.resolve('third'):and_then(print)", "song.lua")
    assert pool.statistics().reused == 2
    pool.close()

    assert heard == ["first", "song.lua:1: no", "third"]
