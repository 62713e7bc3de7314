"""Workers of scripts in repeat mode: how soon many are there, what they cost idle and fed, how they scale and end."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benches.effort import Effort
from benches.scripts import heard, playing, wait_until
from benches.table import Result
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.units import Beat
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.supervising.hand import NOTHING_FED
from engine.scripts.supervising.workers import Worker, Workers

SCRIPTS, SCRIPTS_QUICK = 50, 4
FED, FED_HZ = 16, 60.0
ENABLED_TARGET_SECONDS, IDLE_TARGET_PERCENT, STOP_TARGET_SECONDS, SCALE_TARGET = 2.0, 5.0, 1.5, 1.8
COUNT = "count = (count or 0) + 1"
COMMANDS = 200  # in a round of the two workers that are compared with one
CLOCK_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the workers."""
    count = SCRIPTS_QUICK if effort.is_quick else SCRIPTS
    yield from _enabled_and_idle(count, effort.lasting(4.0))
    yield _fed(4 if effort.is_quick else FED, effort.lasting(4.0))
    yield _scaling(effort.lasting(2.0))
    yield _stopped()


@contextmanager
def _repeating(names: list[str], text: str, least: float, most: float) -> Iterator[Engine]:
    """An engine with scripts in repeat mode that are asked to run."""
    with playing() as engine:
        wait_until(engine, lambda _: True)
        for name in names:
            engine.submit(c.AddScript(name=name, text=text))
            engine.submit(c.SetScriptMode(name=name, mode="repeat", loop_min_seconds=least, loop_max_seconds=most))
            engine.submit(c.EnableScript(name=name, is_enabled=False))
        time.sleep(1.0)  # until the ancestor of all workers is there, as it is when a player enables something
        yield engine


def _enable(engine: Engine, names: list[str]) -> float:
    """Enable every script, and return the seconds until all have come through a round."""
    began = time.perf_counter()
    for name in names:
        engine.submit(c.EnableScript(name=name, is_enabled=True))
    return wait_until(engine, lambda snapshot: _rounds(snapshot) >= len(names)) - began


def _rounds(snapshot: Snapshot) -> int:
    """How many scripts have come through a round."""
    return sum(status.iterations > 0 for status in snapshot.scripts.values())


def _enabled_and_idle(count: int, seconds: float) -> Iterator[Result]:
    """Scripts that are enabled at once, and what they cost at rest and while they come round with the usual pauses."""
    names = [f"s{number}" for number in range(count)]
    with _repeating([], "", 60, 60):
        bare_percent = _spent_percent(seconds)
    with _repeating(names, COUNT, 60, 60) as engine:
        took_seconds = _enable(engine, names)
        idle_percent = _spent_percent(seconds) - bare_percent
    with _repeating(names, COUNT, 0.1, 0.2) as engine:
        _enable(engine, names)
        before = _all_rounds(engine.snapshot)
        busy_percent = _spent_percent(seconds) - bare_percent
        rounds = (_all_rounds(engine.snapshot) - before) / seconds
    yield Result(
        f"{count} scripts enabled, each through a round", f"< {ENABLED_TARGET_SECONDS:g} s", f"{took_seconds:.2f} s",
        took_seconds < ENABLED_TARGET_SECONDS, reason="each worker is forked from the ancestor in a few milliseconds",
    )  # fmt: skip
    yield Result(
        f"{count} scripts at rest", f"< {IDLE_TARGET_PERCENT:g}% of a core", f"{idle_percent:.1f}%",
        idle_percent < IDLE_TARGET_PERCENT, f"engine alone {bare_percent:.1f}%", reason="see what wakes the supervisor",
    )  # fmt: skip
    yield Result(
        f"{count} scripts come round, {rounds:.0f} rounds a s", "printed", f"{busy_percent:.1f}% of a core", True,
        "all processes",
    )  # fmt: skip


def _all_rounds(snapshot: Snapshot) -> int:
    return sum(status.iterations for status in snapshot.scripts.values())


def _fed(count: int, seconds: float) -> Result:
    """The document changes 60 times a second, and each of many scripts sees each change."""
    names = [f"s{number}" for number in range(count)]
    with _repeating(names, "seen = bpm()", 1 / FED_HZ, 1 / FED_HZ) as engine:
        _enable(engine, names)
        began, spent, changes = time.perf_counter(), _spent_seconds(), 0
        while (now := time.perf_counter()) < began + seconds:
            engine.submit(c.SetTempo(bpm=60.0 + changes % 300))
            changes += 1
            time.sleep(max(0.0, began + changes / FED_HZ - now))  # the changes are to come so often, and no oftener
        percent = (_spent_seconds() - spent) / (time.perf_counter() - began) * 100
    return Result(
        f"state feed, {changes / seconds:.0f} Hz to {count} workers", "printed", f"{percent:.0f}% of a core", True,
        "all processes",
    )  # fmt: skip


def _scaling(seconds: float) -> Result:
    """Commands that two workers make and send in batches, a little of Lua before each, against those of one."""
    workers = Workers()
    one, two = _commands_a_second(workers, 1, seconds), _commands_a_second(workers, 2, seconds)
    workers.close()
    return Result(
        "two workers with batched commands", f">= {SCALE_TARGET:g}x one", f"{two:,.0f}/s", two >= SCALE_TARGET * one,
        f"one {one:,.0f}/s", two / one, "it takes two free cores, beside the process that reads",
    )  # fmt: skip


def _commands_a_second(workers: Workers, count: int, seconds: float) -> float:
    team = [_with_text(workers) for _ in range(count)]
    for worker in team:
        worker.link.send(encode(p.GoOn(1, 0, 0.0, Beat(0))))
    began, made, step = time.perf_counter(), 0, 1
    with selectors.DefaultSelector() as selector:
        for worker in team:
            selector.register(worker.link, selectors.EVENT_READ, worker)
        while time.perf_counter() < began + seconds:
            for key, _ in selector.select(0.1):
                for message in map(p.from_worker.decode, key.data.link.receive()):
                    if isinstance(message, p.Rested):
                        made, step = made + len(message.commands), step + 1
                        key.data.link.send(encode(p.GoOn(step, 0, 0.0, Beat(0))))
    for worker in team:
        worker.end()
    return made / seconds


def _with_text(workers: Workers) -> Worker:
    worker = workers.hire()
    worker.link.send(encode(p.Adopt("bench", 0, 5.0, 0.5, (), "{}")))
    feed = feed_between(NOTHING_FED, apply(empty_document(), c.AddModule(type="synth", name="bass")))
    assert feed is not None
    worker.link.send(encode(feed))
    work = "local sum = 0 for j = 1, 2000 do sum = sum + j * i end"
    text = f'for i = 1, {COMMANDS} do {work} setParam("bass", "cutoff", 100 + i) end'
    worker.link.send(encode(p.Repeat(1, text)))
    heard(worker.link, p.Began)
    return worker


def _stopped() -> Result:
    """A script that never waits, from the wish to the snapshot that says it has stopped."""
    with _repeating(["hung"], "while true do end", 0.1, 0.2) as engine:
        engine.submit(c.EnableScript(name="hung", is_enabled=True))
        wait_until(engine, lambda snapshot: snapshot.scripts["hung"].state == "repeating")
        time.sleep(0.2)  # no snapshot tells that its round has begun, from which nothing more will be heard
        began = time.perf_counter()
        engine.submit(c.EnableScript(name="hung", is_enabled=False))
        spent = wait_until(engine, lambda snapshot: snapshot.scripts["hung"].state == "stopped") - began
    return Result(
        "a script that hangs is stopped", f"< {STOP_TARGET_SECONDS:g} s", f"{spent:.2f} s",
        spent < STOP_TARGET_SECONDS, reason="it is given half a second to end by itself",
    )  # fmt: skip


def _spent_percent(seconds: float) -> float:
    began, spent = time.perf_counter(), _spent_seconds()
    time.sleep(seconds)  # so long is looked at what the others spend
    return (_spent_seconds() - spent) / (time.perf_counter() - began) * 100


def _spent_seconds() -> float:
    """Processor seconds of this process and, where the system shows them, of all that it started."""
    return time.process_time() + sum(map(_seconds_of, _descendants(os.getpid())))


def _descendants(process: int) -> list[int]:
    with suppress(OSError):
        children = Path(f"/proc/{process}/task").glob("*/children")
        direct = [int(number) for path in children for number in path.read_text().split()]
        return direct + [each for child in direct for each in _descendants(child)]
    return []


def _seconds_of(process: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS
    return 0.0
