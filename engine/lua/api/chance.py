"""Chance, as scripts say it: what help tells of `engine/lua/library/chance.lua`, and what that asks of Python."""

from __future__ import annotations

from typing import Any

from engine.core.errors import OutOfRange
from engine.lua.api.arguments import number_of, whole_of
from engine.lua.api.stage import LuaFunction

SINCE = "0.1"
LUA_BITS = 64  # of Lua's whole numbers


def number(value: Any = None, function: Any = "rand") -> float:
    """Return a number that was given to one of the functions; raises for anything else."""
    return number_of(value, str(function), "each limit")


def whole(value: Any = None, function: Any = "seed") -> int:
    """Return a whole number; raises for anything else."""
    seed = whole_of(value, str(function), "the seed")
    if seed.bit_length() >= LUA_BITS:
        raise OutOfRange(f"{function}: the seed is a whole number of up to {LUA_BITS} bits, got {value}")
    return seed


CHANCE = (
    LuaFunction(name="rand", usage="rand([a[, b]])", summary="A number from 0 to 1, from 0 to a, or from a to b.",
                since=SINCE, example="print(rand(1, 6))"),
    LuaFunction(name="rrand", usage="rrand(a, b)", summary="A number from a to b.", since=SINCE,
                example="print(rrand(1, 6))"),
    LuaFunction(name="choose", usage="choose{ ... }", summary="One item of a list.", since=SINCE,
                example='print(choose{ "c2", "eb2" })'),
    LuaFunction(name="shuffle", usage="shuffle{ ... }", summary="A copy of a list in another order.", since=SINCE,
                example="print(#shuffle{ 1, 2, 3 })"),
    LuaFunction(name="seed", usage="seed(n)", since=SINCE, example="seed(7) print(rand())",
                summary="Begin chance anew from a number, in this loop or run."),
    LuaFunction(name="state", usage="state.count = (state.count or 0) + 1", since=SINCE,
                example="state.count = (state.count or 0) + 1",
                summary="A table that survives runs and is saved with the session."),
    LuaFunction(name="null", usage="null", since="0.3",
                example="state.picks = { 1, null, 3 } print(state.picks[2] == null)",
                summary="Nothing, where nil would leave a gap in a list or take a field away."),
    LuaFunction(name="print", usage="print(...)", summary="Show values in the log.", since=SINCE,
                example='print("hello")'),
)  # fmt: skip
