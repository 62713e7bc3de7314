"""The Lua library as it is shipped: promises, channels and what waiting costs, each in a sandboxed runtime."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benches.effort import Effort
from benches.table import Result
from engine.lua.coroutine import LuaFunction
from engine.lua.runtime import Runtime

FOLDER = Path(__file__).parents[2] / "resources" / "lua"
FEW, MANY = 1_000, 10_000
GROWTH_TARGET, RATE_TARGET, IDLE_TARGET_PERCENT = 13.0, 100_000, 5.0
BUDGET_SECONDS = 60.0

PROMISES = """
local promise = require "promise"
function promises(count)
  local list = {}
  for place = 1, count do list[place] = promise.resolve(place):and_then(function(value) return value + 1 end) end
  local sum
  promise.all(list):and_then(function(values) sum = values[1] + values[count] end)
  promise.flush()
  assert(sum == count + 3)
end
"""
CHANNELS = """
local async = require "async"
function channels(capacity, count)
  async.run(function()
    local channel, sum = async.channel(capacity), 0
    async.spawn(function()
      for value = 1, count do channel:send(value) end
      channel:close()
    end)
    for value in channel do sum = sum + value end
    assert(sum == count * (count + 1) // 2)
  end)
end
function switches(count)
  local other = coroutine.create(function() while true do coroutine.yield() end end)
  for _ = 1, count do coroutine.resume(other) end
end
"""
WAITING = """
local async, promise = require "async", require "promise"
keep(function()
  async.run(function()
    local gate, tasks = promise.delay(SECONDS, true), {}
    for place = 1, 1000 do tasks[place] = async.spawn(promise.await, gate) end
    async.join(table.unpack(tasks, 1, 100))
  end)
end)
"""


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the library."""
    rounds = 1 if effort.is_quick else 7
    yield _all_of_many(rounds)
    yield from _channel_rates(rounds, 2_000 if effort.is_quick else 20_000)
    yield _waiting(effort.lasting(3.0))


def library_text() -> str:
    """Return the shipped modules as one chunk that defines `require`."""
    modules = [f'["{path.stem}"] = function()\n{path.read_text(encoding="utf-8")}\nend' for path in FOLDER.glob("*.lua")]
    return f"""local modules, loaded = {{ {", ".join(modules)} }}, {{}}
    function require(name)
      loaded[name] = loaded[name] or modules[name]()
      return loaded[name]
    end"""


def _runtime(text: str) -> Runtime:
    runtime = Runtime(output=print, clock=time.perf_counter)
    runtime.run_chunk(library_text(), "library")
    runtime.run_chunk(text, "bench")
    return runtime


def _seconds(runtime: Runtime, call: str, rounds: int) -> float:
    """Return the median of how long a call takes."""
    times = []
    with runtime.budget(BUDGET_SECONDS):
        for _ in range(rounds):
            began = time.perf_counter()
            runtime.run_chunk(call, "call")
            times.append(time.perf_counter() - began)
    return median(times)


def _all_of_many(rounds: int) -> Result:
    runtime = _runtime(PROMISES)
    few, many = (_seconds(runtime, f"promises({count})", rounds) for count in (FEW, MANY))
    runtime.close()
    growth = many / few
    return Result(
        f"promise.all of {MANY}, after {FEW}", f"<= {GROWTH_TARGET:g}x", f"{many * 1000:.1f} ms", growth <= GROWTH_TARGET,
        f"{FEW}: {few * 1000:.2f} ms", growth, "garbage is collected in between, and a busy machine adds the rest",
    )  # fmt: skip


def _channel_rates(rounds: int, count: int) -> Iterator[Result]:
    """Sends and receives a second, and whether ten times as many take ten times as long."""
    runtime = _runtime(CHANNELS)
    switch = _seconds(runtime, f"switches({count})", rounds) / count
    for name, capacity in (("unbuffered", 0), ("buffer of 64", 64)):
        few, many = (_seconds(runtime, f"channels({capacity}, {n})", rounds) for n in (count // 10, count))
        rate = 2 * count / many
        yield Result(
            f"channel operations a second, {name}", f">= {RATE_TARGET}", f"{rate:.0f}", rate >= RATE_TARGET,
            f"bare switch {switch * 1e6:.2f} us", many / count / switch,
            "each hand-over is a coroutine's switch or two under the sandbox's guards",
        )  # fmt: skip
        yield Result(
            f"ten times as many, {name}", f"<= {GROWTH_TARGET:g}x", f"{many * 1000:.1f} ms", many / few <= GROWTH_TARGET,
            f"a tenth: {few * 1000:.2f} ms", many / few, "garbage is collected in between",
        )  # fmt: skip
    runtime.close()


def _waiting(seconds: float) -> Result:
    """What a thousand tasks cost that await a promise, from their sleep to their waking."""
    functions: list[LuaFunction] = []
    runtime = Runtime(output=print, clock=time.perf_counter)
    runtime.install("keep", functions.append, takes_functions=True)
    runtime.install("clock.sleep", lambda pause: pause, waits=True)
    runtime.run_chunk(library_text(), "library")
    runtime.run_chunk(WAITING.replace("SECONDS", str(seconds)), "bench")
    coroutine = runtime.spawn(functions[0])
    began, spent, sleeps = time.perf_counter(), time.process_time(), 0
    turn = coroutine.resume()
    while not turn.is_finished:
        sleeps += 1
        time.sleep(turn.values[0])
        turn = coroutine.resume()
    percent = (time.process_time() - spent) / (time.perf_counter() - began) * 100
    runtime.close()
    return Result(
        "1000 tasks that await a promise", f"< {IDLE_TARGET_PERCENT:g}% of a core", f"{percent:.2f}%",
        percent < IDLE_TARGET_PERCENT, f"{seconds:g} s in {sleeps} sleep", reason="making the tasks is part of it",
    )  # fmt: skip
