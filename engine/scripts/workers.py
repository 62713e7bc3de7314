"""Worker processes: started ahead so that one is always warm, linked by a socket pair, and ended for certain."""

from __future__ import annotations

import multiprocessing
import socket
import sys
from itertools import count
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from engine.scripts.link import Link
from engine.scripts.worker import work

LONGEST_END_SECONDS = 2.0


class Worker(NamedTuple):
    """One process and the supervisor's end of its link."""

    number: int
    process: BaseProcess
    link: Link


class Workers:
    """All worker processes of one supervisor, with a spare that is ready before it is needed.

    Thread: the supervisor's only.
    """

    def __init__(self) -> None:
        self._context = _context()
        self._numbers = count(1)
        self._spare: Worker | None = None

    def hire(self) -> Worker:
        """Return the spare, or a worker made now when there is none."""
        worker, self._spare = self._spare or self._begin(), None
        return worker

    def keep_spare(self) -> None:
        """Have a spare started, if there is none."""
        if self._spare is None or not self._spare.process.is_alive():
            self._spare = self._begin()

    def end(self, worker: Worker) -> None:
        """End a worker's process, whatever it does."""
        worker.link.close()
        worker.process.kill()
        worker.process.join(LONGEST_END_SECONDS)

    def close(self) -> None:
        """End the spare."""
        if self._spare is not None:
            self.end(self._spare)
            self._spare = None

    def _begin(self) -> Worker:
        ours, theirs = socket.socketpair()
        number = next(self._numbers)
        process = self._context.Process(target=work, args=(theirs,), name=f"moonloop-worker-{number}", daemon=True)
        process.start()
        theirs.close()
        return Worker(number, process, Link(ours))


def _context() -> ForkServerContext | SpawnContext:
    """Fork from a small server process where the OS can: a worker starts in milliseconds and inherits no thread or lock."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["engine.scripts.worker"])
    return context
