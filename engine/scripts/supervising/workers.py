"""Worker processes: started ahead so that one is always warm, linked by a socket pair, and ended for certain.

Where the OS can fork, one process is started, the ancestor, and never works; every worker is a copy that it makes of
itself with Lua and the API in place, in a millisecond, and one at work is copied with all that its script has made.
(`multiprocessing`'s fork server does the first only, and has each worker import the application's main module.)
Elsewhere each worker is a process of its own, with one spare started ahead.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.process import BaseProcess

from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.link import Link
from engine.scripts.performing.worker import CAN_BRANCH, work

LONGEST_END_SECONDS = 2.0


@dataclass(eq=False)
class Worker:
    """One process and the supervisor's end of its link."""

    number: int
    link: Link
    process: BaseProcess | None = None  # None: a copy, which is the child of another worker
    process_number: int = 0  # of a copy, once it has told it

    def end(self) -> None:
        """End the process, whatever it does."""
        self.link.close()  # a copy sees this and exits, even before it has told its number
        if self.process is not None:
            self.process.kill()
            self.process.join(LONGEST_END_SECONDS)
        elif self.process_number:
            with suppress(ProcessLookupError):
                os.kill(self.process_number, signal.SIGKILL)

    @property
    def end_words(self) -> str:
        """How the process ended, as far as is known."""
        code = None if self.process is None else self.process.exitcode
        if code is None:
            return "ended"
        return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


class Workers:
    """Makes worker processes, with a spare that is ready before it is needed.

    Args:
        entry: What a process runs, given its end of the link.
        can_branch: Whether workers are copied by forking.
    Thread: the supervisor's only.
    """

    def __init__(self, entry: Callable[[socket.socket], None] = work, can_branch: bool = CAN_BRANCH) -> None:
        self._entry = entry
        self._can_branch = can_branch
        self._context = multiprocessing.get_context("spawn")
        self._numbers = count(1)
        self._spare: Worker | None = None
        self._ancestor: Worker | None = None

    def hire(self) -> Worker:
        """Return the spare, or a worker made now when there is none."""
        worker, self._spare = self._spare or self._begin(), None
        return worker

    def keep_spare(self) -> None:
        """Have a spare started, if there is none."""
        if self._spare is None:
            self._spare = self._begin()

    def branch(self, worker: Worker) -> Worker | None:
        """Return a copy of `worker` as it will be after what it was told so far; None where that cannot be."""
        if not self._can_branch:
            return None
        ours, theirs = socket.socketpair()
        worker.link.send(encode(p.Branch()), theirs)
        return Worker(next(self._numbers), Link(ours))

    def close(self) -> None:
        """End the spare and the ancestor."""
        for worker in (self._spare, self._ancestor):
            if worker is not None:
                worker.end()
        self._spare = self._ancestor = None

    def _begin(self) -> Worker:
        copy = self.branch(self._living_ancestor()) if self._can_branch else None
        return copy or self._start()

    def _living_ancestor(self) -> Worker:
        ancestor = self._ancestor
        if ancestor is None or ancestor.process is None or not ancestor.process.is_alive():
            if ancestor is not None:
                ancestor.end()
            ancestor = self._ancestor = self._start()
        return ancestor

    def _start(self) -> Worker:
        ours, theirs = socket.socketpair()
        number = next(self._numbers)
        process = self._context.Process(
            target=self._entry, args=(theirs,), name=f"moonloop-worker-{number}", daemon=True
        )
        with _without_main(), _uninterrupted():
            process.start()
        theirs.close()
        return Worker(number, Link(ours), process)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait, as a process that is half started complains of it. Only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    for number in came:
        signal.raise_signal(number)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep `multiprocessing` from having the new process import the application's main module, which may be slow."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
