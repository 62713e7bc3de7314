"""Lua's runtime: what the sandbox costs a loop, what a runtime takes to make and keep, the pool, cached chunks."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from benches.effort import Effort
from benches.scripts import text as script_text
from benches.table import Result, at_most
from engine.lua.bare import bytecode_of, new_lua
from engine.lua.chunks import ChunkCache
from engine.lua.factory import RuntimeFactory
from engine.lua.levels import LEVELS
from engine.lua.limits import Hook
from engine.lua.mistakes import LimitExceeded
from engine.lua.pool import RuntimePool
from engine.lua.runtime import Runtime
from engine.scripts.performing.performer import Performer

FEW_TURNS, MANY_TURNS = 200_000, 1_000_000
PATIENT = replace(LEVELS["standard"].limits, run_seconds=600.0)
ALIVE = 1000
HIT_GAIN = 8.0
BUDGET_SECONDS, LATE_TARGET_MS = 0.05, 25.0
HIDDEN_LOOPS = {
    "a loop": "while true do end",
    "in a coroutine": "coroutine.wrap(function() while true do end end)()",
    "around pcall": "while true do pcall(error) end",
    "a tower of pcalls": "local function f() pcall(f) while true do pcall(f) end end f()",
    "a pattern": "while true do pcall(string.find, ('a'):rep(40), ('a*'):rep(30) .. 'b') end",
    "long texts": "while true do local s = ('x'):rep(1 << 20) .. 'y' end",
    "a comparator": "while true do table.sort({ 3, 2, 1, 4 }, function() return false end) end",
    "a metamethod": "local t = setmetatable({}, { __index = function() while true do end end }) local x = t.x",
    "an iterator": "for _ in function() return 1 end do end",
    "a closing": "local x <close> = setmetatable({}, { __close = function() while true do end end })",
}
MB = 1 << 20


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the runtime."""
    yield from _loops(effort)
    yield from _stopping(2 if effort.is_quick else 10)
    yield from _chunks(effort)
    yield from _making(effort)
    yield _alive(50 if effort.is_quick else ALIVE)


def _loop(turns: int) -> str:
    work = "local a, b = i % 7, i * 2 if a > 3 then n = n + a elseif b > n then n = n - a else n = n + b // 3 end"
    return f"local n = 0 for i = 1, {turns} do {work} end"


def _loop_inside(turns: int) -> str:
    return f"coroutine.wrap(function() {_loop(turns)} end)()"


def _loops(effort: Effort) -> Iterator[Result]:
    """Loops in each way of stopping them, beside the same in bare lupa."""
    hooks: dict[str, Hook] = {"trusted": "never", "async": "due", "always": "always"}
    times = _turn_seconds(1 if effort.is_quick else 12, hooks)
    noise = "no hook runs here (test_interrupt.py); where Lua's memory lies makes a difference, in bare lupa too"
    dear = "Lua looks at its count at every instruction: an empty hook alone makes a loop 2.4 times slower"
    for name, way, base, limit, reason in (
        ("plain loop, trusted", "trusted", "bare", 1.02, noise),
        ("plain loop, hook set when due (standard)", "async", "bare", 1.02, noise),
        ("plain loop, hook always (strict)", "always", "bare", 3.0, dear),
        ("loop in a script's coroutine, trusted", "trusted_inside", "bare_inside", 1.02, noise),
        ("loop in a script's coroutine, standard", "async_inside", "bare_inside", 1.6, noise),
    ):
        against = f"bare lupa {times[base] * 1e9:.1f} ns"
        yield at_most(name, times[way] / times[base], limit, f"{times[way] * 1e9:.1f} ns a turn", against, reason)


def _turn_seconds(rounds: int, hooks: Mapping[str, Hook]) -> dict[str, float]:
    """Return what a turn of the loop takes in bare lupa and with each hook, plain and inside a coroutine.

    It is what many turns take longer than few, so that what a run costs by itself does not count; nor does what other
    processes take. Where Lua's memory happens to lie makes a very tight loop 15% slower or not, in bare lupa too: so
    this one has some work in it, each round has new states, and the best of each counts.
    """
    best: dict[tuple[str, int], float] = {}
    for _ in range(rounds):
        made = {way: Runtime(replace(PATIENT, hook=hook), output=print) for way, hook in hooks.items()}
        runs: dict[str, Callable[[str], object]] = {"bare": new_lua(256 * MB).execute}
        runs |= {way: partial(runtime.run_chunk, chunk_name="bench") for way, runtime in made.items()}
        for way, run in runs.items():
            for name, text in ((way, _loop), (f"{way}_inside", _loop_inside)):
                for turns in (FEW_TURNS, MANY_TURNS):
                    spent = _processor_seconds(run, text(turns))
                    best[name, turns] = min(spent, best.get((name, turns), spent))
        for runtime in made.values():
            runtime.close()
    return {name: (best[name, MANY_TURNS] - best[name, FEW_TURNS]) / (MANY_TURNS - FEW_TURNS) for name, _ in best}


def _processor_seconds(run: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    run(text)
    return time.thread_time() - began


def _stopping(rounds: int) -> Iterator[Result]:
    """How much later than it should a script is stopped that hides its loop, in processor time, the worst of all."""
    hooks: dict[str, Hook] = {"standard": "due", "strict": "always"}
    for level, hook in hooks.items():
        runtime = Runtime(replace(PATIENT, run_seconds=BUDGET_SECONDS, hook=hook), output=print)
        late = {what: max(_late_ms(runtime, text) for _ in range(rounds)) for what, text in HIDDEN_LOOPS.items()}
        runtime.close()
        worst = max(late, key=lambda what: late[what])
        yield Result(
            f"{len(late)} hidden loops stopped, {level}", f"< {LATE_TARGET_MS:g} ms late", f"{late[worst]:.1f} ms",
            late[worst] < LATE_TARGET_MS, f"the latest: {worst}", reason="the watching thread waits for Python's lock",
        )  # fmt: skip


def _late_ms(runtime: Runtime, text: str) -> float:
    try:
        runtime.run_chunk(text, "bench")
    except LimitExceeded as stopped:
        return (stopped.used - stopped.limit) * 1000
    raise AssertionError("a loop without end has ended")


def _chunks(effort: Effort) -> Iterator[Result]:
    """A chunk that the cache has, loaded, beside compiling it, in the same bare Lua."""
    lua = new_lua(256 * MB)
    load = lua.eval("function(code) load(code, '=bench', 'bt') end")  # no function crosses, nor a name, as in a runtime
    longer = "\n".join(f"do {script_text(turn)} end" for turn in range(20))
    for what, text in (("2 kB", script_text(1)), ("40 kB", longer)):
        cache = ChunkCache()
        cache.bytecode(text, "=bench")

        def hit(cache: ChunkCache = cache, text: str = text) -> None:
            load(cache.bytecode(text, "=bench"))

        def compile_anew(text: str = text) -> None:
            load(text)

        def miss(text: str = text) -> None:
            load(bytecode_of(text, "=bench"))

        times = effort.side_by_side(200, hit=hit, compiled=compile_anew, missed=miss)
        gain = times["compiled"] / times["hit"]
        yield Result(
            f"chunk cache hit, {what}", f">= {HIT_GAIN:g}x cheaper", f"{times['hit'] / 1000:.1f} us", gain >= HIT_GAIN,
            f"compiled {times['compiled'] / 1000:.0f} us, a miss {times['missed'] / 1000:.0f}", gain,
            reason="what is left is making the functions of the chunk, and the names in them",
        )  # fmt: skip


def _making(effort: Effort) -> Iterator[Result]:
    """A fresh runtime, one with the whole API, and one from the pool."""
    factory = RuntimeFactory()
    pool = RuntimePool(factory, is_tended=False)
    acquired, released = [], []

    def lend() -> None:
        began = time.perf_counter()
        lease = pool.acquire()
        lent = time.perf_counter()
        pool.release(lease)
        acquired.append(lent - began)
        released.append(time.perf_counter() - lent)

    times = effort.side_by_side(
        20,
        fresh=lambda: factory.make().close(),
        whole=lambda: Performer(lambda _: None, lambda *_: None),
        lent=lend,
    )
    pool.close()
    fresh_ms, whole_ms = times["fresh"] / 1e6, times["whole"] / 1e6
    yield Result("runtime made, ready to run", "< 100 ms", f"{fresh_ms:.2f} ms", fresh_ms < 100.0, "bare lupa 0.05 ms")
    yield Result("the same with the whole API", "< 100 ms", f"{whole_ms:.1f} ms", whole_ms < 100.0)
    acquire_us, release_us = median(acquired) * 1e6, median(released) * 1e6
    yield at_most(
        "runtime from the pool", acquire_us / 1000 / fresh_ms, 0.1, f"{acquire_us:.1f} us",
        f"made anew; giving back {release_us:.0f} us", "none was idle: see `tend`",
    )  # fmt: skip


def _alive(count: int) -> Result:
    """So many runtimes at once, each with something in it."""
    factory = RuntimeFactory()
    gc.collect()
    before, began = _resident_bytes(), time.perf_counter()
    runtimes = [factory.make() for _ in range(count)]
    spent_ms = (time.perf_counter() - began) * 1000 / count
    for runtime in runtimes:
        runtime.run_chunk("list = {} for i = 1, 100 do list[i] = { i } end", "bench")
    lua_mb = max(runtime.memory_bytes for runtime in runtimes) / MB
    each_mb = (_resident_bytes() - before) / MB / count
    for runtime in runtimes:
        runtime.close()
    most_mb = max(lua_mb, each_mb)
    return Result(
        f"{count} runtimes alive at once, each", "< 10 MB", f"{most_mb:.2f} MB", most_mb < 10.0,
        f"Lua's own {lua_mb:.2f} MB; made in {spent_ms:.2f} ms",
    )  # fmt: skip


def _resident_bytes() -> int:
    """What the process holds, where the system tells it."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 if status.exists() else 0
