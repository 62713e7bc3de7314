"""Hostile scripts: how many are contained, and how late they end, stopped or with their worker."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection

from benches.effort import Effort
from benches.neighbours import Neighbours
from benches.table import Result, percentile
from engine.core.errors import EngineError
from engine.lua.interrupt import Deadline
from engine.lua.runtime import Runtime

DEADLINE_SECONDS, KILLED_DEADLINE_SECONDS = 0.1, 0.2
STOPPED_TARGET_MS, KILLED_TARGET_MS = 25.0, 1500.0
COLLIDE = "local m, t = 2^18 - 1 | 0, {} for i = 1, 2^17 + 10 do t[i * m] = true end"
LOOP = "while true do end"
INNER = {
    "a loop": LOOP,
    "a tower of pcalls": "local function f() pcall(f) while true do pcall(f) end end f()",
    "coroutines": "while true do coroutine.wrap(function() pcall(function() while true do end end) end)() end",
    "a comparator": "while true do pcall(table.sort, { 3, 2, 1 }, function() while true do end end) end",
    "a replacement": "for i = 1, 1e9 do pcall(string.gsub, 'a', 'a', function() while true do end end) end",
    "a pattern": "while true do pcall(string.find, ('a'):rep(40), ('a*'):rep(30) .. 'b') end",
    "closings": "local m = { __close = function() while true do end end }"
    " while true do pcall(function() local x <close> = setmetatable({}, m) error('x') end) end",
    "texts": "local s = ('x'):rep(5000000) while true do local y = s:upper() .. s end",
    "errors": "while true do pcall(error, setmetatable({}, { __tostring = error })) end",
    "printing": "while true do print(('x'):rep(100)) end",
}
KILLED = {
    "colliding keys": ("standard", COLLIDE),
    "a trusted loop": ("trusted", LOOP),
    "trusted keys": ("trusted", COLLIDE),
}


def measure(effort: Effort) -> Iterator[Result]:
    """Yield how the hostile fare."""
    rounds = 1 if effort.is_quick else 5
    beyond = [(_stopped_ms(text), name) for _ in range(rounds) for name, text in INNER.items()]
    late = sorted((milliseconds, name) for milliseconds, name in beyond if milliseconds is not None)
    slowest_ms, slowest = late[-1]
    yield Result(
        f"{len(INNER)} kinds of hostile scripts stopped", "100%", f"{100 * len(late) / len(beyond):.0f}%",
        len(late) == len(beyond), reason="something is left that wrappers and hooks do not reach",
    )  # fmt: skip
    yield Result(
        "slowest stop beyond the deadline", f"< {STOPPED_TARGET_MS:g} ms", f"{slowest_ms:.1f} ms",
        slowest_ms < STOPPED_TARGET_MS, f"{slowest}; median {percentile([each for each, _ in late], 50):.1f} ms",
        reason="of the processor's time: see what unwinds so slowly",
    )  # fmt: skip
    neighbours = Neighbours()
    killed = {name: _killed_ms(*how) for name, how in list(KILLED.items())[: 1 if effort.is_quick else None]}
    slowest = max(killed, key=lambda name: killed[name])
    yield Result(
        "slowest end of a process that hangs", f"< {KILLED_TARGET_MS:g} ms", f"{killed[slowest]:.0f} ms",
        killed[slowest] < KILLED_TARGET_MS, f"{slowest}; {neighbours.told()}",
        reason="it is given a second of the processor's time, which takes longer where others have the processor",
    )  # fmt: skip


def _stopped_ms(text: str) -> float | None:
    """How long after the deadline, in processor time, a script is out of Lua; None when nothing stopped it."""
    runtime = Runtime(output=lambda _: None)
    clock = Deadline()
    clock.begin(DEADLINE_SECONDS)
    try:
        with runtime.budget(DEADLINE_SECONDS):
            runtime.run_chunk(text, "hostile.lua")
    except EngineError:
        return max(0.0, clock.overdue_seconds * 1000)
    finally:
        runtime.close()
    return None


def _killed_ms(level: str, text: str) -> float:
    """How long after the deadline, by the clock, a process has ended that nothing else stops."""
    ours, theirs = Pipe()
    process = get_context("spawn").Process(target=_hang, args=(theirs, level, text))
    process.start()
    ours.recv()
    began = time.perf_counter()
    process.join()
    return (time.perf_counter() - began - KILLED_DEADLINE_SECONDS) * 1000


def _hang(end: Connection, level: str, text: str) -> None:
    runtime = Runtime(level=level, output=lambda _: None, on_hang=lambda _chunk, _line: os._exit(1))
    runtime.run_chunk("", "warm-up")
    end.send("begun")
    with runtime.budget(KILLED_DEADLINE_SECONDS):
        runtime.run_chunk(text, "hostile.lua")
