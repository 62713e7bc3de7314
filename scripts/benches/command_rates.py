"""Commands while the music plays: how many a second, and how soon each is seen in a snapshot."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep

import numpy as np

from benches.effort import Effort
from benches.table import Result, percentile
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.lane import LaneFull
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.thread import EngineThread
from engine.core.ticket import Ticket
from engine.patterns.notation import parse_steps
from engine.sound.silent import SilentSound

RATE_TARGET = 20_000  # commands a second
TWO_BLOCKS_SECONDS = 2 * BLOCK_FRAMES / RATE
BLOCKS_AHEAD = 4
SWITCH_SECONDS = 0.0005  # as the application sets it


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the sustained rate, its tickets' times, and the time of single changes."""
    yield from _storm(effort.lasting(5.0))
    yield _single_changes(effort.lasting(5.0))


class Ahead:
    """A pace like a device's: it plays in real time, and takes blocks until four of them wait to be played."""

    def __init__(self) -> None:
        self._played_from = perf_counter()
        self._written = 0

    def write(self, block: np.ndarray) -> None:
        """Return when there is room for another block."""
        self._written += block.shape[1]
        room_at = self._played_from + (self._written - BLOCKS_AHEAD * BLOCK_FRAMES) / RATE
        while (wait_seconds := room_at - perf_counter()) > 0:
            sleep(wait_seconds)

    def close(self) -> None:
        """Nothing to give back."""


class Stopwatch:
    """Notes when each ticket was done, from the snapshots as they are published."""

    def __init__(self, engine: Engine) -> None:
        self.seconds: list[float] = []
        self._under_way: list[tuple[Ticket, float]] = []
        engine.subscribe(self._on_snapshot)

    def watch(self, ticket: Ticket, offered_at: float) -> None:
        """Note the time from `offered_at` until `ticket` is done."""
        self._under_way.append((ticket, offered_at))

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        now = perf_counter()
        for ticket, offered_at in self._under_way[:]:
            if ticket.is_done(snapshot):
                self.seconds.append(now - offered_at)
                self._under_way.remove((ticket, offered_at))


@contextmanager
def playing() -> Iterator[Engine]:
    """An engine that plays four sequencers, paced like a device."""
    crashes: list[BaseException] = []
    engine = Engine(SilentSound(RATE, BLOCK_FRAMES), document=_session())
    engine.submit(c.Play())
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    engine.start(EngineThread(Ahead(), crashes.append))
    try:
        yield engine
    finally:
        engine.stop()
        sys.setswitchinterval(before)
    if crashes:
        raise crashes[0]


def _session() -> Document:
    document = empty_document()
    for name in ("kick", "snare", "hat", "bass"):
        for command in (
            c.AddModule(type="sampler", name=name),
            c.AddPattern(name=name, steps=parse_steps("x..x..x.")),
            c.AddModule(type="sequencer", name=f"play-{name}", values=(("pattern", name),)),
            c.Connect(source=f"play-{name}", target=name),
        ):
            document = apply(document, command)
    return document


def _storm(seconds: float) -> Iterator[Result]:
    """Offer 20,000 changes a second, a few each millisecond, as a fast producer does, and see whether all are taken."""
    refused = offered = 0
    with playing() as engine:
        watch = Stopwatch(engine)
        began = perf_counter()
        while (passed := perf_counter() - began) < seconds:
            while offered < passed * RATE_TARGET:
                try:
                    ticket = engine.submit(_change(offered))
                except LaneFull:
                    refused += 1
                if offered % 50 == 0:
                    watch.watch(ticket, perf_counter())
                offered += 1
            sleep(0.001)
        took = perf_counter() - began
        load = engine.glance.load
    rate = (offered - refused) / took
    slowest = percentile(watch.seconds, 99)
    yield Result(
        "commands a second while playing",
        f">= {RATE_TARGET:,}",
        f"{rate:,.0f}, {refused} refused",
        rate >= 0.99 * RATE_TARGET and refused == 0,
        baseline=f"last turn: {load:.0%} of a block",
        reason="the producer or the engine did not get enough of a core; see the load beside it",
    )
    yield Result(
        "  p99 from offer to snapshot, in that storm",
        f"< {TWO_BLOCKS_SECONDS * 1000:.2f} ms",
        f"{slowest * 1000:.2f} ms",
        slowest < TWO_BLOCKS_SECONDS,
        baseline="two blocks",
        ratio=slowest / TWO_BLOCKS_SECONDS,
        reason="the engine's thread waited for the GIL or for a core",
    )


def _single_changes(seconds: float) -> Result:
    """One change every 7 ms, at no fixed place in a block, as a hand at a fader makes them."""
    with playing() as engine:
        watch = Stopwatch(engine)
        began = perf_counter()
        number = 0
        while perf_counter() - began < seconds:
            number += 1
            at = perf_counter()
            watch.watch(engine.submit(_change(number)), at)
            sleep(0.007)
    slowest = percentile(watch.seconds, 99)
    return Result(
        "p99 from a change in the GUI to its snapshot",
        f"< {TWO_BLOCKS_SECONDS * 1000:.2f} ms",
        f"{slowest * 1000:.2f} ms",
        slowest < TWO_BLOCKS_SECONDS,
        baseline="two blocks",
        ratio=slowest / TWO_BLOCKS_SECONDS,
        reason="the engine's thread waited for the GIL or for a core",
    )


def _change(number: int) -> c.Command:
    return c.SetParameter(module="bass", parameter="volume", value=number % 97 / 100, origin="editor")
