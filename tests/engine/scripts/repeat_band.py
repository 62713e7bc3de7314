"""A live band of scripts in repeat mode, and who of their worker processes is still there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from engine.core import commands as c
from engine.core.live import ScriptStatus
from engine.scripts.supervising.workers import Worker
from tests.engine.scripts.band import KnownWorkers
from tests.engine.scripts.live_band import LiveBand


class RepeatBand(LiveBand):
    """What the tests of scripts in repeat mode play with when time passes by itself."""

    def __init__(self, workers: KnownWorkers, *names: str, **rules: object) -> None:
        super().__init__(workers, **rules)
        for name in names or ("a",):
            self.add(name)

    def add(self, name: str, least: float = 0.01, most: float = 0.02) -> None:
        """Make a script in repeat mode."""
        mode = c.SetScriptMode(name=name, mode="repeat", loop_min_seconds=least, loop_max_seconds=most)
        self.do(c.AddScript(name=name), mode)

    def repeat(self, text: str, name: str = "a") -> ScriptStatus:
        """Have a text repeat, and wait until it does."""
        self.ask(text, name)
        number = self.document.scripts[name].request.number + 1
        self.wait(lambda: self.status(name).run == number)
        return self.status(name)

    def has_come_to(self, name: str, state: str) -> bool:
        """Whether the newest wish of a script is heeded, and it came to this."""
        status = self.status(name)
        return status.asked == self.document.scripts[name].request.number and status.state == state

    def alive(self) -> list[int]:
        """The processes of all workers that were ever made here and are still there."""
        return alive(self.workers.made)


def alive(workers: Iterable[Worker]) -> list[int]:
    """The processes of those workers that have not ended."""
    return [worker.process_number for worker in workers if worker.process_number and _is_there(worker.process_number)]


def _is_there(process: int) -> bool:
    with suppress(OSError):
        if Path("/proc").is_dir():
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            return state != "Z"
        os.kill(process, 0)
        return True
    return False
