"""A stage for what repeats: a real engine and crew over workers of paper, and time that the test lets pass."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.live import ScriptStatus
from engine.scripts.supervising.backstage import Rules
from engine.scripts.supervising.crew import Crew
from engine.scripts.supervising.pace import BREAK_OFF_SECONDS, COME_TO_AN_END_SECONDS
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound
from tests.engine.scripts.paper import PaperPort, PaperWorker

RATE, BLOCK = 1000, 10
BLOCK_SECONDS = BLOCK / RATE
END_SECONDS = COME_TO_AN_END_SECONDS + BREAK_OFF_SECONDS  # within which whatever works has ended


def repeating(*names: str, least: float = 0.1, most: float = 0.1) -> Document:
    """A document with scripts in repeat mode."""
    document = studio()
    for name in names:
        document = after(
            document,
            c.AddScript(name=name),
            c.SetScriptMode(name=name, mode="repeat", loop_min_seconds=least, loop_max_seconds=most),
        )
    return document


class RepeatStage:
    """One or more scripts in repeat mode, `a` unless said otherwise."""

    def __init__(self, *names: str, run_budget_seconds: float = 1.0, **pauses: float) -> None:
        self.engine = Engine(RecordingSound(), RATE, BLOCK, repeating(*(names or ("a",)), **pauses))
        self.port = PaperPort(self.engine, can_branch=True)
        self.crew = Crew(self.port, Rules(run_budget_seconds=run_budget_seconds, rate=RATE))
        self.seconds = 0.0

    def do(self, *commands: c.Command) -> None:
        """Have commands done."""
        for command in commands:
            self.engine.submit(command)
        self.passes(BLOCK_SECONDS)

    def run(self, text: str, name: str = "a") -> None:
        """Have a text repeat."""
        self.do(c.RunScript(name=name, text=text))

    def passes(self, seconds: float) -> None:
        """Let time pass, block by block; workers answer at once."""
        for _ in range(max(1, round(seconds / BLOCK_SECONDS))):
            self.engine.turn()
            self.seconds += BLOCK_SECONDS
            self.settle()

    def settle(self, times: int = 6) -> None:
        """Look, and let workers answer, until nobody has anything to say in this moment."""
        for _ in range(times):
            self.crew.look(self.engine.snapshot, self.engine.glance, self.seconds)
            self.carry()

    def carry(self) -> None:
        """Carry messages."""
        for number, worker in list(self.port.workers.items()):
            worker.step()
            while worker.outbox:
                self.crew.hear(number, worker.outbox.popleft(), self.seconds)
            if worker.is_dead and number in self.port.workers:
                del self.port.workers[number]
                self.crew.lost(number, "ended", self.seconds)

    def status(self, name: str = "a") -> ScriptStatus:
        """How a script is, as the engine was told."""
        return self.engine.snapshot.scripts[name]

    def worker(self, name: str = "a") -> PaperWorker | None:
        """The worker of a script."""
        mine = [worker for number, worker in self.port.workers.items() if self.port.scripts[number] == name]
        assert len(mine) <= 1
        return mine[0] if mine else None
