"""pairs, next and tostring: the same in every process, and otherwise as in Lua."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("{}", ""),
        ("{ 'a', 'b', 'c' }", "1 2 3"),
        ("{ b = 1, a = 2, C = 3, ['é'] = 4, [''] = 5 }", " C a b é"),
        (
            "{ [3] = 1, [1] = 2, [-1] = 3, [2.5] = 4, [0] = 5, [2^53] = 6, [math.huge] = 7 }",
            "1 3 9007199254740992 -1 0 2.5 inf",
        ),
        ("{ x = 1, [true] = 2, [false] = 3, 'list' }", "1 x false true"),
        ("{ nil, nil, 'third', n = 3 }", "3 n"),
    ],
)
def test_pairs_and_next_go_in_the_order_of_numbers_then_names(script, table, keys):
    text = f"""
        local t, by_pairs, by_next = {table}, {{}}, {{}}
        for k, v in pairs(t) do assert(t[k] == v) by_pairs[#by_pairs + 1] = tostring(k) end
        for k, v in next, t do assert(t[k] == v) by_next[#by_next + 1] = tostring(k) end
        print(table.concat(by_pairs, ' '))
        print(table.concat(by_next, ' '))
        print(tostring(next(t)))
    """
    first = keys.split(" ")[0] if keys else "nil"

    assert script.run(text) == [keys, keys, first]


def test_pairs_and_next_visit_every_key_once_whatever_its_kind(script):
    printed = script.run(
        """
        local objects = { print, {}, coroutine.create(print) }
        local t = { 'one', name = 1, [objects[1]] = 2, [objects[2]] = 3, [objects[3]] = 4 }
        for _, walk in ipairs({ pairs(t), next }) do
          local seen, count = {}, 0
          for k in walk, t do assert(not seen[k]) seen[k] = true count = count + 1 end
          print(count)
        end
        """
    )

    assert printed == ["5", "5"]


@pytest.mark.parametrize("walk", ["pairs(t)", "next, t"])
@pytest.mark.parametrize(
    "table", ["{ 1, 2, 3, 4, 5 }", "{ a = 1, b = 2, c = 3, d = 4 }", "{ 1, 2, 3, x = 1, y = 2, [true] = 3, [-5] = 2 }"]
)
def test_entries_can_be_removed_and_changed_during_a_traversal(script, walk, table):
    printed = script.run(
        f"""
        local t, count = {table}, 0
        for k in {walk} do t[k] = nil count = count + 1 end
        print(next(t), count)
        t = {table}
        for k in {walk} do t[k] = 'changed' end
        for k, v in pairs(t) do assert(v == 'changed') end
        t = {table}
        local others = {{}}
        for k in {walk} do others[#others + 1] = k t[k] = nil for other in pairs(t) do t[other] = nil end end
        print(#others, next(t))
        """
    )

    assert printed[1:] == ["1\tnil"]
    assert printed[0].startswith("nil\t")


def test_traversals_of_several_tables_by_next_do_not_disturb_each_other(script):
    printed = script.run(
        """
        local a, b, pairs_seen = { x = 1, y = 2, z = 3 }, { p = 1, q = 2 }, {}
        for k in next, a do for l in next, b do pairs_seen[#pairs_seen + 1] = k .. l end end
        print(table.concat(pairs_seen, ' '))
        """
    )

    assert printed == ["xp xq yp yq zp zq"]


def test_next_as_a_queue_takes_every_entry(script):
    assert script.run(
        """
        local queue, taken = { c = 1, a = 2, b = 3, 10, 20 }, {}
        while next(queue) do local k = next(queue) queue[k] = nil taken[#taken + 1] = tostring(k) end
        print(table.concat(taken, ' '))
        """
    ) == ["1 2 a b c"]


def test_pairs_obeys_a_metamethod_and_refuses_what_is_no_table(script):
    assert script.run(
        """
        local function step(t, k) if not k then return 'only', t end end
        local t = setmetatable({}, { __pairs = function(t) return step, t, nil end })
        for k, v in pairs(t) do print(k, v == t) end
        """
    ) == ["only\ttrue"]
    assert script.fail("\npairs(nil)").message == "bad argument #1 to 'pairs' (table expected, got nil)"
    assert script.fail("\nnext(5)").message == "bad argument #1 to 'next' (table expected, got number)"


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("tostring(nil), tostring(1.5), tostring('x')", '"nil"\t"1.5"\t"x"'),
        ("tostring({})", '"table: 0x00000001"'),
        ("tostring(print), tostring(print)", '"function: 0x00000001"\t"function: 0x00000001"'),
        ("tostring(setmetatable({}, { __name = 'Riff' }))", '"Riff: 0x00000001"'),
        ("tostring(setmetatable({}, { __tostring = function() return 'mine' end }))", '"mine"'),
        ("string.format('%s %s', {}, 1)", '"table: 0x00000001 1"'),
    ],
)
def test_tostring_counts_where_lua_shows_addresses(script, expression, shown):
    assert script.value(expression) == shown


@pytest.mark.slow
def test_the_order_is_the_same_in_every_process():
    text = (
        "from engine.lua.runtime import Runtime\n"
        "runtime = Runtime(output=print)\n"
        "runtime.run_chunk('''\n"
        "local t = {} for i = 1, 200 do t['key' .. i * 7919 % 1000] = i end\n"
        "local s = {} for k, v in pairs(t) do s[#s + 1] = k .. v end\n"
        "for k, v in next, _G do s[#s + 1] = k .. tostring(v) end\n"
        "print(table.concat(s, ' '), math.random(), os.time(), os.date())\n"
        "''', 'order.lua')\n"
    )
    outputs = {
        subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, check=True, timeout=30).stdout
        for _ in range(3)
    }

    assert len(outputs) == 1
