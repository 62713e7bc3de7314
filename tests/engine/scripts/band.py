"""A band: a real engine and supervisor with real worker processes, turned by the test in step with them."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from typing import Any

from engine.core import commands as c
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.live import UNDER_WAY, ScriptStatus
from engine.core.ticket import Ticket
from engine.core.units import NEXT_BAR, NOW, Quantum
from engine.scripts.supervising.log import LogRing
from engine.scripts.supervising.supervisor import Supervisor
from engine.scripts.supervising.workers import Worker, Workers
from tests.engine.recording_sound import RecordingSound

RATE, BLOCK = 48_000, 256
MOST_TURNS = 20_000


class KnownWorkers(Workers):
    """Worker processes that a test can find."""

    def __init__(self, *entry: Callable[[socket.socket], None], **how: bool) -> None:
        super().__init__(*entry, **how)
        self.made: list[Worker] = []

    def hire(self) -> Worker:
        """Note the worker."""
        self.made.append(super().hire())
        return self.made[-1]

    def branch(self, worker: Worker) -> Worker | None:
        """Note the copy; those of the ancestor are noted when they are hired."""
        copy = super().branch(worker)
        if copy is not None and worker in self.made:
            self.made.append(copy)
        return copy


class HeardEngine(Engine):
    """An engine that keeps what was submitted to it."""

    submitted: list[c.Command]

    def submit(self, command: c.Command) -> Ticket:
        """Keep the command too."""
        self.submitted.append(command)
        return super().submit(command)


class Band:
    """What the tests of scripts play with."""

    def __init__(
        self, workers: KnownWorkers, document: Document | None = None, sound: Any = None, **rules: object
    ) -> None:
        self.sound = sound or RecordingSound()
        self.engine = HeardEngine(self.sound, RATE, BLOCK, document)
        self.engine.submitted = []
        self.log = LogRing()
        self.workers = workers
        workers.made.clear()
        self.supervisor = Supervisor(self.engine, self.log, workers=workers, **rules)  # type: ignore[arg-type]

    def close(self) -> None:
        """End everything."""
        self.supervisor.stop()
        self.engine.stop()

    # --- asking ---

    @property
    def document(self) -> Document:
        """The engine's document."""
        return self.engine.snapshot.document

    def status(self, name: str = "song") -> ScriptStatus:
        """How a script is."""
        return self.engine.snapshot.scripts[name]

    def fault(self, name: str = "song") -> tuple[int, str]:
        """Line and message of a script's problem; line 0 when it has none."""
        problem = self.status(name).problem
        assert problem is not None
        return (problem.place.line if problem.place is not None else 0), problem.message

    def dues(self, loop: str = "") -> list[c.Due]:
        """What loops have made, in the order in which the engine was told."""
        return [each for each in self.engine.submitted if isinstance(each, c.Due) and loop in ("", each.loop)]

    def values(self, module: str) -> dict[str, object]:
        """The parameters of a module."""
        return dict(self.document.modules[module].values)

    def printed(self) -> list[str]:
        """All that scripts have printed."""
        return [line.text for line in self.log.since(0)[0]]

    # --- doing ---

    def do(self, *commands: c.Command) -> None:
        """Have commands done, by hand."""
        for command in commands:
            self.engine.submit(command)
        self.turn()

    def turn(self, times: int = 1) -> None:
        """Turn, in step with the scripts."""
        for _ in range(times):
            self.supervisor.meet()
            self.engine.turn()

    def until(self, is_so: Callable[[], bool]) -> None:
        """Turn until something is so."""
        for _ in range(MOST_TURNS):
            if is_so():
                return
            self.turn()
        raise AssertionError("it never came to be")

    def play_to(self, beat: float) -> None:
        """Turn until the music has reached a beat."""
        self.until(lambda: self.engine.glance.beat >= beat)

    def ask(self, text: str, name: str = "song", quantum: Quantum | None = None) -> None:
        """Wish that a text runs, without waiting for it."""
        if name not in self.document.scripts:
            self.do(c.AddScript(name=name))
        self.engine.submit(c.RunScript(name=name, text=text, quantum=quantum))

    def run(self, text: str, name: str = "song", quantum: Quantum | None = NOW) -> ScriptStatus:
        """Run a text, wait until it has landed or failed, and return how the script is then."""
        self.ask(text, name, quantum)
        self.turn()
        self.until(lambda: self.is_settled(name))
        return self.status(name)

    def is_settled(self, name: str = "song") -> bool:
        """Whether nothing is under way for a script."""
        status = self.engine.snapshot.scripts.get(name)
        number = self.document.scripts[name].request.number
        return status is not None and status.asked == number and status.state not in UNDER_WAY

    def kill(self, worker: Worker) -> None:
        """End a worker's process from outside."""
        self.send_signal(worker, signal.SIGKILL)

    def send_signal(self, worker: Worker, number: int) -> None:
        """Send a signal to a worker's process."""
        os.kill(worker.process_number, number)


__all__ = ["NEXT_BAR", "NOW", "Band", "KnownWorkers"]
