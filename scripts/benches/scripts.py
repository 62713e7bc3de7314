"""Scripts: what a run takes, how soon a worker is ready, what a call of the API costs, and what idle scripts cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from threading import Event

from benches.effort import Effort
from benches.table import Result, percentile
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.thread import EngineThread
from engine.core.units import NOW, Beat
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.link import Link
from engine.scripts.performing.performer import Performer
from engine.scripts.supervising.backstage import RUN_BUDGET_SECONDS
from engine.scripts.supervising.hand import NOTHING_FED
from engine.scripts.supervising.log import LogRing
from engine.scripts.supervising.supervisor import Supervisor
from engine.scripts.supervising.workers import Worker, Workers
from engine.sound.silent import SilentClock, SilentSound

RUN_TARGET_MS, START_TARGET_MS, SPARE_TARGET_MS = 50.0, 25.0, 2.0
CALL_TARGET_US, IDLE_TARGET_PERCENT = 50.0, 1.0
IDLE_SCRIPTS = 50
DECLARATIONS = 50
PATIENCE_SECONDS = 30.0


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the scripts."""
    yield _runs(20 if effort.is_quick else 300)
    yield from _starts(3 if effort.is_quick else 40)
    yield _calls(2 if effort.is_quick else 15)
    yield _idle(IDLE_SCRIPTS if not effort.is_quick else 5, effort.lasting(5.0))


def text(turn: int) -> str:
    """Return a script of 100 lines with 50 declarations, one of which is other each turn, and a loop that plays."""
    lines = []
    for number in range(DECLARATIONS // 2):
        volume = (turn % 100) / 100 if number == 0 else 0.5
        lines += [f'local s{number} = synth("s{number}", {{ volume = {volume} }})', "-- a remark"]
        lines += [f's{number}:set("cutoff", {500 + number})', ""]
    loop = ['live_loop("tick", function()', '  trigger("s0", { length = 1/8 })', "  sleep(1/4)", "end)"]
    return "\n".join(lines[: 100 - len(loop)] + loop)


@contextmanager
def playing(run_budget_seconds: float = RUN_BUDGET_SECONDS) -> Iterator[Engine]:
    """An engine that runs at its own pace, and scripts; it is stopped afterwards."""
    engine = Engine(SilentSound(RATE, BLOCK_FRAMES))
    supervisor = Supervisor(engine, LogRing(), run_budget_seconds=run_budget_seconds)
    crashes: list[BaseException] = []
    supervisor.start(crashes.append)
    engine.start(EngineThread(SilentClock(RATE), crashes.append))
    try:
        yield engine
    finally:
        supervisor.stop()
        engine.stop()
    if crashes:
        raise crashes[0]


def wait_until(engine: Engine, is_so: Callable[[Snapshot], bool]) -> float:
    """Wait for a snapshot in which something is so, and return when it was published."""
    news = Event()
    found: list[float] = []

    def look(snapshot: Snapshot) -> None:
        if not found and is_so(snapshot):
            found.append(time.perf_counter())
            news.set()

    unsubscribe = engine.subscribe(look)
    look(engine.snapshot)
    if not news.wait(PATIENCE_SECONDS):
        raise TimeoutError("a script took too long")
    unsubscribe()
    return found[0]


def _runs(count: int) -> Result:
    """A run at once while the script's own loop plays: from the wish to the snapshot in which it has landed."""
    with playing() as engine:
        engine.submit(c.AddScript(name="song"))
        engine.submit(c.Play())
        times = [_run_ms(engine, turn) for turn in range(1, count + 2)][1:]  # the first one waits for the ancestor
    half, most = median(times), percentile(times, 99)
    return Result(
        "run of 100 lines, 50 declarations, to landed, p99",
        f"< {RUN_TARGET_MS:g} ms",
        f"{most:.1f} ms, p50 {half:.1f}",
        most < RUN_TARGET_MS,
        reason="a copy of the worker is forked for each run, and turns come every 5 ms; a busy machine adds the rest",
    )


def _run_ms(engine: Engine, number: int) -> float:
    began = time.perf_counter()
    engine.submit(c.RunScript(name="song", text=text(number), quantum=NOW))
    return (wait_until(engine, lambda snapshot: _landed(snapshot) == number) - began) * 1000


def _landed(snapshot: Snapshot) -> int:
    """Return the number of the run that has landed: its batch's ticket is done in this snapshot."""
    record = snapshot.document.declared.get("song")
    return 0 if record is None else record.run


def _ready_ms(make: Callable[[], Worker]) -> float:
    """Return how long it takes from wanting a worker to its first answer."""
    began = time.perf_counter()
    worker = make()
    worker.link.send(encode(p.Adopt("bench", 0, 5.0, 0.5, (), "{}")))
    worker.link.send(encode(p.Feed()))
    heard(worker.link, p.Fed)
    spent_ms = (time.perf_counter() - began) * 1000
    worker.end()
    return spent_ms


def heard(link: Link, wanted: type) -> None:
    """Wait until a worker has said something."""
    while True:
        for frame in link.receive():
            message = p.from_worker.decode(frame)
            if isinstance(message, wanted):
                return
        time.sleep(0.0001)


def _starts(count: int) -> Iterator[Result]:
    """A worker from wanting it to its first answer: started anew, and taken from the spare."""
    workers = Workers()
    workers.hire().end()  # there is an ancestor from now on
    _ready_ms(workers.hire)
    anew = median(_ready_ms(workers.hire) for _ in range(count))
    spare = median(_from_spare_ms(workers) for _ in range(count))
    workers.close()
    began = time.perf_counter()
    first = Workers()
    heard(first.hire().link, p.Ready)
    first_ms = (time.perf_counter() - began) * 1000
    first.close()
    yield Result(
        "worker started, to its first answer", f"< {START_TARGET_MS:g} ms", f"{anew:.1f} ms", anew < START_TARGET_MS,
        f"the very first {first_ms:.0f} ms", reason="forking copies page tables; see how much the ancestor imports",
    )  # fmt: skip
    yield Result(
        "worker from the spare, to its first answer", f"< {SPARE_TARGET_MS:g} ms", f"{spare:.2f} ms",
        spare < SPARE_TARGET_MS, reason="two processes take turns on a busy machine",
    )  # fmt: skip


def _from_spare_ms(workers: Workers) -> float:
    workers.keep_spare()
    time.sleep(0.02)  # until it is warm
    return _ready_ms(workers.hire)


def _calls(rounds: int) -> Result:
    """A call of the API in a run, with all that it does to the worker's copy of the document."""
    many = 1000
    performer = Performer(lambda _: None, lambda *_: None)
    performer.hear(p.Adopt("bench", 0, 5.0, 0.5, (), "{}"))
    feed = feed_between(NOTHING_FED, apply(empty_document(), c.AddScript(name="bench")))
    assert feed is not None
    performer.hear(feed)
    times = []
    for turn in range(rounds):
        loop = f"for i = 1, {many} do setParam('bass', 'cutoff', 100 + i + {turn}) end"
        began = time.perf_counter()
        performer.hear(p.Run(turn + 1, f"synth('bass') {loop}", Beat(0)))
        times.append((time.perf_counter() - began) / many * 1e6)
    call = median(times)
    return Result(
        "a call of setParam in a run", f"< {CALL_TARGET_US:g} us", f"{call:.1f} us", call < CALL_TARGET_US,
        reason="each call is applied to the worker's own copy of the document, which costs most of it",
    )  # fmt: skip


def _idle(count: int, seconds: float) -> Result:
    """What this process spends on scripts that have run and do nothing, while the music plays."""
    with playing() as engine:
        bare = _spent_percent(seconds)
        for number in range(count):
            engine.submit(c.AddScript(name=f"s{number}"))
            engine.submit(c.RunScript(name=f"s{number}", text=f'synth("m{number}")', quantum=NOW))
        wait_until(engine, lambda s: len([each for each in s.scripts.values() if each.run]) == count)
        engine.submit(c.Play())
        busy = _spent_percent(seconds)
    cost = busy - bare
    return Result(
        f"{count} idle scripts while the music plays", f"< {IDLE_TARGET_PERCENT:g}% of a core", f"{cost:.2f}%",
        cost < IDLE_TARGET_PERCENT, f"engine alone {bare:.1f}%", reason="see what wakes the supervisor",
    )  # fmt: skip


def _spent_percent(seconds: float) -> float:
    began, spent = time.perf_counter(), time.process_time()
    time.sleep(seconds)
    return (time.process_time() - spent) / (time.perf_counter() - began) * 100
