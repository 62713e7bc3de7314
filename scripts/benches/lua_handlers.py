"""Handlers: what it takes to tell a script with a thousand of them, and how that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.units import Beat
from engine.events.catalog import KINDS
from engine.events.changes import events_between
from engine.events.dispatch import Dispatch
from engine.events.event import Event
from engine.events.registry import Registry
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.performing.performer import Performer

MANY, FEW = 1000, 100
TOLD_TARGET_MS, EMIT_TARGET_MS, PASSED_TARGET_MS, GROWTH_LIMIT = 100.0, 50.0, 5.0, 1.5
CHAIN_TARGET_US, DIFFERENCE_TARGET_US = 2.0, 200.0
LISTENS = 'for n = 1, {count} do on("my:event", {options} function(_, event) x = event.n end) end'
EVENT = Event("my:event", {"n": 1, "name": "kick"}, "kick")


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the handlers."""
    yield from _told(effort)
    yield _chain(effort)
    yield _difference(effort)


def _told(effort: Effort) -> Iterator[Result]:
    """What a worker takes to answer, calls of Lua and conversions included."""
    times = effort.side_by_side(
        1,
        many=_worker(MANY).tell,
        few=_worker(FEW).tell,
        passed_by=_worker(MANY, '{ pattern = "nobody*" },').tell,
        emitted=_evaluating(_worker(MANY), 'emit("my:event", { n = 1 }).called'),
    )
    many_ms, few_ms = times["many"] / 1e6, times["few"] / 1e6
    yield Result(
        f"an event told to {MANY} handlers", f"<= {TOLD_TARGET_MS:g} ms", f"{many_ms:.1f} ms", many_ms <= TOLD_TARGET_MS
    )
    growth = many_ms / few_ms / (MANY / FEW)
    yield Result(
        f"{MANY} handlers beside {FEW}, per handler", f"<= {GROWTH_LIMIT:g}x", f"{many_ms / MANY * 1e3:.1f} us each",
        growth <= GROWTH_LIMIT, f"{FEW}: {few_ms / FEW * 1e3:.1f} us each", growth,
    )  # fmt: skip
    passed_ms = times["passed_by"] / 1e6
    yield Result(
        f"{MANY} handlers whose pattern does not match", f"<= {PASSED_TARGET_MS:g} ms", f"{passed_ms:.2f} ms",
        passed_ms <= PASSED_TARGET_MS,
    )  # fmt: skip
    emitted_ms = times["emitted"] / 1e6
    yield Result(
        f"emit with {MANY} handlers of its own", f"<= {EMIT_TARGET_MS:g} ms", f"{emitted_ms:.1f} ms",
        emitted_ms <= EMIT_TARGET_MS,
    )  # fmt: skip


class _Worker(NamedTuple):
    """A script's performer, and what it has said."""

    performer: Performer
    answers: list[p.FromWorker]

    def tell(self) -> None:
        """Tell of the event, until every handler has been called."""
        self.performer.hear(p.Happened(1, EVENT.name, EVENT.fields, EVENT.identifier, landed=1))
        while isinstance(answer := self.answers.pop(), p.Handled) and not answer.is_over:
            self.performer.hear(p.CallOn(1))


def _worker(count: int, options: str = "") -> _Worker:
    """A script's performer with so many handlers that hold."""
    answers: list[p.FromWorker] = []
    performer = Performer(answers.append, lambda *_: None)
    performer.hear(p.Adopt("song", 1, 5.0, 0.5, (), "{}"))
    feed = feed_between(Document(), apply(empty_document(), c.AddScript(name="song")))
    assert feed is not None
    performer.hear(feed)
    performer.hear(p.Run(1, LISTENS.format(count=count, options=options), Beat(0)))
    done = answers[-1]
    assert isinstance(done, p.Done), done
    assert done.fault is None, done.fault
    worker = _Worker(performer, answers)
    worker.tell()
    return worker


def _evaluating(worker: _Worker, text: str) -> Callable[[], object]:
    return lambda: worker.performer.hear(p.Work("1", text))


def _chain(effort: Effort) -> Result:
    """What the order of calls takes by itself, without Lua."""
    registry = Registry()
    for _ in range(MANY):
        registry.add(EVENT.name, None, "song")

    def dispatch() -> None:
        chain = Dispatch(EVENT, registry.matching(EVENT.name), registry, is_interceptable=True)
        while chain.next() is not None:
            chain.take(None)

    each_us = effort.side_by_side(10, dispatch=dispatch)["dispatch"] / 1e3 / MANY
    return Result(
        "a handler's turn in a chain, without Lua", f"<= {CHAIN_TARGET_US:g} us", f"{each_us:.2f} us",
        each_us <= CHAIN_TARGET_US,
    )  # fmt: skip


def _difference(effort: Effort) -> Result:
    """What it takes to find that one parameter of a module among a thousand has changed."""
    document = empty_document()
    for number in range(MANY):
        document = apply(document, c.AddModule(type="synth", name=f"s{number}"))
    old = Snapshot(1, document)
    new = Snapshot(2, apply(document, c.SetParameter(module="s500", parameter="cutoff", value=500.0)))
    wanted = frozenset(KINDS)

    times = effort.side_by_side(20, find=lambda: events_between(old, new, wanted))
    micros = times["find"] / 1e3
    return Result(
        f"finding one change among {MANY} modules", f"<= {DIFFERENCE_TARGET_US:g} us", f"{micros:.0f} us",
        micros <= DIFFERENCE_TARGET_US,
    )  # fmt: skip
