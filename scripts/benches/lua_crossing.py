"""What crossing between Lua and Python costs: calls of the API and tables, beside plain lupa and, where it is, wasmoon.

Plain lupa is what one would write without our checks. Wasmoon is measured where PEERS_JS names a folder with it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from lupa.lua54 import lua_type

from benches.effort import Effort
from benches.table import Result
from engine.lua.bare import new_lua
from engine.lua.plain import Floats
from engine.lua.runtime import Runtime

CALL_LIMIT, FROM_LUA_GAIN, TO_LUA_GAIN, FLOATS_GAIN, WASMOON_GAIN = 1.3, 1.5, 2.2, 2.5, 6.0
MEMORY_BYTES = 256 << 20
SIZES = (1_000, 100_000)  # values in one table
FLOATS = 100_000
RECORDS = """
local t = {}
for i = 1, n // 4 do t[i] = { id = i, name = 'n' .. (i % 100), v = i * 0.5, on = true } end
"""
WAYS = (("ours", "our_loop"), ("bare", "bare_loop"))
MANY = 10_000  # calls in a loop of Lua's


def _tell_one(_a: object) -> None: ...


def _tell_two(_a: object, _b: object) -> None: ...


def _tell_three(_a: object, _b: object, _c: object) -> None: ...


def _ask_two(_a: object, _b: object) -> float:
    return 0.5


CALLS: tuple[tuple[str, Callable[..., object]], ...] = (
    ("f(i)", _tell_one),
    ("f('volume')", _tell_one),
    ("f('volume', 0.5)", _tell_two),
    ("f('kick', 'volume', 0.5)", _tell_three),
    ("f('kick', 'volume')", _ask_two),
)
BUSY = "the machine is busy, or somebody made the crossing slower"


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the crossing."""
    peer = _wasmoon()
    yield from _calls(effort, peer)
    for size in SIZES:
        yield from _tables(effort, size, peer)
    yield _floats(effort)


# --- calls ---


def _calls(effort: Effort, peer: dict[str, float]) -> Iterator[Result]:
    """Each call in a loop of Lua's, with the loop taken off."""
    runtime, bare = Runtime(output=print), new_lua(MEMORY_BYTES)
    for call, function in CALLS:
        runtime.install("f", function)
        loop, empty = (f"for i = 1, {MANY} do {body} end" for body in (call, ""))
        times = effort.side_by_side(
            3,
            ours=partial(runtime.run_chunk, f"local f = f {loop}", "bench"),
            our_loop=partial(runtime.run_chunk, f"local f = f {empty}", "bench"),
            bare=partial(bare.eval(f"function(f) {loop} end"), function),
            bare_loop=partial(bare.eval(f"function(f) {empty} end"), function),
        )
        ours, theirs = ((times[way] - times[its_loop]) / MANY for way, its_loop in WAYS)
        what = "asks" if function is _ask_two else "tells"
        yield _at_most(f"call {call} of the API, which {what}", ours, theirs)
        if call == "f(i)" and "call" in peer:
            yield _faster("call f(i), against wasmoon", peer["call"], ours, WASMOON_GAIN, "wasmoon")
    runtime.close()


# --- tables ---


def _tables(effort: Effort, size: int, peer: dict[str, float]) -> Iterator[Result]:
    runtime, bare = Runtime(output=print), new_lua(MEMORY_BYTES)
    runtime.run_chunk(f"local n = {size} {RECORDS} values = {{ events = t, tempo = 120 }}", "bench")
    theirs = bare.eval(f"function(n) {RECORDS} return {{ events = t, tempo = 120 }} end")(size)
    value = runtime.read_global("values")
    assert value == _naive_from(theirs)
    repeats = max(1, 4_000 // size)
    times = effort.side_by_side(
        repeats,
        read=partial(runtime.read_global, "values"),
        naive_read=partial(_naive_from, theirs),
        write=partial(runtime.write_global, "copy", value),
        naive_write=partial(_naive_to, bare, value),
    )
    each = {name: spent / size for name, spent in times.items()}
    yield _faster(f"Lua to Python, {size} values, each", each["naive_read"], each["read"], FROM_LUA_GAIN, "naive lupa")
    yield _faster(f"Python to Lua, {size} values, each", each["naive_write"], each["write"], TO_LUA_GAIN, "naive lupa")
    if str(size) in peer:
        yield _faster(f"Lua to Python, {size}, against wasmoon", peer[str(size)], each["read"], WASMOON_GAIN, "wasmoon")
    runtime.close()


def _naive_from(table: Any) -> Any:
    if lua_type(table) != "table":
        return table
    keys = list(table.keys())
    if keys and all(isinstance(key, int) for key in keys) and sorted(keys) == list(range(1, len(keys) + 1)):
        return [_naive_from(table[key]) for key in range(1, len(keys) + 1)]
    return {key: _naive_from(table[key]) for key in keys}


def _naive_to(lua: Any, value: Any) -> Any:
    if not isinstance(value, dict | list):
        return value
    table = lua.table()
    for key, item in value.items() if isinstance(value, dict) else enumerate(value, 1):
        table[key] = _naive_to(lua, item)
    return table


# --- lists of numbers ---


def _floats(effort: Effort) -> Result:
    """A list of numbers to a function that wants an array, and as `list(table.values())`."""

    def take(samples: Floats) -> None:
        assert len(samples) == FLOATS

    runtime, bare = Runtime(output=print), new_lua(MEMORY_BYTES)
    runtime.install("take", take)
    make = f"local t = {{}} for i = 1, {FLOATS} do t[i] = i * 0.5 end"
    runtime.run_chunk(f"{make} samples = t", "bench")
    samples = bare.execute(f"{make} return t")
    times = effort.side_by_side(
        1, ours=partial(runtime.run_chunk, "take(samples)", "bench"), bare=lambda: list(samples.values())
    )
    runtime.close()
    name = f"{FLOATS} numbers to an array, each"
    return _faster(name, times["bare"] / FLOATS, times["ours"] / FLOATS, FLOATS_GAIN, "list(values())")


# --- against what ---


def _at_most(name: str, ours: float, bare: float) -> Result:
    ratio = ours / bare
    return Result(
        name, f"<= {CALL_LIMIT:g}x", f"{ours:.0f} ns", ratio <= CALL_LIMIT, f"bare lupa {bare:.0f} ns", ratio, BUSY
    )


def _faster(name: str, theirs: float, ours: float, gain: float, whose: str) -> Result:
    ratio = theirs / ours
    return Result(
        name, f">= {gain:g}x faster", f"{ours:.0f} ns", ratio >= gain, f"{whose} {theirs:.0f} ns", ratio, BUSY
    )


def _wasmoon() -> dict[str, float]:
    """Return its nanoseconds for a call and, by number of values, for one of a table; {} where there is none."""
    node, folder = shutil.which("node"), os.environ.get("PEERS_JS", "")
    if node is None or not (Path(folder) / "node_modules" / "wasmoon").exists():
        return {}
    script = Path(__file__).with_name("wasmoon_peer.mjs")
    asked = json.dumps({"sizes": [SIZES[0]], "calls": 100_000})
    done = subprocess.run((node, str(script)), input=asked, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer
