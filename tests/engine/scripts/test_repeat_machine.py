"""Whatever a player does to scripts in repeat mode, with real workers: what runs in the end is what was wished last."""

from __future__ import annotations

import time

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from engine.core import commands as c
from tests.engine.scripts.band import KnownWorkers
from tests.engine.scripts.repeat_band import RepeatBand, alive

NAMES = ("a", "b", "c")
OTHERS = {"a": "x", "b": "y", "c": "z"}  # what they are renamed to
GOOD = {"good": "wait(0.01)", "hangs": "while true do end", "slips": 'error("no")', "rests": "wait(30)"}
BAD = {"bad": "x = = 1"}
MOST_KILLS = 3  # fewer than a script is given up for
TEXTS = GOOD | BAD

names = st.sampled_from(NAMES)


class RealMachine(RuleBasedStateMachine):
    """A player and real processes; what is found in the end is printed by the texts themselves."""

    workers: KnownWorkers

    def __init__(self) -> None:
        super().__init__()
        self.band = RepeatBand(self.workers, *NAMES, run_budget_seconds=0.5)
        self.kills = 0

    @rule(name=names, word=st.sampled_from(sorted(TEXTS)))
    def run(self, name, word):
        self.band.engine.submit(c.RunScript(name=self.called(name), text=TEXTS[word]))
        self.band.turn()

    @rule(name=names, is_on=st.booleans())
    def toggle(self, name, is_on):
        self.band.engine.submit(c.EnableScript(name=self.called(name), is_enabled=is_on))
        self.band.turn()

    @rule(name=names)
    def rename(self, name):
        old = self.called(name)
        self.band.do(c.RenameScript(name=old, new_name=OTHERS[name] if old == name else name))

    @rule(name=names)
    def remove_and_undo(self, name):
        self.band.do(c.RemoveScript(name=self.called(name)))
        self.band.do(c.Undo())

    @rule(name=names)
    def stop(self, name):
        self.band.do(c.StopScript(name=self.called(name)))

    @rule(seconds=st.sampled_from((0.0, 0.005, 0.02, 0.05)))
    def pass_time(self, seconds):
        time.sleep(seconds)

    @rule(which=st.integers(0, 11))
    @precondition(lambda self: self.kills < MOST_KILLS)
    def kill(self, which):
        """One worker of those that are there dies, in whatever phase it is."""
        self.kills += 1
        if there := [each for each in self.band.workers.made if alive([each])]:
            self.band.kill(there[which % len(there)])

    def called(self, name):
        """What the script is called now."""
        return name if name in self.band.document.scripts else OTHERS[name]

    def teardown(self):
        try:
            self.band.turn()
            scripts = self.band.document.scripts
            wanted = {name: self.wanted(name) for name in map(self.called, NAMES) if scripts[name].request.number}
            for name, state in wanted.items():
                self.band.wait(lambda name=name, state=state: self.band.has_come_to(name, state))
            running = sum(state == "repeating" or self.band.status(name).run > 0 for name, state in wanted.items())
            self.band.wait(lambda: len(self.band.alive()) == running)
        finally:
            self.band.close()
        self.band.wait(lambda: self.band.alive() == [])

    def wanted(self, name):
        """What a script is to come to."""
        script = self.band.document.scripts[name]
        if not script.is_enabled or script.request.wish != "run":
            return "stopped"
        return "failed" if script.request.text in BAD.values() else "repeating"


@pytest.mark.slow
def test_what_runs_in_the_end_is_what_was_wished_last_with_real_workers(workers):
    RealMachine.workers = workers
    run_state_machine_as_test(
        RealMachine,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
