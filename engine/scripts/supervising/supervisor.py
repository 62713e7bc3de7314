"""The supervisor: one thread that carries messages between crew and workers, and is the one producer of its lane."""

from __future__ import annotations

import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from fractions import Fraction
from time import monotonic

from msgspec import DecodeError

from engine.core.commands import Command
from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from engine.core.units import Beat, Frame
from engine.core.wire import encode
from engine.patterns.stored import read_ahead
from engine.scripts import protocol as p
from engine.scripts.link import LinkBroken
from engine.scripts.supervising.backstage import LOOK_AHEAD_SECONDS, RUN_BUDGET_SECONDS, Rules
from engine.scripts.supervising.crew import Crew
from engine.scripts.supervising.log import LogRing
from engine.scripts.supervising.waking import WakingClock
from engine.scripts.supervising.workers import Worker, Workers

MEET_STEP_SECONDS = 0.05  # between two looks of a render that waits, when nobody says anything
MEET_PATIENCE = 4  # run budgets, and ...
MEET_AT_LEAST_SECONDS = 30.0  # ... this much: a render that waits longer for a script gives up

Heard = p.FromWorker | LinkBroken


class Supervisor:
    """Runs the scripts of an engine, live on a thread of its own (`start`), or in step with a render (`meet`)."""

    def __init__(
        self,
        engine: Engine,
        log: LogRing,
        seed: int = 0,
        run_budget_seconds: float = RUN_BUDGET_SECONDS,
        folders: Sequence[str] = (),
        look_ahead_seconds: float = LOOK_AHEAD_SECONDS,
        workers: Workers | None = None,
        packages: Sequence[str] = (),
    ) -> None:
        """Take `workers` that are somebody else's to close, or have some; look for `packages` in these folders."""
        self._engine = engine
        self._log = log
        self._workers = workers or Workers()
        self._owns_workers = workers is None
        self._hired: dict[int, Worker] = {}
        self._unheard: dict[int, deque[Heard]] = {}
        rules = Rules(seed, run_budget_seconds, look_ahead_seconds, tuple(folders), engine.rate, tuple(packages))
        self._stuffed: set[int] = set()  # workers to which something is still to be sent
        self._encoded: tuple[p.ToWorker | None, bytes] = (None, b"")  # the last message
        self._crew = Crew(self, rules)
        self._give_up_seconds = MEET_AT_LEAST_SECONDS + MEET_PATIENCE * run_budget_seconds
        self._selector = selectors.DefaultSelector()
        self._bell, self._bell_rope = socket.socketpair()
        self._bell.setblocking(False)
        self._bell_rope.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._met: Snapshot | None = None  # what the last `meet` saw
        self._free_until: Beat | float = 0.0  # and how far the music may go after it
        self._free_until_frame: Frame | float = 0
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
            self._look()
            while not self._is_ending:
                self._carry(self._crew.rest_seconds())
                for number in list(self._unheard):
                    self._hear(number)
                self._look()
        except BaseException as crash:  # noqa: BLE001 - the one place at the top of this thread
            on_crash(crash)

    def _ring(self) -> None:
        """Wake the thread. Thread: any; a snapshot may be published while the supervisor stops."""
        with suppress(OSError):  # it is full, so it rings already; or it is closed, so there is nobody to wake
            self._bell_rope.send(b"!")

    # --- in step with a render ---

    def meet(self) -> None:
        """Wait until every script is as far as the next block needs: no run under way, and loops played that far.

        Raises:
            TimeoutError: a worker does not answer.
        Thread: the one that turns the engine.
        """
        waited = WakingClock()
        glance, snapshot = self._engine.glance, self._engine.snapshot
        need = glance.beat + self._engine.block_frames * Fraction(glance.bpm) / (60 * self._engine.rate)
        if snapshot is self._met and need <= self._free_until and glance.frame < self._free_until_frame:
            return  # nothing was published since, and no loop is due: most blocks
        self._look(need)
        while awaited := self._crew.awaited(glance, need):
            if waited.read(monotonic()) > self._give_up_seconds:
                raise TimeoutError("a script's worker does not answer")
            if not any(self._unheard.get(number) for number in awaited):
                self._carry(MEET_STEP_SECONDS)
            for number in awaited:
                self._hear(number)
            self._look(need)
        self._met, self._free_until = snapshot, self._crew.free_until()
        self._free_until_frame = self._crew.free_until_frame()

    # --- one step ---

    def _look(self, need: Beat | None = None) -> None:
        glance = self._engine.glance  # before the snapshot, which may then be of a later flight, and is known to be
        self._crew.look(self._engine.snapshot, glance, monotonic(), need)
        self._send_unsent()

    def _carry(self, wait_seconds: float | None) -> None:
        """Wait until something can be sent or has come, and send and receive it."""
        for key, events in self._selector.select(wait_seconds):
            worker: Worker | None = key.data
            if worker is None:
                self._bell.recv(4096)
                continue
            if events & selectors.EVENT_WRITE:
                worker.link.flush()
            if events & selectors.EVENT_READ:
                self._receive(worker)

    def _receive(self, worker: Worker) -> None:
        unheard = self._unheard.setdefault(worker.number, deque())
        try:
            for frame in worker.link.receive():
                unheard.append(p.from_worker.decode(frame))
        except (LinkBroken, DecodeError, RecursionError) as broken:  # the last is of what is nested without end
            self._selector.unregister(worker.link)
            unheard.append(broken if isinstance(broken, LinkBroken) else LinkBroken("sent what is no message"))

    def _hear(self, number: int) -> None:
        """Tell the crew what a worker has said; it may dismiss the worker meanwhile."""
        unheard = self._unheard.pop(number, deque())
        while unheard and number in self._hired:
            heard = unheard.popleft()
            if isinstance(heard, LinkBroken):
                worker = self._hired.pop(number)
                self._stuffed.discard(number)
                worker.end()
                self._crew.lost(number, str(heard) or worker.end_words, monotonic())
                return
            if isinstance(heard, p.Ready):
                self._hired[number].process_number = heard.process
            read_ahead(text for each in _commands_of(heard) if (text := getattr(each, "expression", "")))
            self._crew.hear(number, heard, monotonic())

    def _send_unsent(self) -> None:
        for worker in [self._hired[number] for number in self._stuffed]:
            worker.link.flush()
            key = self._selector.get_map().get(worker.link)
            events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.link.has_unsent else 0)
            if key is not None and key.events != events:
                self._selector.modify(worker.link, events, worker)
            if not worker.link.has_unsent:
                self._stuffed.discard(worker.number)

    def _close(self) -> None:
        for number in list(self._hired):
            self.dismiss(number)
        if self._owns_workers:
            self._workers.close()
        self._selector.close()
        self._bell.close()
        self._bell_rope.close()

    # --- what the crew may do: see `backstage.Port` ---

    def hire(self, script: str) -> int:  # noqa: ARG002 - all workers are alike
        """Return the number of a worker, at best the spare, and have the next spare started."""
        number = self._take_on(self._workers.hire())
        self._workers.keep_spare()
        return number

    def branch(self, worker: int) -> int | None:
        """Return the number of a copy of a worker; None where the OS cannot."""
        made = self._workers.branch(self._hired[worker])
        self._stuffed.add(worker)
        return None if made is None else self._take_on(made)

    def _take_on(self, worker: Worker) -> int:
        self._hired[worker.number] = worker
        self._selector.register(worker.link, selectors.EVENT_READ, worker)
        return worker.number

    def dismiss(self, worker: int) -> None:
        """End a worker's process."""
        gone = self._hired.pop(worker)
        self._unheard.pop(worker, None)
        self._stuffed.discard(worker)
        if gone.link in self._selector.get_map():
            self._selector.unregister(gone.link)
        gone.end()

    def send(self, worker: int, message: p.ToWorker) -> None:
        """Send to a worker without waiting for it, at the end of the look."""
        if message is not self._encoded[0]:  # the same news for many workers
            self._encoded = message, encode(message)
        self._hired[worker].link.put(self._encoded[1])
        self._stuffed.add(worker)

    def submit(self, command: Command) -> Ticket:
        """Hand a command to the engine, through this thread's lane."""
        return self._engine.submit(command)

    def log(self, script: str, level: str, text: str) -> None:
        """Add a line to the log."""
        self._log.add(script, level, text)


def _commands_of(message: p.FromWorker) -> Sequence[Command]:
    """What a message asks to be done at once."""
    match message:
        case p.Done() | p.Worked() if message.batch is not None:
            return message.batch.commands
        case p.Rested():
            return message.commands
        case _:
            return ()
