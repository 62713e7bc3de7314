"""The Lua library as it is shipped: promises, channels and what waiting costs, each in a sandboxed runtime."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from benches.effort import Effort
from benches.table import Result, at_most
from engine.lua.coroutine import LuaFunction
from engine.lua.packages import PackageFinder
from engine.lua.requiring import Requiring
from engine.lua.runtime import Runtime

FEW, MANY = 1_000, 10_000
GROWTH_TARGET, RATE_TARGET, IDLE_TARGET_PERCENT = 1.5, 100_000, 5.0
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


def _now() -> float:
    return time.perf_counter()


def _runtime(text: str) -> Runtime:
    runtime = Runtime(output=print, clock=_now)
    Requiring(runtime, PackageFinder())
    runtime.run_chunk(text, "bench")
    return runtime


def _seconds(runtime: Runtime, call: str, rounds: int) -> float:
    """Return the median processor time of a call: growth is to be the library's, not the machine's load."""
    times = []
    with runtime.budget(BUDGET_SECONDS):
        for _ in range(rounds):
            began = time.process_time()
            runtime.run_chunk(call, "call")
            times.append(time.process_time() - began)
    return median(times)


def _all_of_many(rounds: int) -> Result:
    runtime = _runtime(PROMISES)
    few = _seconds(runtime, f"for _ = 1, {MANY // FEW} do promises({FEW}) end", rounds)
    many = _seconds(runtime, f"promises({MANY})", rounds)
    runtime.close()
    return _growth(f"promise.all of {MANY}", many, few, f"of {FEW}, {MANY // FEW} times")


def _channel_rates(rounds: int, count: int) -> Iterator[Result]:
    """Sends and receives a second, and whether ten times as many take ten times as long."""
    runtime = _runtime(CHANNELS)
    switch = _seconds(runtime, f"switches({count})", rounds) / count
    for name, capacity in (("unbuffered", 0), ("buffer of 64", 64)):
        few = _seconds(runtime, f"for _ = 1, 10 do channels({capacity}, {count // 10}) end", rounds)
        many = _seconds(runtime, f"channels({capacity}, {count})", rounds)
        rate = 2 * count / many
        yield Result(
            f"channel operations a second, {name}", f">= {RATE_TARGET}", f"{rate:.0f}", rate >= RATE_TARGET,
            f"bare switch {switch * 1e6:.2f} us", many / count / switch,
            "each hand-over is a coroutine's switch or two under the sandbox's guards",
        )  # fmt: skip
        yield _growth(f"{count} values, {name}", many, few, "a tenth, ten times")
    runtime.close()


def _growth(name: str, many: float, few: float, baseline: str) -> Result:
    """Much at once beside the same in portions: 1.0 is linear."""
    growth, reason = many / few, "a larger heap is walked by the collector more often"
    shown = f"{baseline} {few * 1000:.1f} ms"
    return at_most(name, growth, GROWTH_TARGET, f"{many * 1000:.1f} ms", shown, reason)


def _waiting(seconds: float) -> Result:
    """What a thousand tasks cost that await a promise, from their sleep to their waking."""
    functions: list[LuaFunction] = []
    runtime = Runtime(output=print, clock=_now)
    runtime.install("keep", functions.append, takes_functions=True)
    runtime.install("clock.sleep", lambda pause: pause, waits=True)
    Requiring(runtime, PackageFinder())
    runtime.run_chunk(WAITING.replace("SECONDS", str(seconds)), "bench")
    coroutine = runtime.spawn(functions[0])
    began, spent, sleeps = time.perf_counter(), time.process_time(), 0
    turn = coroutine.resume()
    while not turn.is_finished:
        sleeps += 1
        time.sleep(turn.values[0])  # as a loop's host does: what is spent while nothing is due is the question
        turn = coroutine.resume()
    percent = (time.process_time() - spent) / (time.perf_counter() - began) * 100
    runtime.close()
    return Result(
        "1000 tasks that await a promise", f"< {IDLE_TARGET_PERCENT:g}% of a core", f"{percent:.2f}%",
        percent < IDLE_TARGET_PERCENT, f"{seconds:g} s in {sleeps} sleep", reason="making the tasks is part of it",
    )  # fmt: skip
