"""A thousand broken, hostile and silly scripts, made by chance: each ends well, or as a mistake in words."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from engine.lua.mistakes import LuaMistake
from tests.engine.lua.hostile_runner import make_runtime

COUNT = 1000
ENDINGS = {"nothing", "LuaMistake", "SyntaxMistake", "BudgetExceeded", "MemoryExceeded"}
PIECES = (
    "while true do {} end",
    "local function f() {} return f() + 1 end f()",
    "pcall(function() {} end)",
    "x = x or {{}} {}",
    "local s = ('x'):rep(100000000) {}",
    "coroutine.wrap(function() {} end)()",
    "for i = 1, 10 do {} end",
    "if x then {} end",
    "for i = 1, 1e9 do x = coroutine.create(function() {} end) end",
    "error({{ '{}' }})",
    "return {}",
    "goto out {} ::out::",
    "local t = setmetatable({{}}, {{ __index = function() {} end }}) local y = t.z",
    "print('{}')",
    "string.gsub('abc', '.', function() {} end)",
    "state.x = state {}",
    "table.sort({{ 3, 1, 2 }}, function(a, b) {} return a < b end)",
    "load([==[ {} ]==])()",
    "host_scalar({{ {} }})",
    "local c <close> = setmetatable({{}}, {{ __close = function() {} end }})",
    "_ENV = nil {}",
    "string = nil {}",
    "repeat {} until x",
    "{}",
    "local t = {{}} for i = 1, 1e9 do t[i] = {{}} end {}",
    "f{} (",
    "end {}",
    "'{}",
    "[[ {}",
    "x = = {}",
    "local {} =",
    "\0{}",
    "-- {}\n",
    "{}\xff",
)


def made_by(chance: Random) -> str:
    """A script of pieces in pieces."""
    text = ""
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(PIECES).format(text)
    cut = chance.random() < 0.2
    return text[: chance.randint(0, len(text))] if cut else text


@pytest.mark.slow
def test_a_thousand_silly_scripts_each_end_in_words_for_the_player():
    chance, endings, wordless = Random(9), Counter(), []
    runtime = make_runtime("standard")
    for number in range(COUNT):
        text = made_by(chance)
        try:
            with runtime.budget(0.005):
                runtime.run_chunk(text, "silly.lua")
            endings["nothing"] += 1
        except LuaMistake as mistake:
            endings[type(mistake).__name__] += 1
            wordless += [text] * (not mistake.message)
        if number % 50 == 0:
            runtime.reinstate_library()
            assert runtime.evaluate("1 + 1", "after") == "2", text

    assert sum(endings.values()) == COUNT
    assert wordless == []
    assert set(endings) <= ENDINGS
    assert min(endings[ending] for ending in ("nothing", "LuaMistake", "SyntaxMistake", "BudgetExceeded")) > 20, endings
