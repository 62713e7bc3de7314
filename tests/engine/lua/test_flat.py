"""Large tables cross as they are, whatever they are made of, as small ones do."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from engine.lua.convert import Handle, NotPlainData
from engine.lua.hasty import FEW
from engine.lua.limits import Limits
from engine.lua.runtime import Runtime

NAMES = ("id", "name", "v", "on", "at", "steps", "ä", "a b", *(f"n{place}" for place in range(20)))
LEAVES = (True, False, 0, -5, 1 << 62, 2.5, "", "kick", "grüße", "x" * 200, None)


@pytest.fixture
def runtime():
    runtime = Runtime(Limits(), output=print)
    yield runtime
    runtime.close()


def random_value(rng, depth, leaves=LEAVES, names=NAMES):
    kind = rng.randrange(4 if depth else 1)
    if kind == 0:
        return rng.choice(leaves)
    if kind == 1:
        return [random_value(rng, depth - 1, leaves, names) for _ in range(rng.choice((0, 1, 3, 30)))]
    if kind == 2:
        chosen = rng.sample(names, rng.choice((0, 1, 4, 20)))
        return {name: random_value(rng, depth - 1, leaves, names) for name in chosen}
    return [{"id": place, "v": rng.choice(leaves)} for place in range(rng.choice((1, 30)))]


def as_lua_has_it(value):
    """Names in order; Lua has one empty table only."""
    if isinstance(value, dict):
        return {name: as_lua_has_it(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [as_lua_has_it(each) for each in value] or {}
    return value


@pytest.mark.parametrize("seed", range(60))
def test_value_comes_back_as_it_went(runtime, seed):
    rng = random.Random(seed)
    plain = seed % 2
    leaves = tuple(leaf for leaf in LEAVES if leaf is not None and str(leaf).isascii()) if plain else LEAVES
    names = tuple(name for name in NAMES if name.isascii()) if plain else NAMES
    value = {"first": [random_value(rng, 3, leaves, names) for _ in range(6)], "last": list(range(FEW))}
    runtime.write_global("copy", value)
    back = runtime.read_global("copy")

    assert back == as_lua_has_it(value)
    assert repr(back) == repr(as_lua_has_it(value))  # the order of names, and 1 is not true


def test_names_are_in_order_whatever_order_lua_has_them_in(runtime):
    runtime.run_chunk(
        "t = {} for i = 1, 100 do t[i] = {} for _, n in ipairs(i % 2 == 0 and {'b', 'c', 'a'} or {'a', 'c', 'b'}) do"
        " t[i][n] = i end t[i].z = { i } end",
        "song",
    )

    assert [list(each) for each in runtime.read_global("t")] == [["a", "b", "c", "z"]] * 100


def test_what_occurs_twice_is_two_tables_on_the_other_side(runtime):
    shared = {"x": 1}
    runtime.write_global("copy", [shared] * 100)
    runtime.run_chunk("copy[1].x = 2 assert(copy[2].x == 1)", "song")
    runtime.run_chunk("local one = { x = 1 } t = {} for i = 1, 100 do t[i] = one end", "song")
    value = runtime.read_global("t")
    value[0]["x"] = 2

    assert value[1] == {"x": 1}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ("t[50].f = print", "t[50].f is a function or coroutine, which cannot be used here"),
        ("t[50].t = t", "t contains itself, as t[50].t"),
        ("t[50][1] = 1", 't[50] mixes a list with the name "id"; use one or the other'),
        ("t.x = 1", 't mixes a list with the name "x"; use one or the other'),
        ("t[50] = nil", "t[50] is missing from the list (it has an entry 100)"),
        ("t[50] = { [true] = 1 }", "t[50] is a list that also has the key true"),
        ("t[50].name = '\\xff'", "t[50].name is not text: its bytes are no UTF-8"),
        ("t[50].name = string.rep('x', 5000000)", "t[50].name is too long a text"),
        ("t[50].n = {} for i = 1, 200000 do t[50].n[i] = i end", "too many entries (at most 200000 in all)"),
        ("local d = t[50] for i = 1, 40 do d.d = {} d = d.d end", "is nested more than 32 tables deep"),
    ],
)
def test_what_cannot_cross_is_told_with_its_path(runtime, change, mistake):
    runtime.run_chunk(f"t = {{}} for i = 1, 100 do t[i] = {{ id = i }} end {change}", "song")
    with pytest.raises(NotPlainData) as refused:
        runtime.read_global("t")

    assert mistake in str(refused.value)


@pytest.mark.parametrize(
    ("odd", "mistake"),
    [
        (1 << 70, "Lua's whole numbers have 64 bits"),
        (object(), "which is no plain value for Lua"),
        ([0] * 200_000, "too many entries"),
        ("x" * 5_000_000, "too much text"),
        ({(1, 2): 3}, "cannot be a key"),
    ],
)
def test_what_lua_cannot_have_is_a_bug_with_its_path(runtime, odd, mistake):
    with pytest.raises(TypeError, match=mistake):
        runtime.write_global("copy", [{"x": place} for place in range(100)] + [{"x": odd}])


def test_dataclasses_among_many_values_cross_as_tables(runtime):
    @dataclass
    class Point:
        x: int
        y: float

    runtime.write_global("points", [Point(place, 0.5) for place in range(100)])

    assert runtime.read_global("points")[99] == {"x": 99, "y": 0.5}


def test_handles_among_many_values_stay_handles(runtime):
    runtime.define_handle("module", {})
    runtime.install("kick", lambda: Handle("module", "kick"))
    runtime.run_chunk("t = {} for i = 1, 100 do t[i] = { m = kick(), n = null } end", "song")

    assert runtime.read_global("t")[99] == {"m": Handle("module", "kick"), "n": None}


def test_what_is_lent_to_many_calls_is_a_table_of_its_own_for_each(runtime):
    told = []
    runtime.define_handle("module", {})
    runtime.install("keep", told.append, takes_functions=True)
    runtime.install("say", lambda *values: told.append(values))
    runtime.run_chunk(
        "keep(function(event) say(event.n, event.at.x, tostring(event.m), event.nothing == null) event.n = 5"
        " event.at.x = 6 end)",
        "song",
    )
    lent = runtime.lend({"n": 1, "at": {"x": 2}, "m": Handle("module", "kick"), "nothing": None})
    function = told.pop()
    runtime.call(function, lent)
    runtime.call(function, lent)

    assert told == [(1, 2, 'module "kick"', True)] * 2
