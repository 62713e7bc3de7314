"""The table library: as Lua's, but stable and in steps."""

from __future__ import annotations

import pytest


def test_sort_is_stable_and_takes_a_comparator(script):
    printed = script.run(
        """
        local t = {}
        for i = 1, 100 do t[i] = { key = i * 37 % 10, place = i } end
        table.sort(t, function(a, b) return a.key < b.key end)
        for i = 2, 100 do
          assert(t[i - 1].key < t[i].key or t[i - 1].key == t[i].key and t[i - 1].place < t[i].place)
        end
        local names = { 'b', 'a', 'C', 'B' }
        table.sort(names)
        print(table.concat(names, ' '))
        table.sort(names, function(a, b) return a > b end)
        print(table.concat(names, ' '))
        """
    )

    assert printed == ["B C a b", "b a C B"]


@pytest.mark.parametrize("length", [0, 1, 2, 7, 8, 9, 16, 17, 100, 1000])
def test_sort_sorts_lists_of_every_length(script, length):
    assert script.run(
        f"""
        local t = {{}}
        for i = 1, {length} do t[i] = i * 7919 % 1009 end
        table.sort(t)
        for i = 2, {length} do assert(t[i - 1] <= t[i]) end
        print(#t)
        """
    ) == [str(length)]


def test_sort_with_a_comparator_that_contradicts_itself_ends_with_the_same_items(script):
    assert script.run(
        """
        local t = { 5, 3, 9, 1, 7, 2, 8, 4, 6, 10, 12, 11 }
        table.sort(t, function() return true end)
        local sum = 0
        for _, v in ipairs(t) do sum = sum + v end
        print(#t, sum)
        """
    ) == ["12\t78"]


def test_sort_leaves_the_list_as_it_was_when_its_comparator_raises(script):
    printed = script.run(
        """
        local t, calls = { 5, 3, 9, 1, 7, 2, 8, 4, 6, 10, 12, 11 }, 0
        pcall(table.sort, t, function(a, b) calls = calls + 1 if calls > 30 then error('enough') end return a < b end)
        print(table.concat(t, ' '))
        """
    )

    assert printed == ["5 3 9 1 7 2 8 4 6 10 12 11"]


def test_sort_goes_through_metamethods(script):
    assert script.run(
        """
        local inner = { 3, 1, 2 }
        local t = setmetatable({}, {
          __len = function() return #inner end,
          __index = function(_, k) return inner[k] end,
          __newindex = function(_, k, v) inner[k] = v end,
        })
        table.sort(t)
        print(table.concat(inner, ' '))
        """
    ) == ["1 2 3"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("table.sort(1)", "bad argument #1 to 'sort' (table expected, got number)"),
        ("table.sort({}, 1)", "bad argument #2 to 'sort' (function expected, got number)"),
        ("table.sort({ 1, {} })", "attempt to compare table with number"),
        ("table.insert({}, 5, 1)", "bad argument #2 to 'insert' (position out of bounds)"),
        ("table.insert({}, 1, 2, 3)", "wrong number of arguments to 'insert'"),
        ("table.insert(nil, 1)", "bad argument #1 to 'insert' (table expected, got nil)"),
        ("table.remove({}, 7)", "bad argument #2 to 'remove' (position out of bounds)"),
        ("table.remove({}, 'x')", "bad argument #2 to 'remove' (whole number expected, got string)"),
        ("table.move({}, 1, 2.5, 1)", "bad argument #3 to 'move' (whole number expected, got number)"),
        ("table.move({}, 1, 2, 1, 7)", "bad argument #5 to 'move' (table expected, got number)"),
        ("table.concat(5)", "bad argument #1 to 'concat' (table expected, got number)"),
    ],
)
def test_wrong_arguments_are_told_at_the_players_line(script, call, message):
    mistake = script.fail(f"\n{call}")

    assert (mistake.line, mistake.message) == (2, message)


def test_insert_remove_move_concat_pack_and_unpack_do_as_lua_does(script):
    printed = script.run(
        """
        local t = { 1, 2, 3 }
        table.insert(t, 4) table.insert(t, 1, 0) table.insert(t, 3, 'x')
        print(table.concat(t, ' '))
        print(table.remove(t), table.remove(t, 1), table.remove(t, 2), table.concat(t, ' '), table.remove({}))
        print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2), ' '), table.concat(table.move({ 1, 2, 3 }, 2, 3, 1), ' '))
        print(table.concat(table.move({ 1, 2 }, 1, 2, 1, { 9, 9, 9 }), ' '), #table.move({ 1 }, 1, 0, 1))
        print(table.concat({}), table.concat({ 1, 2.5, 'x' }, ', ', 2, 3))
        print(table.pack(1, nil, 3).n, (table.unpack({ 1, 2, 3 }, 2)), select('#', table.unpack({}, 1, 3)))
        """
    )

    assert printed == ["0 1 x 2 3 4", "4\t0\tx\t1 2 3\tnil", "1 1 2 3\t2 3 3", "1 2 9\t1", "\t2.5, x", "3\t2\t3"]


def test_long_lists_move_in_steps_and_arrive_whole(script):
    printed = script.run(
        """
        local t = {}
        for i = 1, 250000 do t[i] = i end
        table.insert(t, 1, 0)
        print(#t, t[1], t[2], t[125000], t[250001])
        print(table.remove(t, 1), #t, t[1], t[125000], t[250000])
        table.move(t, 1, 250000, 101)
        print(t[100], t[101], t[200101], t[250100])
        table.move(t, 101, 250100, 1)
        print(t[1], t[100000], t[250000])
        """
    )

    assert printed == [
        "250001\t0\t1\t124999\t250000",
        "0\t250000\t1\t125000\t250000",
        "100\t1\t200001\t250000",
        "1\t100000\t250000",
    ]
