"""The supervisor: one thread that carries messages between the crew and the workers, and is the one producer of its lane."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable, Sequence
from fractions import Fraction
from time import monotonic

from engine.core.commands import Command
from engine.core.engine import Engine
from engine.core.ticket import Ticket
from engine.core.units import Beat
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.crew import RUN_BUDGET_SECONDS, Crew
from engine.scripts.link import LinkBroken
from engine.scripts.log import LogRing
from engine.scripts.workers import Worker, Workers

LOOK_EVERY_SECONDS = 0.005  # while the music plays: how often loops are asked for more
LOOK_SELDOM_SECONDS = 0.1  # while it does not
MEET_WITHIN_SECONDS = 30.0  # a render that waits longer for a script gives up


class Supervisor:
    """Runs the scripts of an engine, live on a thread of its own (`start`), or in step with a render (`meet`)."""

    def __init__(
        self,
        engine: Engine,
        log: LogRing,
        seed: int = 0,
        run_budget_seconds: float = RUN_BUDGET_SECONDS,
        folders: Sequence[str] = (),
    ) -> None:
        self._engine = engine
        self._log = log
        self._workers = Workers()
        self._hired: dict[int, Worker] = {}
        self._crew = Crew(self, seed, run_budget_seconds, folders=folders)
        self._selector = selectors.DefaultSelector()
        self._bell, self._bell_rope = socket.socketpair()
        self._bell.setblocking(False)
        self._bell_rope.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._is_ending = False
        self._thread: threading.Thread | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    # --- live ---

    def start(self, on_crash: Callable[[BaseException], None]) -> None:
        """Begin to supervise on a thread; `on_crash` is told, on that thread, of a bug that ended it."""
        self._unsubscribe = self._engine.subscribe(lambda _: self._ring())
        self._thread = threading.Thread(target=self._run, args=(on_crash,), name="scripts", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and every worker. Thread: the one that made the supervisor."""
        self._unsubscribe()
        self._is_ending = True
        self._ring()
        if self._thread is not None:
            self._thread.join()
        self._close()

    def _run(self, on_crash: Callable[[BaseException], None]) -> None:
        try:
            self._workers.keep_spare()
            while not self._is_ending:
                self._step(LOOK_EVERY_SECONDS if self._engine.glance.is_playing else LOOK_SELDOM_SECONDS)
        except BaseException as crash:  # the one place at the top of this thread
            on_crash(crash)

    def _ring(self) -> None:
        """Wake the thread. Thread: any; when the bell is full it rings already."""
        try:
            self._bell_rope.send(b"!")
        except BlockingIOError:
            return

    # --- in step with a render ---

    def meet(self) -> None:
        """Wait until every script is as far as the next block needs: no run is under way, and loops are played that far.

        The messages of several workers are heard in the order of their hiring, so that a render is the same each time.

        Raises:
            TimeoutError: a worker does not answer.
        Thread: the one that turns the engine.
        """
        give_up = monotonic() + MEET_WITHIN_SECONDS
        glance = self._engine.glance
        need = glance.beat + self._engine.block_frames * Fraction(glance.bpm) / (60 * self._engine.rate)
        self._look(need)
        while self._crew.is_behind(glance, need):
            if monotonic() > give_up:
                raise TimeoutError("a script's worker does not answer")
            self._step(LOOK_SELDOM_SECONDS, need)

    # --- one step ---

    def _step(self, wait_seconds: float, need: Beat | None = None) -> None:
        ready = sorted(self._selector.select(wait_seconds), key=lambda pair: pair[0].data.number if pair[0].data else 0)
        for key, events in ready:
            if key.data is None:
                self._bell.recv(4096)
                continue
            if events & selectors.EVENT_WRITE:
                key.data.link.flush()
            if events & selectors.EVENT_READ:
                self._hear(key.data)
        self._look(need)

    def _look(self, need: Beat | None = None) -> None:
        self._crew.look(self._engine.snapshot, self._engine.glance, monotonic(), need)
        self._watch_unsent()

    def _hear(self, worker: Worker) -> None:
        try:
            for frame in worker.link.receive():
                self._crew.hear(worker.number, p.from_worker.decode(frame), monotonic())
        except LinkBroken:
            if self._forget(worker.number) is not None:
                self._workers.end(worker)
                self._crew.lost(worker.number, _how_it_ended(worker), monotonic())

    def _watch_unsent(self) -> None:
        for worker in self._hired.values():
            events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.link.has_unsent else 0)
            if self._selector.get_key(worker.link).events != events:
                self._selector.modify(worker.link, events, worker)

    def _forget(self, number: int) -> Worker | None:
        worker = self._hired.pop(number, None)
        if worker is not None:
            self._selector.unregister(worker.link)
        return worker

    def _close(self) -> None:
        for number in list(self._hired):
            self.dismiss(number)
        self._workers.close()
        self._selector.close()
        self._bell.close()
        self._bell_rope.close()

    # --- what the crew may do: see `crew.Port` ---

    def hire(self, script: str) -> int:
        """Return the number of a worker, at best the spare, and have the next spare started."""
        worker = self._workers.hire()
        self._hired[worker.number] = worker
        self._selector.register(worker.link, selectors.EVENT_READ, worker)
        self._workers.keep_spare()
        return worker.number

    def dismiss(self, worker: int) -> None:
        """End a worker's process."""
        gone = self._forget(worker)
        if gone is not None:
            self._workers.end(gone)

    def send(self, worker: int, message: p.ToWorker) -> None:
        """Send to a worker without waiting for it."""
        self._hired[worker].link.send(encode(message))

    def submit(self, command: Command) -> Ticket:
        """Hand a command to the engine, through this thread's lane."""
        return self._engine.submit(command)

    def log(self, script: str, level: str, text: str) -> None:
        """Add a line to the log."""
        self._log.add(script, level, text)


def _how_it_ended(worker: Worker) -> str:
    code = worker.process.exitcode
    return f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
