"""Whatever players wish and workers do, the crew ends with what was wished last, and keeps what is good."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.units import NEXT_BAR, NOW
from engine.scripts.supervising.backstage import Rules
from engine.scripts.supervising.crew import Crew
from tests.depth import cases
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound
from tests.engine.scripts.paper import PaperPort

RATE, BLOCK = 1000, 64
TURN_SECONDS = BLOCK / RATE
START = after(
    studio(),
    c.SetTempo(bpm=480.0),
    c.AddScript(name="drums", text="loops a"),
    c.SetScriptText(name="song", text="loops"),
)
GOOD_TEXTS = ("loops", "loops a", "loops a b", "loops c", "loops gives", "loops waits", "loops a gives waits")
TEXTS = (*GOOD_TEXTS, *GOOD_TEXTS, "fail", "hang", "stuck", "die")
LAST_ROUNDS, ROUND_SECONDS = 100, 0.2  # in which everything that was begun must end

SCHEDULES, STEPS = cases(2000), 40
QUANTA = (None, NOW, NEXT_BAR)
SILENCES = (c.Interrupt(), c.Hush(), c.StopScript(name="song"), c.Panic())
LEVELS = ("standard", "strict")
ORDERS = (c.Play(), c.Play(), c.Pause(), c.Stop(), c.Seek(beat=Fraction(5, 2)))

texts, scripts = st.sampled_from(TEXTS), st.sampled_from(("song", "drums"))
few = st.integers(1, 6)


class CrewMachine(RuleBasedStateMachine):
    """A player, an engine, the crew, and workers of paper, in any order."""

    can_branch = True

    def __init__(self) -> None:
        super().__init__()
        self.engine = Engine(RecordingSound(), RATE, BLOCK, START)
        self.port = PaperPort(self.engine, can_branch=self.can_branch)
        self.crew = Crew(self.port, Rules(run_budget_seconds=0.5, rate=RATE))
        self.seconds = 0.0

    # --- what happens ---

    @rule(name=scripts, text=texts, quantum=st.sampled_from(QUANTA))
    def run(self, name, text, quantum):
        self.engine.submit(c.RunScript(name=name, text=text, quantum=quantum))

    @rule(name=scripts, level=st.sampled_from(LEVELS))
    def set_level(self, name, level):
        self.engine.submit(c.SetScriptLevel(name=name, level=level))

    @rule(command=st.sampled_from(SILENCES))
    def silence(self, command):
        self.engine.submit(command)

    @rule(command=st.sampled_from(ORDERS))
    def conduct(self, command):
        self.engine.submit(command)

    @rule(name=scripts)
    def rename_to_and_fro(self, name):
        other = {"song": "anthem", "drums": "beats"}[name]
        old, new = (name, other) if name in self.engine.snapshot.document.scripts else (other, name)
        self.engine.submit(c.RenameScript(name=old, new_name=new))

    @rule()
    def remove_and_undo(self):
        self.engine.submit(c.RemoveScript(name="drums"))
        self.turn(2)
        self.port.runs.clear()  # what was wished of a script that comes back is run again
        self.engine.submit(c.Undo())

    @rule()
    def open_session(self):
        self.engine.submit(c.OpenSession(document=self.engine.snapshot.document))

    @rule(ask=st.text(max_size=2))
    def evaluate(self, ask):
        self.engine.submit(c.Evaluate(ask=ask, text="x"))

    @rule(turns=few)
    def turn(self, turns):
        for _ in range(turns):
            self.engine.turn()
            self.seconds += TURN_SECONDS

    @rule(steps=few, data=st.data())
    def work(self, steps, data):
        for _ in range(steps):
            if self.port.workers:
                self.port.workers[data.draw(st.sampled_from(sorted(self.port.workers)))].step()

    @rule(data=st.data())
    @precondition(lambda self: self.port.workers)
    def kill(self, data):
        self.port.workers[data.draw(st.sampled_from(sorted(self.port.workers)))].die()

    @rule(data=st.data())
    @precondition(lambda self: self.port.workers)
    def hold(self, data):
        worker = self.port.workers[data.draw(st.sampled_from(sorted(self.port.workers)))]
        worker.is_stuck = not worker.is_stuck

    @rule()
    def look(self):
        self.crew.look(self.engine.snapshot, self.engine.glance, self.seconds)

    @rule(data=st.data())
    @precondition(lambda self: self.port.workers)
    def hear_one(self, data):
        self.hear(data.draw(st.sampled_from(sorted(self.port.workers))))

    @rule()
    def all_in_order(self):
        self.turn(1)
        self.round()

    # --- how it is carried ---

    def hear(self, number):
        worker = self.port.workers.get(number)
        if worker is None:
            return
        if worker.outbox:
            self.crew.hear(number, worker.outbox.popleft(), self.seconds)
        elif worker.is_dead:
            self.port.bury(number)
            self.crew.lost(number, "ended", self.seconds)

    def round(self):
        for worker in list(self.port.workers.values()):
            worker.step()
        for number in list(self.port.workers):
            self.hear(number)
        self.look()

    # --- what must be so ---

    @invariant()
    def each_wish_is_run_once_at_most(self):
        assert all(count <= 1 for count in self.port.runs.values()), self.port.runs

    @invariant()
    def no_note_is_doubled(self):
        assert all(count == 1 for count in self.port.dues.values()), self.port.dues

    def teardown(self):
        self.engine.submit(c.Stop())
        for _ in range(LAST_ROUNDS):
            self.seconds += ROUND_SECONDS
            self.turn(1)
            self.round()
        snapshot = self.engine.snapshot
        for name, script in snapshot.document.scripts.items():
            if script.request.number:
                self.check(name, script.request, snapshot.scripts[name])
        assert set(snapshot.scripts) <= set(snapshot.document.scripts)
        assert snapshot.questions == ()

    def check(self, name, request, status):
        assert status.asked == request.number
        assert status.state not in ("running", "waiting"), status
        players = [worker for number, worker in self.port.workers.items() if self.port.scripts[number] == name]
        assert len(players) <= 1, "a worker was left over"
        if request.wish in ("end", "kill"):
            assert (status.state, status.run, status.loops) == ("stopped", 0, ())
        if request.wish == "run" and status.problem is None:
            assert status.run == request.number
        if players and players[0].is_stuck:
            return  # it owes no answer, so nobody can know
        if status.run and players:
            loops = tuple(sorted(players[0].text.split()[1:]))
            assert status.loops == loops == tuple(sorted(players[0].loops.keys() - players[0].ending.keys())), (
                status,
                vars(players[0]),
            )
        if request.wish == "run" and request.text in GOOD_TEXTS and status.problem is None:
            assert players[0].text == request.text


class InPlaceMachine(CrewMachine):
    """The same where workers cannot be copied."""

    can_branch = False


SETTINGS = settings(
    max_examples=cases(200),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a schedule is as short as it gets; shrinking takes minutes
)


@pytest.mark.slow
@pytest.mark.parametrize("machine", [CrewMachine, InPlaceMachine])
def test_crew_ends_with_what_was_wished_last(machine):
    run_state_machine_as_test(machine, settings=SETTINGS)


class Drawn:
    """Draws from a seed what hypothesis would draw from its strategies."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def draw(self, strategy: st.SearchStrategy) -> object:
        """Return one of what is sampled."""
        return self.random.choice(strategy.elements)


def play(machine: CrewMachine, random: Random) -> None:
    """Have things happen in an order that follows from the seed, most often everything in turn."""
    data = Drawn(random)
    acts = {
        "run": lambda: machine.run(random.choice(("song", "drums")), random.choice(TEXTS), random.choice(QUANTA)),
        "level": lambda: machine.set_level(random.choice(("song", "drums")), random.choice(LEVELS)),
        "silence": lambda: machine.silence(random.choice(SILENCES)),
        "conduct": lambda: machine.conduct(random.choice(ORDERS)),
        "rename": lambda: machine.rename_to_and_fro(random.choice(("song", "drums"))),
        "remove": machine.remove_and_undo,
        "open": machine.open_session,
        "evaluate": lambda: machine.evaluate("?"),
        "turn": lambda: machine.turn(random.randint(1, 6)),
        "work": lambda: machine.work(random.randint(1, 6), data),
        "kill": lambda: machine.port.workers and machine.kill(data),
        "hold": lambda: machine.port.workers and machine.hold(data),
        "look": machine.look,
        "hear": lambda: machine.port.workers and machine.hear_one(data),
        "all": machine.all_in_order,
    }
    weights = {"run": 3, "turn": 2, "work": 2, "all": 6, "open": 0.3, "kill": 0.5, "hold": 0.5}
    for act in random.choices(list(acts), [weights.get(name, 1) for name in acts], k=STEPS):
        acts[act]()
        machine.each_wish_is_run_once_at_most()
        machine.no_note_is_doubled()
    machine.teardown()


@pytest.mark.slow
@pytest.mark.parametrize("machine", [CrewMachine, InPlaceMachine])
def test_crew_ends_with_what_was_wished_last_in_thousands_of_schedules(machine):
    for seed in range(SCHEDULES):
        try:
            play(machine(), Random(seed))
        except Exception as failure:
            failure.add_note(f"in schedule {seed}")
            raise
