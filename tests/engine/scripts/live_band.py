"""A band that plays live: the engine on its thread, paced by a clock, and the supervisor on its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event

from engine.core import commands as c
from engine.core.thread import EngineThread
from engine.scripts.supervising.workers import Worker
from engine.sound.silent import SilentClock
from tests.engine.scripts.band import RATE, Band, KnownWorkers

LONGEST_WAIT_SECONDS = 60.0  # also where others use the machine
LOOK_AGAIN_SECONDS = 0.005  # at what no snapshot tells of


class LiveBand(Band):
    """What the tests of scripts play with when time passes by itself."""

    def __init__(self, workers: KnownWorkers, **rules: object) -> None:
        super().__init__(workers, **rules)
        self.crashes: list[BaseException] = []
        self._news = Event()
        self.engine.subscribe(lambda _: self._news.set())
        self.supervisor.start(self.crashes.append)
        self.engine.start(EngineThread(SilentClock(RATE), self.crashes.append))

    def close(self) -> None:
        """End everything; a thread that crashed fails the test."""
        super().close()
        for crash in self.crashes:
            raise crash

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        give_up = time.monotonic() + LONGEST_WAIT_SECONDS
        while True:
            self._news.clear()
            with suppress(KeyError):
                if is_so():
                    return
            assert time.monotonic() < give_up, f"it never came to be: {self.engine.snapshot.scripts}"
            self._news.wait(LOOK_AGAIN_SECONDS)

    def do(self, *commands: c.Command) -> None:
        """Have commands done, by hand."""
        tickets = [self.engine.submit(command) for command in commands]
        self.wait(lambda: all(ticket.is_done(self.engine.snapshot) for ticket in tickets))

    def turn(self, times: int = 1) -> None:
        """The engine turns by itself: wait until it has."""
        frame = self.engine.glance.frame
        self.wait(lambda: self.engine.glance.frame >= frame + times * self.engine.block_frames)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.wait(is_so)

    def worker(self) -> Worker:
        """The newest worker, once its process is known."""
        self.wait(lambda: self.workers.made[-1].process_number > 0)
        return self.workers.made[-1]
