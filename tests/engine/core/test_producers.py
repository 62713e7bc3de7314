"""Many threads and one engine: nothing is lost, nothing is out of order, and a ticket means what it says."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import numpy as np
import pytest

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.lane import LaneFull
from engine.core.snapshot import Snapshot
from engine.core.thread import EngineThread
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound

PRODUCERS = 4
COMMANDS = 50_000  # of each producer
ROUND_TRIPS = 500  # of each producer, when it waits for every one
PATIENCE_SECONDS = 60
_a_breath = threading.Event()  # never set: waiting for it lets the others go on


class NoWait:
    """A pace that is always ready for the next block."""

    def write(self, block: np.ndarray) -> None:
        """Take it."""

    def close(self) -> None:
        """Nothing to give back."""


class Crowd:
    """Producers, each on a thread of its own, and what each of them found."""

    def __init__(self, produce: Callable[[int], None]) -> None:
        self.failures: list[BaseException] = []
        self._threads = [
            threading.Thread(target=self._run, args=(produce, number), name=f"p{number}") for number in range(PRODUCERS)
        ]

    def _run(self, produce: Callable[[int], None], number: int) -> None:
        try:
            produce(number)
        except BaseException as failure:  # noqa: BLE001 - told to the test's own thread
            self.failures.append(failure)

    def work(self) -> None:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive()
        assert self.failures == []


def insist(engine: Engine, command: c.Command):
    """Offer `command` until there is room for it."""
    while True:
        try:
            return engine.submit(command)
        except LaneFull:
            _a_breath.wait(0.0001)


@pytest.fixture
def brisk_switching():
    """Threads switch as often as they do in the app."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def engine(brisk_switching):
    document = after(studio(), *(c.AddScript(name=f"p{number}") for number in range(PRODUCERS)))
    crashes: list[BaseException] = []
    engine = Engine(RecordingSound(), document=document)
    engine.start(EngineThread(NoWait(), crashes.append))
    yield engine
    engine.stop()
    assert crashes == []


@pytest.mark.slow
def test_four_producers_lose_nothing_and_keep_their_order_while_the_engine_turns(engine):
    versions: list[int] = []
    texts: dict[str, list[int]] = {f"p{number}": [] for number in range(PRODUCERS)}

    def look(snapshot: Snapshot) -> None:
        versions.append(snapshot.version)
        for name, seen in texts.items():
            seen.append(snapshot.document.scripts[name].request.number)

    engine.subscribe(look)

    def produce(number: int) -> None:
        for _ in range(COMMANDS):  # each run asked for counts one up: a lost or doubled one would show
            last = insist(engine, c.RunScript(name=f"p{number}", text=""))
        while not last.is_done(engine.snapshot):  # the crowd's patience ends it
            _a_breath.wait(0.001)

    Crowd(produce).work()

    assert versions == list(range(versions[0], versions[0] + len(versions)))
    for name, seen in texts.items():
        assert seen == sorted(seen)
        assert engine.snapshot.document.scripts[name].request.number == COMMANDS


@pytest.mark.slow
def test_a_ticket_is_never_done_before_its_effect_is_there(engine):
    def produce(number: int) -> None:
        name = f"p{number}"
        for text in map(str, range(ROUND_TRIPS)):
            ticket = insist(engine, c.SetScriptText(name=name, text=text))
            while not ticket.is_done(snapshot := engine.snapshot):
                _a_breath.wait(0.0001)
            assert snapshot.document.scripts[name].text == text
            assert ticket.problem is None

    Crowd(produce).work()
