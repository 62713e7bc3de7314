"""Workers of paper: they keep to the protocol, run no Lua, and may be slow, stuck, or dead. What a text says is done.

`loops a b` has these loops, `deaf a b` has handlers for these events and gets stuck in them, `fail` raises,
`hang` runs until it is broken off, `stuck` for ever, `die` ends it. A loop called `gives` gives a cue with each of its
notes, one called `waits` plays a note at the beat of each cue.
In repeat mode, `tick` is a round, `waits` waits once in it, `slip` fails in it, and `bad` does not compile.
"""

from __future__ import annotations

from collections import Counter, deque
from fractions import Fraction

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.ticket import Ticket
from engine.core.units import Beat
from engine.scripts import protocol as p
from engine.scripts.feed import fed

A_LITTLE = Fraction(1, 1000)


class PaperWorker:
    """One worker."""

    def __init__(self) -> None:
        self.inbox: deque[p.ToWorker] = deque()
        self.outbox: deque[p.FromWorker] = deque([p.Ready(1)])
        self.twins: deque[PaperWorker] = deque()
        self.is_born = True
        self.is_dead = False
        self.is_stuck = False
        self.script = ""
        self.text = ""  # the newest that has run to its end
        self.loops: dict[str, Beat] = {}  # and where each goes on
        self.ending: dict[str, Beat] = {}
        self._cues: set[Beat] = set()
        self._landing: dict[int, tuple[str, ...]] = {}
        self._document = Document()
        self._running: p.Run | p.GoOn | None = None
        self._flight = -1
        self.repeats = False
        self.rounds = 0  # that it began
        self._has_waited = False

    def die(self) -> None:
        """Answer nothing any more; copies that were asked for never come to be."""
        self.is_dead = True
        for twin in self.twins:
            twin.is_dead = True

    def step(self) -> None:
        """Take one message."""
        if not self.is_born or self.is_dead or self.is_stuck:
            return
        if self._running is not None:
            if any(isinstance(message, p.Break) for message in self.inbox):
                kind = p.Done if isinstance(self._running, p.Run) else p.Rested
                self._end(kind(self._running.number, fault=p.Fault("stopped", 1)))
            return
        if self.inbox:
            self._take(self.inbox.popleft())

    def _take(self, message: p.ToWorker) -> None:
        match message:
            case p.Adopt(script=script) | p.Rename(script=script):
                self.script = script
            case p.Branch():
                self._bear(self.twins.popleft())
            case p.Feed():
                self._document = fed(self._document, message)
                self.outbox.append(p.Fed())
            case p.Run():
                self._run(message)
            case p.Land():
                self._land(message)
            case p.Cued(cues=cues):
                self._cues.update(cue.beat for cue in cues)
            case p.Repeat(number=number, text=text):
                self._repeat(number, text)
            case p.GoOn():
                self._go_on(message)
            case p.Advance():
                self.outbox.append(self._advance(message))
            case p.EndLoops():
                self.loops, self.ending = {}, {}
                self._landing.clear()
            case p.Happened():
                self.is_stuck = True
            case p.Keep(number=number):
                self.outbox.append(p.Kept(number))
            case p.Work(ask=ask, text=text):
                self.outbox.append(p.Worked(ask, text))

    def _bear(self, twin: PaperWorker) -> None:
        twin.script, twin.text, twin._flight = self.script, self.text, self._flight
        twin.loops, twin.ending, twin._landing = dict(self.loops), dict(self.ending), dict(self._landing)
        twin._document, twin._cues = self._document, set(self._cues)
        twin.is_born = True
        twin.outbox.append(p.Ready(1))

    def _run(self, run: p.Run) -> None:
        word, *loops = _words(run.text) or ["loops"]
        self._running = run
        match word:
            case "loops":
                self._landing[run.number] = tuple(loops)
                self.text = run.text
                self._end(p.Done(run.number, self._batch(run), loops=tuple(loops)))
            case "deaf":
                self._landing[run.number] = ()
                self._end(p.Done(run.number, self._batch(run), listens=tuple(loops)))
            case "fail":
                self._end(p.Done(run.number, fault=p.Fault("it failed", 1)))
            case "stuck":
                self.is_stuck = True
            case "die":
                self.die()

    def _repeat(self, number: int, text: str) -> None:
        if text == "bad":
            self.outbox.append(p.Began(number, p.Fault("it does not compile", 1)))
            return
        self.text, self.repeats, self.rounds, self._has_waited = text, True, 0, False
        self.outbox.append(p.Began(number))

    def _go_on(self, message: p.GoOn) -> None:
        assert self.repeats, "there is nothing to go on with"
        self._running = message
        self.rounds += not self._has_waited
        match (_words(self.text) or ["nothing"])[0]:
            case "waits" if not self._has_waited:
                self._has_waited = True
                self._end(p.Rested(message.number, waits=(0.02, 0.04)))
                return
            case "nothing":
                self._end(p.Rested(message.number))
            case "tick" | "waits":
                self._end(p.Rested(message.number, (c.SetTempo(bpm=100.0 + message.number % 50),)))
            case "slip":
                self._end(p.Rested(message.number, fault=p.Fault("it slipped", 1)))
            case "stuck":
                self.is_stuck = True
            case "die":
                self.die()
        self._has_waited = False

    def _end(self, done: p.Done | p.Rested) -> None:
        self._running = None
        self.inbox = deque(message for message in self.inbox if not isinstance(message, p.Break))
        self.outbox.append(done)

    def _batch(self, run: p.Run) -> c.Batch:
        inside = (c.BeginRun(script=self.script, run=run.number), c.EndRun(script=self.script))
        batch = c.Batch(commands=inside)
        apply(self._document, batch)  # a worker that knows too little would raise here
        return batch

    def _land(self, land: p.Land) -> None:
        loops = self._landing.pop(land.number, ())
        places = {place.loop: place.began for place in land.places}
        for name in self.loops.keys() - set(loops):
            self.ending[name] = land.at
        for name in loops:
            self.ending.pop(name, None)
            self.loops.setdefault(name, places.get(name, land.start))

    def _advance(self, advance: p.Advance) -> p.Advanced:
        if advance.flight != self._flight:
            self._flight = advance.flight
            self.loops = {name: wake for name, wake in self.loops.items() if name not in self.ending}
            if not advance.goes_on:
                self.loops = dict.fromkeys(self.loops, advance.start)
                self._cues.clear()
            self.ending = {}
        given, wants = [], ("go",) if "waits" in self.loops else ()
        dues = [due for name in sorted(self.loops) for due in self._played(name, advance)]
        for due in dues:
            if due.loop == "gives":
                given.append(p.Cue("go", due.beat, script=self.script, loop="gives"))
        dues.sort(key=lambda due: due.beat)
        alive = tuple(sorted({*(self.loops.keys() - self.ending.keys()), *sum(self._landing.values(), ())}))
        places = tuple(p.LoopPlace(name, 0, wake) for name, wake in self.loops.items())
        next_wake = min((self._wake(name) for name in self.loops), default=None)
        return p.Advanced(
            advance.flight,
            advance.until,
            tuple(dues),
            (),
            alive,
            None,
            next_wake,
            places,
            cues=tuple(given),
            wants=wants,
        )

    def _wake(self, name: str) -> Beat:
        """Where a loop goes on; that of one that waits is its cue's beat."""
        here = self.loops[name]
        return here if name != "waits" else min((beat for beat in self._cues if beat >= here), default=p.NEVER)

    def _played(self, name: str, advance: p.Advance) -> list[c.Due]:
        dues = []
        end = min(advance.until, self.ending.get(name, advance.until))
        note = (c.Trigger(module="kick", origin=f"script:{self.script}"),)
        while self._wake(name) < end:
            beat = self._wake(name)
            if name == "gives":
                self._cues.add(beat)
            if beat >= advance.since:
                dues.append(
                    c.Due(script=self.script, loop=name, line=1, flight=advance.flight, beat=beat, commands=note)
                )
            self.loops[name] = beat + (A_LITTLE if name == "waits" else Fraction(1, 2))
        is_past = name == "waits" and name in self.ending and advance.until >= self.ending[name]
        if name in self.ending and (is_past or self.loops[name] >= self.ending[name]):
            del self.loops[name], self.ending[name]
        return dues


def _words(text: str) -> list[str]:
    """What a text says; it may be a comment, so that it is Lua."""
    return text.removeprefix("-- ").split()


class PaperPort:
    """Carries messages between a crew and workers of paper, and checks that none goes to one that was dismissed."""

    def __init__(self, engine: Engine, *, can_branch: bool) -> None:
        self.workers: dict[int, PaperWorker] = {}
        self.runs: Counter[tuple[str, int]] = Counter()  # by script and number, how often a wish was run
        self._asked: dict[int, tuple[str, int]] = {}  # by worker, the newest wish that it was sent
        self.dues: Counter[tuple[str, int, Beat]] = Counter()  # by loop, flight and beat
        self._engine = engine
        self._can_branch = can_branch
        self._made = 0
        self.scripts: dict[int, str] = {}  # by worker
        self.lines: list[tuple[str, str, str]] = []  # that were logged
        self.hired = 0
        self.sent: Counter[type] = Counter()

    def hire(self, script: str) -> int:
        """Make a worker."""
        self._made += 1
        self.workers[self._made] = PaperWorker()
        self.scripts[self._made] = script
        return self._made

    def branch(self, worker: int) -> int | None:
        """Make a copy."""
        if not self._can_branch:
            return None
        number = self.hire(self.scripts[worker])
        twin = self.workers[number]
        twin.is_born = False
        twin.outbox.clear()
        original = self.workers[worker]
        original.inbox.append(p.Branch())
        original.twins.append(twin)
        if original.is_dead:
            twin.is_dead = True
        return number

    def dismiss(self, worker: int) -> None:
        """End a worker."""
        self.workers.pop(worker).die()

    def bury(self, worker: int) -> None:
        """Take away a worker that ended; a copy that never came has run nothing of what it was sent."""
        if not self.workers.pop(worker).is_born and worker in self._asked:
            self.runs[self._asked[worker]] -= 1

    def send(self, worker: int, message: p.ToWorker) -> None:
        """Put a message into a worker's inbox; there must be one."""
        self.sent[type(message)] += 1
        if isinstance(message, p.Run) and not message.is_again:
            self._asked[worker] = self.scripts[worker], message.number
            self.runs[self._asked[worker]] += 1
        if isinstance(message, p.Rename):
            self.scripts[worker] = message.script
        self.workers[worker].inbox.append(message)

    def submit(self, command: c.Command) -> Ticket:
        """Hand a command to the engine."""
        if isinstance(command, c.Due):
            self.dues[f"{command.script}/{command.loop}", command.flight, command.beat] += 1
        return self._engine.submit(command)

    def log(self, script: str, level: str, text: str) -> None:
        """Note a line of the crew's own: no worker of paper prints."""
        self.lines.append((script, level, text))
