"""Levels and policies: the table has every name of Lua once, and each runtime has what its level says."""

from __future__ import annotations

from functools import reduce
from operator import getitem

import pytest

from engine.core.document import SCRIPT_LEVELS
from engine.core.errors import NotAllowed, UnknownName
from engine.lua.bare import new_lua
from engine.lua.levels import GONE, KEPT, LEVELS, OURS, TABLE, Policy, rows_by_name
from engine.lua.mistakes import BudgetExceeded, MemoryExceeded, StackExceeded

LIST = """(function()
  local names = {}
  for name, value in pairs(_G) do
    if type(value) == 'table' and name ~= '_G' then
      for field in pairs(value) do names[#names + 1] = name .. '.' .. field end
    else
      names[#names + 1] = name
    end
  end
  return table.concat(names, ' ')
end)()"""
OUR_OWN = {"keep", "tell", "wait"}  # globals that are not Lua's; and `state`, which is empty


def test_the_table_has_every_name_of_lua_once_and_no_other():
    listed = [f"{row.library}.{name}" if row.library else name for row in TABLE for name in row.names.split()]

    assert len(listed) == len(set(listed))
    assert set(listed) == {name for name in new_lua(0).eval(LIST).split() if not name.startswith("python")}


def test_the_document_and_the_table_know_the_same_levels():
    assert tuple(LEVELS) == SCRIPT_LEVELS


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_has_what_the_table_says_and_nothing_else(make_script, level):
    script = make_script(level=level)
    there = set(script.run(f"print({LIST})")[0].split()) - OUR_OWN
    policy = Policy(level)

    assert there == {name for name in rows_by_name() if policy.fate(name) != GONE}


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_kept_is_luas_own_and_what_is_ours_is_not(make_script, level):
    prelude = make_script(level=level).runtime._prelude
    policy = Policy(level)
    wrong = []
    for name in rows_by_name():
        if policy.fate(name) == GONE or name in {"_G", "_VERSION"}:
            continue
        if name not in _functions():
            continue
        function = reduce(getitem, name.split("."), prelude["globals"])
        _, chunk, _ = prelude["hold"](function or prelude["globals"]["print"])
        if (chunk == "[C]") != (policy.fate(name) == KEPT):
            wrong.append(name)

    assert wrong == []


def _functions() -> set[str]:
    lua = new_lua(0)
    kinds = {name: lua.eval(f"type({name})") for name in rows_by_name()}
    return {name for name, kind in kinds.items() if kind == "function" or (kind == "nil" and name.startswith("io."))}


@pytest.mark.parametrize(
    ("name", "fates"),
    [
        ("assert", (KEPT, KEPT, KEPT, KEPT)),
        ("pcall", (OURS, OURS, OURS, OURS)),
        ("load", (OURS, OURS, GONE, OURS)),
        ("dofile", (GONE, GONE, GONE, GONE)),
        ("io.open", (OURS, GONE, GONE, GONE)),
        ("io.popen", (GONE, GONE, GONE, GONE)),
        ("os.remove", (OURS, GONE, GONE, GONE)),
        ("os.time", (OURS, OURS, OURS, OURS)),
        ("os.execute", (GONE, GONE, GONE, GONE)),
        ("string.dump", (GONE, GONE, GONE, GONE)),
        ("debug.traceback", (OURS, OURS, GONE, OURS)),
        ("debug.sethook", (GONE, GONE, GONE, GONE)),
        ("package.loadlib", (GONE, GONE, GONE, GONE)),
    ],
)
def test_fates_of_well_known_names(name, fates):
    assert tuple(Policy(level).fate(name) for level in ("minimal", "standard", "strict", "trusted")) == fates


def test_denied_names_are_gone_and_allowed_ones_are_there(make_script):
    policy = Policy("strict", deny=("os", "math.random"), allow=("load", "debug.traceback"))
    script = make_script(level=policy)

    assert script.run("print(os, math.random, type(math.floor), type(load), type(debug.traceback))") == [
        "nil\tnil\tfunction\tfunction\tfunction"
    ]


def test_library_of_the_house_works_whatever_is_denied(make_script):
    script = make_script(level=Policy(deny=("string", "table", "math", "select")))
    script.runtime.load_library(
        "return { shout = function(s) return string.upper(s) .. select('#', 1, 2) .. math.floor(2.5) end }", "library"
    )

    assert script.run("print(shout('a'), string, select, math)") == ["A22\tnil\tnil\tnil"]


@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({"level": "strickt"}, UnknownName, 'there is no level "strickt"; did you mean "strict"?'),
        ({"deny": ("os.tme",)}, UnknownName, 'Lua has no "os.tme"; did you mean "os.time"?'),
        ({"allow": ("io.opn",)}, UnknownName, 'Lua has no "io.opn"; did you mean "io.open"?'),
        ({"allow": ("debug.sethook",)}, NotAllowed, "debug.sethook cannot be allowed: no level has it"),
        ({"allow": ("os.exit",)}, NotAllowed, "os.exit cannot be allowed: no level has it"),
        ({"deny": ("os",), "allow": ("os.time",)}, NotAllowed, "os.time is both denied and allowed"),
    ],
)
def test_policy_that_cannot_be_says_why(options, error, text):
    with pytest.raises(error) as caught:
        Policy(**options)
    assert str(caught.value).startswith(text)


def test_levels_grow_tighter():
    minimal, standard, strict = (LEVELS[name].limits for name in ("minimal", "standard", "strict"))

    assert minimal.soft_memory_bytes > standard.soft_memory_bytes > strict.soft_memory_bytes
    assert len({level.limits.run_seconds for level in LEVELS.values()}) == 1
    assert set(Policy("minimal").absent) < set(Policy("standard").absent) < set(Policy("strict").absent)


# What is exceeded ---------------------------------------------------------------------------------------------------


def exceeded(mistake) -> tuple:
    assert mistake.used > mistake.limit
    return type(mistake), mistake.limit_name, mistake.limit, mistake.line, mistake.message


def test_bound_on_instructions_holds_in_a_loop_and_in_coroutines(make_script):
    script = make_script(level="strict")
    told = (BudgetExceeded, "instructions", 1_000_000)
    said = "this took more than 1,000,000 instructions and was stopped"

    for text in (
        "\nwhile true do end",
        "\ncoroutine.wrap(function() while true do end end)()",
        "\nwhile true do pcall(function() while true do end end) end",
        "\nfor i = 1, 1e9 do coroutine.wrap(function() for j = 1, 100 do local x = j end end)() end",
    ):
        assert exceeded(script.fail(text)) == (*told, 2, said)
    assert script.run("for i = 1, 2e5 do local x = i end print('fine')") == ["fine"]


def test_bound_on_instructions_is_for_each_turn_of_a_loop(make_script):
    script = make_script(level="strict")
    loop = script.loop("for turn = 1, 20 do for i = 1, 1e5 do local x = i end wait(turn) end")

    assert [loop.resume().values for _ in range(20)] == [(turn,) for turn in range(1, 21)]


def test_used_instructions_are_close_to_what_was_allowed(make_script):
    assert 1_000_000 < make_script(level="strict").fail("while true do end").used < 1_010_000


def test_depth_of_calls_is_bounded_at_strict(make_script):
    script = make_script(level="strict")
    mistake = script.fail("local function f(n)\n local x = 1 + f(n + 1)\n return x\nend\nf(1)")

    assert exceeded(mistake) == (
        StackExceeded, "stack depth", 100, 2, "functions call each other more than 100 deep here, and were stopped",
    )  # fmt: skip
    assert script.run(
        "local function f(n) if n == 0 then for i = 1, 1e4 do local x = i end return 0 end"
        " local x = f(n - 1) return x end print(f(90))"
    ) == ["0"]


def test_memory_bound_is_that_of_the_level(make_script):
    script = make_script(level="strict")
    mistake = script.fail("kept = {}\nkept[1] = ('x'):rep(9 << 20)\nkept[2] = kept[1] .. 'y' print()")

    assert type(mistake) is MemoryExceeded
    assert (mistake.limit_name, mistake.limit, mistake.line) == ("memory", 10 << 20, 3)
    assert mistake.used > mistake.limit


def test_trusted_runtime_has_no_hook_anywhere_and_runs(make_script):
    script = make_script(level="trusted")

    assert script.runtime._watch is None
    assert script.run(
        "local c = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) print(c(), c(), c())"
    ) == ["1\t2\t3"]
    assert script.fail("local t = {} while true do t[#t + 1] = { {} } end").limit_name == "memory"


# debug.traceback ----------------------------------------------------------------------------------------------------


def test_traceback_tells_the_players_frames_as_text(script):
    assert script.run("local function inner() return debug.traceback('why') end\nlocal x = inner()\nprint(x)") == [
        "why\nstack traceback:\n\tsong.lua:1: in function 'inner'\n\tsong.lua:2: in main chunk"
    ] or script.printed == ["why\nstack traceback:\n\tsong.lua:2: in main chunk"]
    assert script.run("print(debug.traceback({}) ~= nil, debug.traceback(coroutine.create(print), 'x'))") == [
        "true\tx\nstack traceback:"
    ]
    assert script.run("print(xpcall(function() error('bad', 0) end, debug.traceback))")[0].startswith("false\tbad\n")
