"""Coroutines that the host steps, and those that scripts make inside them."""

from __future__ import annotations

import gc

import pytest

from engine.core.errors import EngineError
from engine.lua.coroutine import LuaFunction, Turn
from engine.lua.mistakes import LuaMistake


def test_resume_runs_to_the_next_wait_and_answers_it(script):
    loop = script.loop("print('begun', ...) local a, b = wait(1/2, 'x') print(a, b) return 'done', 3")

    assert loop.resume("first", 1) == Turn(False, (0.5, "x"))
    assert loop.resume([1], {"k": "v"}) == Turn(True, ("done", 3))
    assert script.printed[:2] == ["begun\tfirst\t1", "table: 0x00000001\ttable: 0x00000002"]
    assert loop.is_finished


def test_resume_refuses_a_finished_coroutine(script):
    loop = script.loop("")
    loop.resume()

    with pytest.raises(RuntimeError, match="finished"):
        loop.resume()


def test_place_is_the_players_line_where_it_waits(script):
    loop = script.loop("\n\nwait(1)\n\nwait(2)\n")

    assert loop.place == ("", 0)
    loop.resume()
    assert loop.place == ("loop.lua", 3)
    loop.resume()
    assert loop.place == ("loop.lua", 5)
    loop.resume()
    assert loop.place == ("", 0)


def test_results_that_are_no_plain_values_are_told_as_none(script):
    assert script.loop("return 1, {}, print, 'x'").resume().values == (1, None, None, "x")


def test_two_coroutines_take_turns(script):
    first = script.loop("for i = 1, 3 do wait('first', i) end")
    second = script.loop("for i = 1, 3 do wait('second', i) end")

    assert [loop.resume().values for loop in (first, second, second, first)] == [
        ("first", 1),
        ("second", 1),
        ("second", 2),
        ("first", 2),
    ]


def test_one_function_can_run_in_many_coroutines(script):
    script.run("keep(function(n) while true do n = n + wait(n) end end)")
    function = script.told[0]
    loops = [script.runtime.spawn(function) for _ in range(3)]

    assert [loop.resume(number).values for number, loop in enumerate(loops)] == [(0,), (1,), (2,)]
    assert [loop.resume(10).values for loop in loops] == [(10,), (11,), (12,)]


def test_a_lua_function_knows_where_it_was_written(script):
    script.run("\n\nkeep(function() end)")
    function = script.told[0]

    assert isinstance(function, LuaFunction)
    assert (function.chunk, function.line, repr(function)) == ("song.lua", 3, "LuaFunction(song.lua:3)")


def test_a_function_is_let_go_once_python_forgets_it(script):
    script.run(
        "collected = setmetatable({}, { __mode = 'k' }) do local f = function() end collected[f] = true keep(f) end"
    )
    assert (
        script.value("#(function() local t = {} for f in pairs(collected) do t[#t + 1] = f end return t end)()") == "1"
    )

    script.told.clear()
    gc.collect()
    script.run("for i = 1, 2e5 do local garbage = { i } end")

    assert script.value("next(collected)") == "nil"


def test_spawning_a_function_that_is_gone_is_refused(script):
    script.run("keep({ ['\\0function'] = 12345, chunk = 'x', line = 1 })")

    with pytest.raises(EngineError, match="no such function"):
        script.runtime.spawn(script.told[0])


def test_close_forgets_a_waiting_coroutine(script):
    loop = script.loop("while true do wait(1) end")
    loop.resume()
    loop.close()

    assert loop.is_finished
    with pytest.raises(RuntimeError):
        loop.resume()


def test_a_failed_coroutine_does_not_touch_the_others(script):
    good = script.loop("while true do wait('good') end")
    bad = script.loop("wait(1) error('bad')")
    good.resume(), bad.resume()

    with pytest.raises(LuaMistake, match="bad"):
        bad.resume()

    assert good.resume().values == ("good",)


def test_the_variables_of_a_failed_coroutine_are_closed(script):
    loop = script.loop("local x <close> = setmetatable({}, { __close = function() print('closed') end }) error('bad')")

    with pytest.raises(LuaMistake, match="bad"):
        loop.resume()

    assert script.printed == ["closed"]


# Waiting inside coroutines of the script's own


def test_a_wait_passes_through_the_scripts_own_coroutines(script):
    loop = script.loop(
        """
        local inner = coroutine.wrap(function(a)
          local b = coroutine.yield('own ' .. a)
          local c = wait('host', b)
          coroutine.yield('own ' .. c)
          return 'end'
        end)
        print(inner('a')) print(inner('b')) print(inner('d'))
        """
    )

    assert loop.resume().values == ("host", "b")
    assert loop.resume("c").is_finished
    assert script.printed == ["own a", "own c", "end"]


def test_a_wait_passes_through_several_coroutines_and_pcalls(script):
    loop = script.loop(
        """
        local function deep(n)
          if n == 0 then return wait('bottom') end
          local co = coroutine.create(deep)
          local ok, _, answer = pcall(coroutine.resume, co, n - 1)
          return answer
        end
        print(deep(5))
        """
    )

    assert loop.resume().values == ("bottom",)
    assert loop.resume("answer").is_finished
    assert script.printed == ["answer"]


def test_a_sleeping_coroutine_cannot_be_resumed_by_another_loop(script):
    owner = script.loop("shared = coroutine.create(function() wait(1) end) coroutine.resume(shared)")
    other = script.loop("print(coroutine.resume(shared)) print(coroutine.status(shared))")
    owner.resume()
    other.resume()

    assert script.printed == ["false\tcannot resume a coroutine that sleeps in another loop", "suspended"]


def test_waiting_where_nothing_can_wait_says_why(script):
    loop = script.loop("print(pcall(string.gsub, 'a', 'a', function() wait(1) end))")
    loop.resume()

    assert script.printed == [
        "false\tloop.lua:1: cannot wait inside a function that was called by string.gsub, a metamethod or the like"
    ]
    mistake = script.fail("\nwait(1)")
    assert str(mistake) == (
        "song.lua:2: only a live loop or a task can wait: this runs at once, from top to bottom; "
        "put it into live_loop or once"
    )


def test_a_script_cannot_steer_the_coroutines_of_the_host(script):
    loop = script.loop(
        """
        local me = coroutine.running()
        keep_me = me
        print(pcall(coroutine.yield, 1))
        print(coroutine.resume(me))
        print(pcall(coroutine.close, me))
        wait(1)
        """
    )
    loop.resume()

    assert script.printed == [
        "false\tloop.lua:4: there is no coroutine of your own to yield from here; to let time pass, use sleep",
        "false\tcannot resume a live loop from a script",
        "false\tloop.lua:6: cannot close a live loop from a script; use stop_loop",
    ]
    script.run("print(coroutine.resume(keep_me), coroutine.status(keep_me))")
    assert script.printed[-1] == "false\tsuspended"


def test_coroutines_of_the_script_work_as_in_lua(script):
    printed = script.run(
        """
        local co = coroutine.create(function(a, b)
          print(a, b, coroutine.isyieldable(), coroutine.status(coroutine.running()))
          print(coroutine.yield(1, 2))
          error({ code = 7 })
        end)
        print(coroutine.resume(co, 'a', 'b'))
        print(coroutine.resume(co, 'c'))
        print(coroutine.status(co), coroutine.resume(co))
        local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
        print(gen(), gen(), gen(), gen())
        print(pcall(gen))
        local closing = coroutine.create(function()
          local x <close> = setmetatable({}, { __close = function(_, e) print('closed', e) end })
          coroutine.yield()
        end)
        coroutine.resume(closing)
        print(coroutine.close(closing), coroutine.status(closing))
        print(select('#', coroutine.wrap(function() return nil, nil end)()), select('#', pcall(function() end)))
        """
    )

    assert printed == [
        "a\tb\ttrue\trunning",
        "true\t1\t2",
        "c",
        "false\ttable: 0x00000001",
        "dead\tfalse\tcannot resume dead coroutine",
        "1\t2\t3",
        "false\tcannot resume dead coroutine",
        "closed\tnil",
        "true\tdead",
        "2\t1",
    ]


def test_an_error_in_a_wrapped_coroutine_closes_its_variables(script):
    printed = script.run(
        """
        local gen = coroutine.wrap(function()
          local x <close> = setmetatable({}, { __close = function(_, e) print('closed', e) end })
          error('bad', 0)
        end)
        print(pcall(gen))
        """
    )

    assert printed == ["closed\tbad", "false\tbad"]


def test_call_returns_all_that_a_function_returns_as_plain_values(script):
    script.run("keep(function(a, b) return a + 1, { b, at = nil }, { name = b } end)")

    assert script.runtime.call(script.told[0], 1, "x") == (2, ["x"], {"name": "x"})


def test_call_tells_an_error_with_its_line_and_what_cannot_cross(script):
    script.run("keep(function() error('no') end)\nkeep(function() return print end)")

    with pytest.raises(LuaMistake, match=r"song\.lua:1: no"):
        script.runtime.call(script.told[0])
    with pytest.raises(EngineError, match="the result is a function"):
        script.runtime.call(script.told[1])
