"""A script means what plain Lua makes of it: nothing is folded or moved that Lua does not fold or move itself."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

import lupa.lua54
import pytest

from engine.lua.chunks import shared_chunks
from engine.lua.mistakes import LuaMistake, split_place
from engine.lua.runtime import Runtime
from tests.depth import cases
from tests.engine.lua.random_programs import STATE, Writer

NAME = "song.lua"
PROGRAMS = cases(1000)


class Outcome(NamedTuple):
    """What came of a program."""

    printed: list[str]
    line: int  # of its mistake; 0 is none
    message: str


def in_plain_lua(program: str) -> Outcome:
    """Run a program in a Lua without anything of ours."""
    lua = lupa.lua54.LuaRuntime(unpack_returned_tuples=True)
    lua.globals().gameState = lua.table_from(STATE)
    printed: list[str] = []
    lua.globals().show = printed.append
    run: Any = lua.eval(
        "function(text, name) print = function(...) local shown = table.pack(...)"
        " for i = 1, shown.n do shown[i] = tostring(shown[i]) end show(table.concat(shown, '\\t')) end"
        " local chunk, slip = load(text, '=' .. name, 't') if not chunk then return slip end"
        " local is_well, mistake = xpcall(chunk, function(mistake) return mistake end)"
        " return not is_well and tostring(mistake) or nil end"
    )
    _, line, message = split_place(run(program, NAME) or "", [NAME])
    return Outcome(printed, line, message)


def in_ours(program: str) -> Outcome:
    """Run a program as a script is."""
    printed: list[str] = []
    runtime = Runtime(output=printed.append)
    runtime.write_global("gameState", STATE)
    try:
        runtime.run_chunk(program, NAME)
    except LuaMistake as mistake:
        return Outcome(printed, mistake.line, mistake.message)
    finally:
        runtime.close()
    return Outcome(printed, 0, "")


def compare(seeds: range) -> tuple[int, int]:
    """Compare as many programs; returns how many of them failed, and how many did not compile."""
    failed = slips = 0
    for seed in seeds:
        program = Writer(Random(seed), "$").program()
        plain = in_plain_lua(Writer(Random(seed), "gameState.").program())
        for way in ("compiled", "from the cache"):
            ours = in_ours(program)
            assert ours.printed == plain.printed, (seed, way, program)
            assert ours.line == plain.line, (seed, way, ours.message, plain.message, program)
        failed += bool(plain.line and plain.printed)
        slips += bool(plain.line and not plain.printed)
    return failed, slips


def test_random_programs_do_what_they_do_in_plain_lua():
    compare(range(20))


@pytest.mark.slow
def test_hundreds_of_random_programs_do_what_they_do_in_plain_lua():
    shared_chunks().forget()
    hits = shared_chunks().statistics().hits
    failed, slips = compare(range(PROGRAMS))

    assert failed > PROGRAMS // 10
    assert slips > PROGRAMS // 10
    assert shared_chunks().statistics().hits - hits > PROGRAMS // 2
