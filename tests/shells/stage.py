"""A stage for shells: a real engine turned by hand, a real hub, and an event loop that runs when it is told to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from PySide6.QtWidgets import QApplication

from engine.core.commands import Command
from engine.core.document import Document
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.snapshot import Snapshot
from engine.scripts.supervising.log import LogRing
from engine.sound.silent import SilentSound
from shells.hub import Hub
from shells.painting import PaintWatch
from shells.requests import Requests
from shells.shell import Shell

DEADLINE_SECONDS = 10.0


class Stage:
    """What a window is made of, without the window. Whatever a shell or a slot raises fails the test at its end."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.engine = Engine(SilentSound(RATE, BLOCK_FRAMES))
        self.failures: list[BaseException] = []
        self.refusals: list[str] = []
        self.log = LogRing()
        self.paint_watch = PaintWatch(app)
        self.hub = Hub(self.engine, self.paint_watch)
        self.hub.failed.connect(self.failures.append)
        self.requests = Requests(self.engine, self.refusals.append)
        self._hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: self.failures.append(error)

    def play_for(self, *shells: Shell) -> None:
        """Subscribe shells, and after them the requests, as the window does."""
        for shell in shells:
            self.hub.subscribe(shell.on_snapshot)
        self.hub.subscribe(self.requests.on_snapshot)

    def do(self, *commands: Command) -> None:
        """Hand commands over and let everybody see what became of them."""
        for command in commands:
            self.engine.submit(command)
        self.pump()

    def pump(self) -> None:
        """One turn of the engine, and everything that Qt has to do after it."""
        self.engine.turn()
        self.app.processEvents()
        self.app.processEvents()  # what the first one posted: layouts show their new widgets by a queued call

    def pump_until(self, is_so: Callable[[], object]) -> None:
        """Pump until `is_so`; fails when that takes ten seconds."""
        give_up = monotonic() + DEADLINE_SECONDS
        while not is_so():
            assert monotonic() < give_up, "it never came to that"
            self.pump()

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot."""
        return self.engine.snapshot

    @property
    def document(self) -> Document:
        """The newest document."""
        return self.engine.snapshot.document

    def close(self) -> None:
        """End everything, and raise what a shell raised."""
        sys.excepthook = self._hook
        self.hub.close()
        self.engine.stop()
        self.paint_watch.close()
        self.app.processEvents()
        for failure in self.failures:
            raise failure
