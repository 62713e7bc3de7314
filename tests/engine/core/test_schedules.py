"""Thousands of orders of events among the turn, the producers, the hub and the scripts' protocol.

Each is found again by its seed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest

from engine.core import commands as c
from engine.core import conductor, lane, lanes, publisher
from engine.core import engine as engine_module
from engine.core.document import REST
from engine.core.engine import Engine
from engine.core.live import UNDER_WAY
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from engine.core.units import NEXT_BAR, Quantum
from shells import newest, receivers
from shells.newest import Newest
from tests.depth import cases
from tests.engine.core import cast, planted_bugs
from tests.engine.core.cast import Producer, Window
from tests.engine.core.documents import after, studio
from tests.engine.core.interleaving import Interleaving
from tests.engine.core.promises import Onlooker, Plan, Promise, adds, is_refused
from tests.engine.core.script_cast import Scripts
from tests.engine.recording_sound import RecordingSound

SCHEDULES = cases(10_000)
STEPS = 16  # that the threads take in turn, beside those in the midst of another's
RATE, BLOCK = 500, 64  # at 480 beats per minute a beat is about a block
UNDER_TEST = (conductor, engine_module, lane, lanes, publisher, newest, receivers, cast, planted_bugs)
BURSTS = 2
MOST_ROUNDS = 400  # until everything that was begun must have ended

START = after(studio(), c.SetTempo(bpm=480.0), c.AddScript(name="drums"))
QUANTA = (Quantum("now"), Quantum("beat"), NEXT_BAR)


def plans(random: Random, producer: str) -> list[Plan]:
    """What a producer will offer: things that show, at once or at a beat, and things that are refused."""
    made = []
    for number in range(3):
        name = f"{producer}-{number}"
        add = c.AddPattern(name=name, steps=(REST,))
        kind = random.randrange(4)
        if kind == 0:
            made.append(Plan(c.RemovePattern(name="nowhere", origin=name), is_refused))
        elif kind == 1:
            made.append(Plan(c.Batch(commands=(add,), quantum=random.choice(QUANTA)), adds(name)))
        else:
            made.append(Plan(add, adds(name)))
    return made


def conducting(random: Random) -> list[Plan]:
    """What a player does to the transport and to scripts; that it is done is all there is to see."""
    choices: tuple[c.Command, ...] = (
        c.Play(), c.Play(), c.Stop(), c.Pause(), c.Seek(beat=Fraction(3, 2)),
        c.RunScript(name="song", text="song"), c.RunScript(name="song", text="song"),
        c.RunScript(name="drums", text="drums"), c.StopScript(name="song"), c.Interrupt(), c.Panic(),
    )  # fmt: skip
    return [Plan(random.choice(choices), _is_done) for _ in range(4)]


def _is_done(snapshot: Snapshot, of: Ticket) -> bool:
    return of.is_done(snapshot)


class Schedule:
    """All threads of one schedule."""

    def __init__(self, seed: int, engine: type[Engine] = Engine, hub: type[Newest] = Newest) -> None:
        self.order = Interleaving(seed, UNDER_TEST)
        random = self.order.random
        self.engine = engine(RecordingSound(), RATE, BLOCK, START)
        self.promises: list[Promise] = []
        self.onlooker = Onlooker(self.engine, self.promises)
        self.window = Window(self.engine, hub)
        self.scripts = Scripts(self.engine, random)
        self.plans = {"a": plans(random, "a"), "b": plans(random, "b"), "player": conducting(random)}
        self.offered = sum(map(len, self.plans.values())) + 1 + 2 * BURSTS  # and those that end it
        producers = {name: Producer(self.engine, name, each, self.promises) for name, each in self.plans.items()}
        self.threads = {
            "engine": self.engine.turn,
            "window": self.window.step,
            "onlooker": self.onlooker.step,
            "scripts": self.scripts.step,
            "workers": self.scripts.work,
            **{name: producer.step for name, producer in producers.items()},
        }
        self.order.meet(self.threads, whole=frozenset({"scripts", "workers", "onlooker"}))

    def play(self) -> None:
        """Let everything happen in this schedule's order, and then whatever is left, until nothing more does."""
        self.order.play(STEPS)
        self._go_on_until(lambda: not any(self.plans.values()) and not self.engine.snapshot.waiting)
        self.plans["player"].append(Plan(c.Stop(), _is_done))  # a loop that plays would never come to rest
        self._go_on_until(lambda: self._is_quiet)
        self.check_scripts(self.engine.snapshot)
        for _ in range(BURSTS):
            self._burst()

    def _burst(self) -> None:
        """Two commands more, of which the window must show the last, however deliveries and snapshots cross."""
        bpm = self.order.random.uniform(60.0, 480.0)
        for tempo in (bpm, bpm / 2 + 30.0):
            self.plans["player"].append(Plan(c.SetTempo(bpm=tempo), _is_done))
            self.threads["player"]()
            self.order.play(2, among=("engine", "window"), lines_between_switches=5)
        for name in ("engine", "window", "window"):
            self.threads[name]()
        assert self.window.shown is self.engine.snapshot, "the last state of the burst was not delivered"

    def _go_on_until(self, is_over: Callable[[], bool]) -> None:
        for _ in range(MOST_ROUNDS):
            before = self.engine.snapshot
            for step in self.threads.values():
                step()
            if is_over() and (self.engine.snapshot is before or self.engine.glance.is_playing):
                return
        raise AssertionError("it never came to rest")

    @property
    def _is_quiet(self) -> bool:
        has_said_all = not any(self.plans.values()) and not self.engine.has_unread and not self.engine.snapshot.waiting
        states = {status.state for status in self.engine.snapshot.scripts.values()}
        return has_said_all and self.scripts.is_quiet and not states & UNDER_WAY

    def check(self) -> None:
        """What must be so when all is said and done."""
        snapshot = self.engine.snapshot
        assert self.window.shown is snapshot, "the last state of the burst was not delivered"
        assert self.window.failures > 0
        assert len(self.promises) == self.offered
        assert all(promise.ticket.is_done(snapshot) for promise in self.promises)
        refused = [promise.ticket for promise in self.promises if promise.is_visible is is_refused]
        mine = [each.number for each in snapshot.problems if not each.origin.startswith("script:")]
        assert mine == sorted(each.problem.number for each in refused), "a command was done twice, or refused"

    def check_scripts(self, snapshot: Snapshot) -> None:
        """Each wish was heeded once at most, the newest one for certain."""
        assert all(count <= 1 for count in self.scripts.runs.values()), "a run was begun twice"
        assert all(count == 1 for count in self.scripts.batches.values()), "a batch was sent twice"
        for name, script in snapshot.document.scripts.items():
            request = script.request
            if request.number:
                status = snapshot.scripts[name]
                assert status.asked == request.number
                assert status.state not in UNDER_WAY
                if request.wish == "run" and not any(each.origin == f"script:{name}" for each in snapshot.problems):
                    assert status.run == request.number == snapshot.document.declared[name].run
                    assert snapshot.document.patterns[f"by-{name}"].count == request.number
                if request.wish == "kill":
                    assert (status.run, status.loops) == (0, ())
                if request.wish == "end":
                    assert status.state in ("stopped", "failed")


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_no_schedule_loses_doubles_reorders_or_shows_too_early(part):
    for seed in range(part * SCHEDULES // 10, (part + 1) * SCHEDULES // 10):
        schedule = Schedule(seed)
        try:
            schedule.play()
            schedule.check()
        except Exception as failure:
            failure.add_note(f"in schedule {seed}")
            raise


@pytest.mark.parametrize("bug", [planted_bugs.LosesWakes, planted_bugs.WakesTwice])
def test_schedules_find_a_bug_in_the_hub(bug):
    assert first_failure(lambda seed: Schedule(seed, hub=bug)) is not None


@pytest.mark.parametrize("bug", [planted_bugs.LosesCommands, planted_bugs.DoublesCommands])
def test_schedules_find_a_bug_in_the_lanes(bug, monkeypatch):
    monkeypatch.setattr(lanes, "Lane", bug)

    assert first_failure(Schedule) is not None


@pytest.mark.parametrize("bug", [planted_bugs.ConfirmsEarly, planted_bugs.SkipsVersions])
def test_schedules_find_a_bug_in_the_turn(bug):
    assert first_failure(lambda seed: Schedule(seed, engine=bug)) is not None


def first_failure(make: Callable[[int], Schedule]) -> int | None:
    """Return the seed of the first schedule that fails, of a few hundred."""
    for seed in range(500):
        schedule = make(seed)
        try:
            schedule.play()
            schedule.check()
        except AssertionError:
            return seed
    return None


def test_a_schedule_is_the_same_each_time():
    first, again = Schedule(7), Schedule(7)
    for schedule in (first, again):
        schedule.play()

    assert first.engine.snapshot.document == again.engine.snapshot.document
    assert first.engine.snapshot.version == again.engine.snapshot.version
    assert first.order.switches == again.order.switches
