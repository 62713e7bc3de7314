"""What the host can give to a script, and what running one does to its globals."""

from __future__ import annotations

import pytest

from engine.core.errors import EngineError, NotAllowed, UnknownName
from engine.lua.convert import NotPlainData
from engine.lua.limits import Limits
from engine.lua.mistakes import LuaMistake, SyntaxMistake


def test_install_gives_the_function_plain_values_and_the_script_its_result(script):
    seen = []
    script.runtime.install("api", lambda *values: seen.append(values) or [1, 2.5, {"deep": [True, "é"]}])

    printed = script.run(
        "local r = api(1, 2.0, 'é', true, nil, {1, {x = 'y'}}) print(r[1], r[2], r[3].deep[1], r[3].deep[2])"
    )

    assert seen == [(1, 2.0, "é", True, None, [1, {"x": "y"}])]
    assert [type(value) for value in seen[0][:4]] == [int, float, str, bool]
    assert printed == ["1\t2.5\ttrue\té"]


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (None, "nil"),
        (3, "3"),
        (3.0, "3.0"),
        (True, "true"),
        ("text", '"text"'),
        (b"\xff", '"�"'),
        ((1, "two"), '1\t"two"'),
        ((), ""),
        ([], "{}"),
        ({"b": 1, "a": [1, 2]}, "{a = {1, 2}, b = 1}"),
        (2**63 - 1, "9223372036854775807"),
        (-(2**63), "-9223372036854775808"),
    ],
)
def test_install_returns_each_kind_of_value(script, result, shown):
    script.runtime.install("api", lambda: result)

    assert script.value("api()") == shown


def test_install_passes_a_tuple_of_values_as_several_results(script):
    script.runtime.install("api", lambda: (1, [2], None, "x"))

    assert script.run("local a, b, c, d = api() print(a, b[1], c, d, select('#', api()))") == ["1\t2\tnil\tx\t4"]


def test_install_makes_tables_for_dotted_names_and_methods_for_names_with_a_colon(script):
    calls = []
    script.runtime.install("clock.run", lambda: calls.append("run"))
    script.runtime.install("clock:setBPM", calls.append)

    script.run("clock.run() clock:setBPM(128)")

    assert calls == ["run", 128]
    assert script.fail("clock.setBPM(128)").message == "call clock:setBPM with a colon: clock:setBPM(...)"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("sampler()", "sampler takes 1 to 2 arguments, got 0"),
        ("sampler(1, 2, 3)", "sampler takes 1 to 2 arguments, got 3"),
        ("hush(1)", "hush takes 0 arguments, got 1"),
        ("play()", "play takes at least 1 argument, got 0"),
        (
            "sampler('k', { sample = { 'a', print } })",
            "options.sample[2] is a function or coroutine, which cannot be used here",
        ),
        ("sampler('k', { 1, 2, x = 3 })", 'options mixes a list with the name "x"; use one or the other'),
        ("sampler(print)", "name is a function or coroutine, which cannot be used here"),
        ("sampler(coroutine.create(print))", "name is a function or coroutine, which cannot be used here"),
        ("play(1, 2, print)", "argument 3 is a function or coroutine, which cannot be used here"),
    ],
)
def test_install_refuses_wrong_arguments_at_the_players_line(script, call, message):
    script.runtime.install("sampler", lambda name, options=None: None)
    script.runtime.install("hush", lambda: None)
    script.runtime.install("play", lambda first, *others: None)

    mistake = script.fail(f"local x = 1\n{call}")

    assert str(mistake) == f"song.lua:2: {message}"


def test_an_engine_error_becomes_a_lua_error_that_the_script_can_catch(script):
    def refuse(volume):
        raise EngineError(f'sampler "kick": volume is 0 to 2, got {volume}')

    script.runtime.install("set", refuse)

    assert str(script.fail("\nset(7)")) == 'song.lua:2: sampler "kick": volume is 0 to 2, got 7'
    assert script.run("print(select(2, pcall(set, 7)))\n") == ['song.lua:1: sampler "kick": volume is 0 to 2, got 7']


def test_an_engine_error_is_placed_where_the_player_called_through_layers_of_library(script):
    def refuse():
        raise EngineError("no")

    script.runtime.load_library(
        """
        local function inner() host.refuse() end
        local function middle(f) inner() f() end
        return { outer = function(f) local a = { middle(f) } return a end }
        """,
        "layers",
        {"refuse": refuse},
    )

    assert str(script.fail("local x\n\nlocal y = outer(print)\n")) == "song.lua:3: no"


def test_an_error_of_the_library_blames_the_players_line(script):
    script.runtime.load_library("return { pick = function() error('give it a list', 2) end }", "chance")

    assert str(script.fail("\n\nlocal x = pick()")) == "song.lua:3: give it a list"


def test_a_mistake_inside_library_code_is_told_at_the_players_line(script):
    script.runtime.load_library("return { pick = function(list) return list[1] end }", "chance")

    mistake = script.fail("\nlocal x = pick(nil)")

    assert (mistake.line, mistake.message) == (
        2,
        "attempt to index a nil value (local 'list'): there is nothing called list here",
    )


def test_the_library_does_not_see_what_the_script_did_to_the_libraries_of_lua(script):
    script.runtime.load_library("return { shout = function(s) return string.upper(s) end }", "voice")
    script.run("string.upper = nil")

    assert script.value("shout('a')") == '"A"'


def test_load_library_raises_when_the_library_does_not_compile(script):
    with pytest.raises(Exception, match=r"\[moonloop broken\]:1: unexpected symbol"):
        script.runtime.load_library("return = 1", "broken")


@pytest.mark.parametrize(
    "text",
    [
        "breaks()",
        "pcall(breaks)",
        "while true do pcall(breaks) end",
        "xpcall(breaks, print)",
        "coroutine.resume(coroutine.create(breaks))",
        "pcall(coroutine.wrap(breaks))",
        "table.sort({2, 1}, breaks)",
        "string.gsub('a', 'a', breaks)",
        "local x <close> = setmetatable({}, { __close = breaks })",
    ],
)
def test_a_bug_of_the_host_comes_out_as_it_is_whatever_the_script_catches(script, text):
    bug = ZeroDivisionError("a bug")

    def breaks(*_values):
        raise bug

    script.runtime.install("breaks", breaks)

    with pytest.raises(ZeroDivisionError) as caught:
        script.run(f"before = 1 {text} after = 1")

    assert caught.value is bug
    assert script.value("before, after") == "nil\tnil"


@pytest.mark.parametrize("result", [object(), {1, 2}, {None: 1}, 1j, [[object()]], (object(),)])
def test_a_result_that_is_no_plain_value_is_a_bug_and_never_reaches_lua(script, result):
    script.runtime.install("api", lambda: result)

    with pytest.raises(TypeError):
        script.run("leaked = { pcall(api) }")

    assert script.value("leaked") == "nil"


def test_a_keyboard_interrupt_in_an_api_function_comes_out(script):
    def interrupt():
        raise KeyboardInterrupt

    script.runtime.install("interrupt", interrupt)

    with pytest.raises(KeyboardInterrupt):
        script.run("pcall(interrupt)")


def test_an_api_function_cannot_call_back_into_lua(script):
    script.runtime.install("again", lambda: script.runtime.run_chunk("x = 1", "inner.lua"))

    with pytest.raises(RuntimeError, match="cannot call back"):
        script.run("again()")


# What a chunk leaves behind


def test_a_chunk_that_succeeds_leaves_its_globals(script):
    script.run("count = 1 function double() return count * 2 end")

    assert script.value("double()") == "2"


@pytest.mark.parametrize(
    "change",
    [
        "x = 2",
        "x = nil",
        "new = 1",
        "_G.x = 2",
        "_ENV.x = 2",
        "rawset(_G, 'x', 2)",
        "_G['x'] = nil",
        "for name in pairs(_G) do _G[name] = nil end",
        "function f() return 'new' end",
        "print = nil",
        "_G = nil",
        "setmetatable(_G, { __newindex = function() end, __index = function() return 5 end })",
        "load('x = 3')()",
        "coroutine.wrap(function() x = 4 end)()",
        "_ENV = {}",
        "state = nil",
        "state.count = 2",
        "state.deep.er[1] = 'changed'",
        "state.deep = { er = {} }",
        "state.self = state",
        "for k in pairs(state) do state[k] = nil end",
    ],
)
def test_a_chunk_that_fails_leaves_the_globals_and_the_state_as_they_were(script, change):
    script.run("x = 1 function f() return 'old' end state.count = 1 state.deep = { er = { 'kept' } }")
    shown = "x, new, f(), state.count, state.deep.er[1], #state, type(print), _G == _ENV, getmetatable(_G)"
    before = script.value(shown)

    with pytest.raises(LuaMistake):
        script.run(f"{change} local nothing = nil + 1")

    assert script.value(shown) == before == '1\tnil\t"old"\t1\t"kept"\t0\t"function"\ttrue\tnil'


def test_a_chunk_that_does_not_compile_changes_nothing(script):
    script.run("x = 1")

    with pytest.raises(SyntaxMistake) as caught:
        script.run("x = 2\nx = = 3")

    assert str(caught.value) == "song.lua:2: unexpected symbol near '='"
    assert script.value("x") == "1"


def test_functions_of_earlier_chunks_see_the_same_globals_as_later_ones(script):
    script.run("function bump() n = (n or 0) + 1 return n end")
    script.run("bump()")
    loop = script.loop("while true do wait(bump()) end")

    assert loop.resume().values == (2,)
    script.run("n = 10")
    assert loop.resume().values == (11,)
    assert script.value("n, _G.n, rawget(_G, 'n'), load('return n')()") == "11\t11\t11\t11"


def test_tables_other_than_state_stay_as_a_failed_chunk_changed_them(script):
    script.run("list = { 1 }")
    script.fail("list[2] = 2 error('late')")

    assert script.value("list") == "{1, 2}"


def test_keeping_globals_puts_them_back_when_the_host_fails_after_the_chunk(script):
    def run_and_be_refused():
        with script.runtime.keeping_globals():
            script.run("x = 1")
            raise EngineError("refused")

    with pytest.raises(EngineError, match="refused"):
        run_and_be_refused()

    assert script.value("x") == "nil"


def test_a_chunk_too_long_is_refused_without_running(make_script):
    script = make_script(Limits(chunk_bytes=100))

    assert script.fail("x = 1 " * 20).message == "the text is too long (at most 100 characters)"


def test_reinstate_library_brings_back_what_the_script_has_overwritten(script):
    script.runtime.install("step", lambda *values: "stepped")
    script.run("step = 4 string.upper = nil mine = 1 math.extra = 1")

    assert script.runtime.reinstate_library() == ("step",)
    assert script.value("step(1), ('a'):upper(), mine, math.extra") == '"stepped"\t"A"\t1\tnil'


def test_reinstate_library_puts_library_tables_back_and_asks_no_metatable_of_the_scripts(script):
    script.run("math.pi = 3 math.mine = 1 string.rep = nil")
    script.run("table = setmetatable({}, { __eq = function() error('asked') end })")

    assert script.runtime.reinstate_library() == ("table",)
    text = "print(math.pi > 3.1, math.mine, string.rep('x', 2), #table.pack(1, 2))"
    assert script.run(text) == ["true\tnil\txx\t2"]


def test_reinstate_library_leaves_state_alone(script):
    script.run("state.count = 3")
    script.runtime.reinstate_library()

    assert script.value("state.count") == "3"


def test_read_and_write_global_carry_plain_values(script):
    script.runtime.write_global("state", {"count": 2, "names": ["a", "b"]})
    script.run("state.count = state.count + 1")

    assert script.runtime.read_global("state") == {"count": 3, "names": ["a", "b"]}
    assert script.runtime.read_global("nothing") is None
    script.run("state.f = print")
    with pytest.raises(NotPlainData, match=r"state\.f is a function"):
        script.runtime.read_global("state")


def test_function_that_was_uninstalled_fails_for_whoever_kept_it(script):
    script.runtime.install("clock.now", lambda: 1)
    script.runtime.install("clock:set", lambda value: value)
    loop = script.loop("local now, wait_here = clock.now, wait wait_here(now()) wait_here(now())")
    assert loop.resume().values == (1,)
    script.runtime.run_chunk("kept_now, kept_set, kept_wait = clock.now, clock.set, wait", "a.lua")
    for path in ("clock.now", "clock:set", "wait"):
        script.runtime.uninstall(path)

    with pytest.raises(LuaMistake, match=r"loop\.lua:1: clock\.now is not available any more"):
        loop.resume()
    assert script.fail("\nkept_now()").message == "clock.now is not available any more"
    assert script.fail("\nkept_set(clock, 1)").message == "clock:set is not available any more"
    assert script.fail("\nkept_wait(1)").message == "wait is not available any more"
    assert script.run("print(clock.now, clock.set, wait)") == ["nil\tnil\tnil"]


def test_function_can_be_installed_anew_after_it_was_uninstalled(script):
    script.runtime.install("now", lambda: 1)
    script.runtime.uninstall("now")
    script.runtime.install("now", lambda: 2)

    assert script.run("print(now())") == ["2"]
    with pytest.raises(UnknownName, match='nothing is installed as "noow"; did you mean "now"'):
        script.runtime.uninstall("noow")


def test_closed_runtime_refuses_to_run_and_can_be_closed_again(script):
    loop = script.loop("wait(1)")
    script.runtime.close()
    script.runtime.close()

    for use in (lambda: script.runtime.run_chunk("", "a"), lambda: script.value("1"), loop.resume):
        with pytest.raises(NotAllowed, match="this runtime is closed"):
            use()
