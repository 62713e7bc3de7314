"""When the crew loses patience, counted on a clock of the test's own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.engine import Engine
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Rules
from engine.scripts.supervising.crew import Crew
from engine.scripts.supervising.patience import HUNG_AFTER_SECONDS, HUNG_CALL_SECONDS
from engine.scripts.supervising.runs import GRACE_SECONDS
from tests.engine.core.documents import studio
from tests.engine.recording_sound import RecordingSound
from tests.engine.scripts.paper import PaperPort


class Clock:
    """A crew over workers of paper, and the time."""

    def __init__(self, *, can_branch=True):
        self.engine = Engine(RecordingSound(), 1000, 64, studio())
        self.port = PaperPort(self.engine, can_branch=can_branch)
        self.crew = Crew(self.port, Rules(run_budget_seconds=5.0, rate=1000))
        self.seconds = 0.0

    def go_on(self, rounds=4):
        """Let everything that can happen, happen, in no time."""
        for _ in range(rounds):
            for number, worker in list(self.port.workers.items()):
                worker.step()
                while worker.outbox:
                    self.crew.hear(number, worker.outbox.popleft(), self.seconds)
                if worker.is_dead:
                    del self.port.workers[number]
                    self.crew.lost(number, "ended", self.seconds)
            self.engine.turn()
            self.crew.look(self.engine.snapshot, self.engine.glance, self.seconds)

    def run(self, text):
        self.engine.submit(c.RunScript(name="song", text=text))
        self.go_on(8)

    def passes(self, seconds):
        """Let time pass, in looks a hundredth of a second apart."""
        end = self.seconds + seconds
        while self.seconds < end:
            self.seconds += 0.01
            self.go_on(1)

    @property
    def status(self):
        return self.engine.snapshot.scripts["song"]


@pytest.mark.parametrize("can_branch", [True, False])
def test_interrupt_ends_a_run_that_cannot_be_broken_off_within_a_second(can_branch):
    clock = Clock(can_branch=can_branch)
    clock.run("loops a")
    clock.run("stuck")
    clock.engine.submit(c.Interrupt())
    clock.go_on(2)
    assert clock.status.state == "running"
    clock.passes(GRACE_SECONDS + 0.1)
    clock.go_on(8)

    assert GRACE_SECONDS + 0.1 < 1
    assert (clock.status.state, clock.status.run, clock.status.loops) == ("failed", 1, ("a",))
    assert clock.status.problem.message == "stopped"


@pytest.mark.parametrize("can_branch", [True, False])
def test_run_that_cannot_be_broken_off_is_ended_after_its_budget(can_branch):
    clock = Clock(can_branch=can_branch)
    clock.run("loops a")
    clock.run("stuck")
    clock.passes(5.0)
    assert clock.status.state == "running"
    clock.passes(23.2)
    clock.go_on(8)

    assert (clock.status.state, clock.status.run, clock.status.loops) == ("failed", 1, ("a",))
    assert "did not end within 5 s and was stopped" in clock.status.problem.message


def test_worker_whose_loops_do_not_answer_is_replaced():
    clock = Clock()
    clock.run("loops a")
    (number,) = clock.port.workers
    clock.engine.submit(c.Play())
    clock.go_on(2)
    clock.port.workers[number].is_stuck = True
    clock.passes(HUNG_AFTER_SECONDS - 0.1)
    assert number in clock.port.workers
    clock.passes(0.3)
    clock.go_on(8)

    assert number not in clock.port.workers
    assert (clock.status.run, clock.status.loops) == (1, ("a",))
    assert clock.status.problem.message == "a loop hung, and the script's worker was replaced"


def test_worker_that_dies_at_once_is_started_five_times_and_then_left_alone():
    clock = Clock()
    clock.run("loops a")
    for _ in range(20):
        for worker in clock.port.workers.values():
            worker.die()
        clock.passes(0.5)

    assert clock.port.hire("") == 6
    assert (clock.status.state, clock.status.run, clock.status.restarts) == ("failed", 0, 4)
    assert "4 times already" in clock.status.problem.message


def test_worker_is_replaced_at_once_and_after_half_a_second_more_each_time():
    clock = Clock()
    clock.run("loops a")
    waited = []
    for _ in range(4):
        (worker,) = clock.port.workers.values()
        worker.die()
        began = clock.seconds
        while not clock.port.workers or worker in clock.port.workers.values():
            clock.passes(0.01)
        waited.append(round(clock.seconds - began, 1))
        clock.go_on(8)

    assert waited == [0.0, 0.5, 1.0, 1.5]


def test_losses_that_are_far_apart_are_forgiven():
    clock = Clock()
    clock.run("loops a")
    for _ in range(8):
        for worker in clock.port.workers.values():
            worker.die()
        clock.go_on(8)
        clock.passes(20)

    assert (clock.status.run, clock.status.loops) == (1, ("a",))


def test_nothing_is_lost_when_the_engine_is_behind():
    clock = Clock()
    clock.engine.submit(c.SetTempo(bpm=480))
    clock.run("loops a")
    clock.engine.submit(c.Play())
    clock.go_on(2)
    for number in range(1024):
        clock.engine.submit(c.AddPattern(name=f"p{number}"))
    before = len(clock.port.dues)
    for _ in range(50):
        for number, worker in list(clock.port.workers.items()):
            worker.step()
            while worker.outbox:
                clock.crew.hear(number, worker.outbox.popleft(), clock.seconds)
        clock.crew.look(clock.engine.snapshot, clock.engine.glance, clock.seconds)
    clock.go_on(20)

    beats = sorted(beat for _, _, beat in clock.port.dues)
    assert len(beats) > before
    assert beats == [Fraction(number, 2) for number in range(len(beats))]
    assert clock.status.problem is None


def test_crew_need_not_look_while_scripts_are_idle():
    clock = Clock()
    clock.run("loops")
    clock.engine.submit(c.Play())
    clock.go_on(4)

    assert clock.crew.rest_seconds() is None
    clock.run("loops a")
    clock.go_on(100)
    assert 0 <= clock.crew.rest_seconds() < 1


def test_message_of_a_worker_that_was_dismissed_is_nobody_s():
    clock = Clock()
    clock.run("loops a")
    (number,) = clock.port.workers
    clock.engine.submit(c.Panic())
    clock.go_on(2)
    clock.crew.hear(number, p.Done(1, fault=p.Fault("late")), clock.seconds)
    clock.crew.lost(number, "ended", clock.seconds)
    clock.go_on(2)

    assert clock.status.state == "stopped"


def test_handler_that_hangs_has_its_worker_replaced_and_is_not_called_again_for_that():
    clock = Clock()
    clock.run("deaf module:added")
    clock.engine.submit(c.AddModule(type="synth", name="new"))
    clock.passes(HUNG_CALL_SECONDS - 0.5)
    assert clock.status.problem is None
    clock.passes(1.0)

    assert clock.status.problem.message == "a handler hung, and the script's worker was replaced"
    assert (clock.status.state, clock.status.run, clock.status.listens) == ("failed", 1, ("module:added",))
    told = 'handlers of "module:added" were lost with their worker; nothing of theirs was done'
    assert clock.port.lines == [("song", "warn", told)]
    clock.passes(HUNG_CALL_SECONDS + 1.0)
    assert clock.port.workers[2].is_stuck is False
