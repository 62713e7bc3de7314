"""The scripts' side of a schedule: the real crew, over workers that keep to the protocol, run no Lua, and may die."""

from __future__ import annotations

from collections import Counter, deque
from random import Random

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.ticket import Ticket
from engine.core.units import Beat
from engine.scripts import protocol as p
from engine.scripts.feed import fed
from engine.scripts.supervising.crew import Crew

LOOK_SECONDS = 0.002  # that pass between two looks
MOST_DEATHS = 2  # in a schedule: fewer than the crew gives a script up for


class SimulatedWorker:
    """Answers as a worker does; what it runs declares a pattern with as many steps as the run's number."""

    def __init__(self) -> None:
        self.inbox: deque[p.ToWorker] = deque()
        self.outbox: deque[p.FromWorker] = deque()
        self.is_dead = False
        self._script = ""
        self._document = Document()
        self._running: p.Run | None = None
        self._landing: dict[int, tuple[str, ...]] = {}  # by run, the loops that it defined
        self._loops: tuple[str, ...] = ()
        self.twins: deque[SimulatedWorker] = deque()  # copies that it has been asked for
        self.is_born = True

    @property
    def is_quiet(self) -> bool:
        """Whether it has nothing to do and nothing to say."""
        return not (self.inbox or self.outbox or self._running or self.is_dead)

    def die(self) -> None:
        """Take no step more; copies that were asked for never come to be."""
        self.is_dead = True
        for twin in self.twins:
            twin.is_dead = True

    def _bear(self, twin: SimulatedWorker) -> None:
        twin._script, twin._document = self._script, self._document
        twin._landing, twin._loops = dict(self._landing), self._loops
        twin.is_born = True
        twin.outbox.append(p.Ready())

    def step(self) -> None:
        """Take one message, or end the run that is under way."""
        if not self.is_born:
            return
        if self._running is not None and not (self.inbox and isinstance(self.inbox[0], p.Break)):
            self.outbox.append(self._done(self._running))
            self._running = None
        elif self.inbox:
            self._take(self.inbox.popleft())

    def _take(self, message: p.ToWorker) -> None:
        match message:
            case p.Adopt(script=script):
                self._script = script
            case p.Feed():
                self._document = fed(self._document, message)
                self.outbox.append(p.Fed())
            case p.Run():
                self._running = message
            case p.Branch():
                self._bear(self.twins.popleft())
            case p.Break() if self._running is not None:
                self.outbox.append(p.Done(self._running.number, fault=p.Fault("broken off", 1)))
                self._running = None
            case p.Land(number=number):
                self._loops = self._landing.pop(number, self._loops)
            case p.EndLoops():
                self._loops = ()
                self._landing.clear()
            case p.Advance(flight=flight, until=until):
                self.outbox.append(p.Advanced(flight, until, self._played(flight, until), loops=self._loops))

    def _played(self, flight: int, until: Beat) -> tuple[c.Due, ...]:
        note = (c.Trigger(module="kick", origin=f"script:{self._script}"),)
        return tuple(
            c.Due(script=self._script, loop=loop, line=1, flight=flight, beat=until, commands=note)
            for loop in self._loops
        )

    def _done(self, run: p.Run) -> p.Done:
        commands = (
            c.BeginRun(script=self._script, run=run.number),
            c.DeclarePattern(script=self._script, name=f"by-{self._script}", count=run.number),
            c.EndRun(script=self._script),
        )
        batch = c.Batch(commands=commands)
        if not run.is_again:
            apply(self._document, batch)  # as a worker does: a mistake would show here first
        self._landing[run.number] = ("l",) if run.number % 2 else ()
        return p.Done(run.number, batch, loops=self._landing[run.number])


class Scripts:
    """The supervisor's thread: carries messages between the real crew and its workers."""

    def __init__(self, engine: Engine, random: Random) -> None:
        self._engine = engine
        self._random = random
        self._lane = engine.open_lane("scripts")
        self.crew = Crew(self)
        self._workers: dict[int, SimulatedWorker] = {}
        self._seconds = 0.0
        self._deaths = 0
        self.runs: Counter[tuple[str, int]] = Counter()  # runs that a wish started
        self._asked: dict[int, tuple[str, int]] = {}  # by worker, the newest wish that it was sent
        self.batches: Counter[str] = Counter()  # batches that were sent, by what they say

    def step(self) -> None:
        """Hear one message of each worker, and look."""
        self._seconds += LOOK_SECONDS
        for number, worker in list(self._workers.items()):
            if worker.outbox:
                self.crew.hear(number, worker.outbox.popleft(), self._seconds)
            elif worker.is_dead:
                self._bury(number)
                self.crew.lost(number, "ended with code 1", self._seconds)
        self.crew.look(self._engine.snapshot, self._engine.glance, self._seconds)

    def work(self) -> None:
        """Let one of the workers do a step, and rarely its last one."""
        alive = [worker for worker in self._workers.values() if not worker.is_dead]
        if alive:
            worker = self._random.choice(alive)
            worker.step()
            if self._deaths < MOST_DEATHS and self._random.random() < 0.03:
                self._deaths += 1
                worker.die()

    def _bury(self, number: int) -> None:
        """Take away a worker that ended; a copy that never came has begun nothing of what it was sent."""
        asked = self._asked.pop(number, None)
        if not self._workers.pop(number).is_born and asked is not None:
            self.runs[asked] -= 1

    @property
    def is_quiet(self) -> bool:
        """Whether no message is under way."""
        return all(worker.is_quiet for worker in self._workers.values())

    # --- what the crew may do: see `crew.Port` ---

    def hire(self, script: str) -> int:
        number = 1 + max(self._workers, default=0)
        self._workers[number] = SimulatedWorker()
        return number

    def branch(self, worker: int) -> int:
        number = self.hire("")
        twin = self._workers[number]
        original = self._workers[worker]
        twin.is_born, twin.is_dead = False, original.is_dead
        original.twins.append(twin)
        original.inbox.append(p.Branch())
        return number

    def dismiss(self, worker: int) -> None:
        self._workers.pop(worker).die()
        self._asked.pop(worker, None)

    def send(self, worker: int, message: p.ToWorker) -> None:
        if isinstance(message, p.Run) and not message.is_again:
            self._asked[worker] = message.text, message.number
            self.runs[self._asked[worker]] += 1
        self._workers[worker].inbox.append(message)

    def submit(self, command: c.Command) -> Ticket:
        if isinstance(command, c.Batch):
            self.batches[repr(command.commands[0])] += 1
        return self._lane.offer(command)

    def log(self, script: str, level: str, text: str) -> None:
        raise AssertionError("no worker prints anything")
