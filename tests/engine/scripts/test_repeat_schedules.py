"""Whatever players wish of scripts in repeat mode and workers do, what repeats in the end is what was wished last."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from engine.core import commands as c
from engine.scripts import protocol as p
from tests.depth import cases
from tests.engine.scripts.repeat_stage import BLOCK_SECONDS, RepeatStage

NAMES = ("a", "b")
OTHERS = {"a": "x", "b": "y"}  # what they are renamed to
GOOD_TEXTS = ("-- tick 1", "-- tick 2", "-- waits 3", "-- slip 4")
BAD_TEXTS = ("bad", "-- hang", "-- stuck", "-- die")
TEXTS = (*GOOD_TEXTS, *BAD_TEXTS)
PAUSES = ((0.0, 0.0), (0.05, 0.1), (5.0, 9.0))
SCHEDULES, STEPS = cases(1600), 40
LAST_ROUNDS, ROUND_SECONDS = 100, 0.3  # in which everything that was begun must end; ...
MOST_ROUNDS = 600  # ... texts that are run once are waited for one after the other

names = st.sampled_from(NAMES)
workers = st.integers(0, 7)


class RepeatMachine(RuleBasedStateMachine):
    """A player, an engine, the crew, and workers of paper, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = RepeatStage(*NAMES, run_budget_seconds=0.1)
        self.engine, self.port = self.stage.engine, self.stage.port

    # --- what happens ---

    @rule(name=names, text=st.sampled_from(TEXTS))
    def run(self, name, text):
        self.submit(c.RunScript(name=self.called(name), text=text))

    @rule(name=names, is_on=st.booleans())
    def toggle(self, name, is_on):
        self.submit(c.EnableScript(name=self.called(name), is_enabled=is_on))

    @rule(name=names, pause=st.sampled_from(PAUSES))
    def pace(self, name, pause):
        least, most = pause
        mode = self.document.scripts[self.called(name)].mode
        self.submit(c.SetScriptMode(name=self.called(name), mode=mode, loop_min_seconds=least, loop_max_seconds=most))

    @rule(name=names, mode=st.sampled_from(("repeat", "repeat", "live")))
    def change_mode(self, name, mode):
        self.submit(c.SetScriptMode(name=self.called(name), mode=mode))

    @rule(command=st.sampled_from((c.Interrupt(), c.Hush(), c.Panic(), c.StopScript(name="a"), c.Play(), c.Stop())))
    def conduct(self, command):
        self.submit(command)

    @rule(name=names)
    def rename(self, name):
        old = self.called(name)
        self.submit(c.RenameScript(name=old, new_name=OTHERS[name] if old == name else name))

    @rule()
    def remove_and_undo(self):
        self.submit(c.RemoveScript(name=self.called("b")))
        self.turn()
        self.turn()
        self.submit(c.Undo())
        self.turn()

    @rule()
    def undo(self):
        if self.engine.snapshot.outlook.undo:
            self.submit(c.Undo())
            self.turn()

    @rule()
    def open_session(self):
        self.submit(c.OpenSession(document=self.document))

    @rule(text=st.sampled_from(TEXTS))
    def run_once(self, text):
        self.submit(c.RunOnce(ask="?", text=text))

    @rule(worker=workers)
    def kill(self, worker):
        self.with_worker(worker, lambda each: each.die())

    @rule(worker=workers)
    def hold(self, worker):
        self.with_worker(worker, lambda each: setattr(each, "is_stuck", not each.is_stuck))

    @rule()
    def leap(self):
        """The machine sleeps."""
        self.stage.seconds += 1000.0

    @rule()
    def turn(self):
        self.engine.turn()
        self.stage.seconds += BLOCK_SECONDS

    @rule(worker=workers)
    def work(self, worker):
        self.with_worker(worker, lambda each: each.step())

    @rule(worker=workers)
    def hear(self, worker):
        if not self.port.workers:
            return
        number = sorted(self.port.workers)[worker % len(self.port.workers)]
        paper = self.port.workers[number]
        if paper.outbox:
            self.stage.crew.hear(number, paper.outbox.popleft(), self.stage.seconds)
        elif paper.is_dead:
            del self.port.workers[number]
            self.stage.crew.lost(number, "ended", self.stage.seconds)

    @rule()
    def look(self):
        self.stage.crew.look(self.engine.snapshot, self.engine.glance, self.stage.seconds)

    @rule(times=st.integers(1, 20))
    def pass_time(self, times):
        self.stage.passes(times * BLOCK_SECONDS)

    # --- how it is done ---

    @property
    def document(self):
        return self.engine.snapshot.document

    def called(self, name):
        """What the script is called now."""
        return name if name in self.document.scripts else OTHERS[name]

    def submit(self, command):
        self.engine.submit(command)
        if isinstance(command, c.RenameScript | c.OpenSession):
            self.turn()

    def with_worker(self, worker, act):
        if self.port.workers:
            act(self.port.workers[sorted(self.port.workers)[worker % len(self.port.workers)]])

    # --- what must be so ---

    @invariant()
    def nobody_is_told_to_go_on_who_has_not_answered(self):
        for worker in self.port.workers.values():
            under_way = sum(isinstance(message, p.GoOn | p.Repeat) for message in worker.inbox)
            assert under_way <= 1

    @invariant()
    def no_script_has_two_workers_that_repeat(self):
        hands = [hand for hand in self.stage.crew._hands.values() if hand.repetition is not None]
        assert len({hand.repetition.seat.worker for hand in hands}) == len(hands)
        assert all(hand.player is None and hand.running is None for hand in hands)

    def teardown(self):
        for number in range(MOST_ROUNDS):
            if number >= LAST_ROUNDS and not self.engine.snapshot.questions:
                break
            self.engine.turn()
            self.stage.seconds += ROUND_SECONDS
            self.stage.settle(3)
        snapshot = self.engine.snapshot
        assert set(snapshot.scripts) <= set(snapshot.document.scripts)
        assert snapshot.questions == ()
        for name, script in snapshot.document.scripts.items():
            is_live = self.stage.crew._hands[name].mode == "live"  # what it was to do in repeat mode never came to pass
            if script.request.number and not is_live:
                self.check(script, snapshot.scripts[name])
        kept = {script.name for script in snapshot.document.scripts.values()}
        assert {self.port.scripts[number] for number in self.port.workers} <= kept, "a worker was left over"

    def check(self, script, status):
        worker = self.stage.worker(script.name)
        assert status.asked == script.request.number or script.request.wish == "none"
        is_wished = script.is_enabled and script.request.wish == "run"
        if not is_wished:
            assert (status.state, status.run, worker) in (("stopped", 0, None), ("idle", 0, None)), status
            return
        text = script.request.text
        if text in GOOD_TEXTS and not (status.problem is not None and "left alone" in status.problem.message):
            assert (status.state, status.run) == ("repeating", script.request.number), status
            assert worker is not None
            assert worker.text == text
        elif text == "bad":
            assert status.state == "failed"
        elif text == "-- die":
            assert (status.state, status.run, worker) == ("failed", 0, None), status


SETTINGS = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.mark.slow
def test_what_repeats_in_the_end_is_what_was_wished_last():
    run_state_machine_as_test(RepeatMachine, settings=SETTINGS)


def play(machine: RepeatMachine, random: Random) -> None:
    """Have things happen in an order that follows from the seed."""
    acts: dict[str, Callable[[], object]] = {
        "run": lambda: machine.run(random.choice(NAMES), random.choice(TEXTS)),
        "toggle": lambda: machine.toggle(random.choice(NAMES), random.random() < 0.6),
        "pace": lambda: machine.pace(random.choice(NAMES), random.choice(PAUSES)),
        "mode": lambda: machine.change_mode(random.choice(NAMES), random.choice(("repeat", "repeat", "live"))),
        "conduct": lambda: machine.conduct(random.choice((c.Interrupt(), c.Panic(), c.StopScript(name="a")))),
        "rename": lambda: machine.rename(random.choice(NAMES)),
        "remove": machine.remove_and_undo,
        "undo": machine.undo,
        "open": machine.open_session,
        "once": lambda: machine.run_once(random.choice(TEXTS)),
        "kill": lambda: machine.kill(random.randrange(8)),
        "hold": lambda: machine.hold(random.randrange(8)),
        "leap": machine.leap,
        "turn": machine.turn,
        "work": lambda: machine.work(random.randrange(8)),
        "hear": lambda: machine.hear(random.randrange(8)),
        "look": machine.look,
        "time": lambda: machine.pass_time(random.randint(1, 20)),
    }
    often = {"run": 4, "toggle": 4, "turn": 3, "work": 4, "hear": 4, "look": 4, "time": 2}
    seldom = {"open": 0.2, "undo": 0.5, "conduct": 0.5, "leap": 0.3}
    weights = [(often | seldom).get(name, 1) for name in acts]
    for act in random.choices(list(acts), weights, k=STEPS):
        acts[act]()
        machine.nobody_is_told_to_go_on_who_has_not_answered()
        machine.no_script_has_two_workers_that_repeat()
    machine.teardown()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_what_repeats_in_the_end_is_what_was_wished_last_in_hundreds_of_schedules(part):
    for seed in range(part * SCHEDULES // 4, (part + 1) * SCHEDULES // 4):
        try:
            play(RepeatMachine(), Random(seed))
        except Exception as failure:
            failure.add_note(f"in schedule {seed}")
            raise


def test_one_schedule_of_each_kind():
    for seed in range(3):
        play(RepeatMachine(), Random(seed))
