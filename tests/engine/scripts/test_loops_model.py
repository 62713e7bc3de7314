"""Loops against a model of a few lines: however they are cut into advances, and whenever cues are told.

Each name of a cue has one giver, as each channel of a Kahn network has one writer; then nothing that a loop hears may
depend on when it was told.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction as F
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core.units import NEXT_BAR
from engine.scripts.performing.loops import Loops
from engine.scripts.performing.strand import CueWait
from engine.scripts.protocol import Cue

END = F(12)
FOREIGN = ("f0", "f1")


# --- programs ---

lengths = st.sampled_from([F(1, 4), F(1, 3), F(1, 2), F(1), F(5, 3), F(3)])


@st.composite
def programs(draw):
    """Loops, each a list of steps that it goes through over and over."""
    count = draw(st.integers(1, 4))
    names = [f"n{number}" for number in range(count)] + [f"l{number}" for number in range(count)] + list(FOREIGN)
    made = []
    for number in range(count):
        step = st.one_of(
            st.tuples(st.just("sleep"), lengths),
            st.tuples(st.just("grid"), st.sampled_from([F(1, 2), F(1), F(4)])),
            st.tuples(st.just("sync"), st.sampled_from(names)),
            st.just(("cue", f"n{number}")),
        )
        made.append([*draw(st.lists(step, max_size=4)), ("sleep", draw(lengths)), *draw(st.lists(step, max_size=2))])
    return made


foreign_cues = st.lists(
    st.tuples(st.sampled_from(FOREIGN), st.integers(0, 40).map(lambda eighths: F(eighths, 4))), max_size=12, unique=True
).map(lambda given: [Cue(name, beat, None, "other", name, 0, number) for number, (name, beat) in enumerate(given)])


# --- the model ---


class ModelLoop:
    """One loop of the model."""

    def __init__(self, number, steps):
        self.name, self.gives = f"l{number}", f"n{number}"
        self.steps, self.at, self.here, self.wake = steps, 0, F(0), F(0)
        self.wanted = None
        self.taken = set()
        self.heard = []

    def due(self, given):
        """Return when it goes on."""
        if self.wanted is None:
            return self.wake
        cue = self.next_cue(given)
        return inf if cue is None else cue[0]

    def next_cue(self, given):
        """Return the earliest cue that it has not taken."""
        fresh = [
            cue
            for cue in given[self.wanted]
            if cue[0] >= self.here and (self.wanted, cue) not in self.taken and cue[1] != self.name
        ]
        return min(fresh, default=None)


def model(made, foreign):
    """Return what each loop hears, and when."""
    given_cues = defaultdict(list)
    for cue in foreign:
        given_cues[cue.name].append((cue.beat, cue.loop, cue.number))
    loops = [ModelLoop(number, steps) for number, steps in enumerate(made)]
    while True:
        loop = min(loops, key=lambda each: each.due(given_cues))
        beat = loop.due(given_cues)
        if beat >= END:
            return [each.heard for each in loops]
        if loop.wanted is not None:
            loop.taken.add((loop.wanted, loop.next_cue(given_cues)))
            loop.heard.append((beat, loop.wanted))
            loop.wanted = None
        loop.here = beat
        run_model(loop, given_cues)


def run_model(loop, given_cues):
    """Go on until it waits."""
    while True:
        if loop.at == 0:
            cues = given_cues[loop.name]
            cues.append((loop.here, loop.name, len(cues)))
            loop.heard.append((loop.here, "turn"))
        word, what = loop.steps[loop.at]
        loop.at = (loop.at + 1) % len(loop.steps)
        if word == "cue":
            given_cues[what].append((loop.here, loop.name, len(given_cues[what])))
        elif word == "sync":
            loop.wanted = what
            return
        else:
            loop.wake = loop.here + what if word == "sleep" else (loop.here // what + 1) * what
            return


# --- the real ones ---


class Program:
    """A body that goes through steps."""

    line = 1

    def __init__(self, steps, loops, heard):
        self._steps, self._loops, self._heard = steps, loops, heard

    def start(self, turn):
        """Begin a turn."""
        return Turn(iter(self._steps), self._loops, self._heard)


class Turn:
    """A turn of it."""

    line = 1

    def __init__(self, steps, loops, heard):
        self._steps, self._loops, self._heard = steps, loops, heard
        heard.append((loops.beat, "turn"))

    def resume(self):
        """Go on."""
        for word, what in self._steps:
            if word == "cue":
                self._loops.give(what)
            elif word == "sync":
                return CueWait(what, lambda cue: self._heard.append((cue.beat, cue.name)))
            elif word == "sleep":
                return what
            else:
                return (self._loops.beat // what + 1) * what - self._loops.beat
        return None


def played(made, foreign, cuts, told):
    """Return what each loop hears, played piecemeal and told of cues now and then."""
    loops = Loops("s", lambda: (), lambda beat: NEXT_BAR.next_slot(beat, 4))
    heard = [[] for _ in made]
    for number, steps in enumerate(made):
        loops.define(f"l{number}", Program(steps, loops, heard[number]))
    loops.keep_run(1)
    loops.land(1, F(0), F(0))
    loops.begin_flight(1, F(0))
    untold = sorted(foreign, key=lambda cue: cue.beat)  # as the crew tells them
    for until, count in zip([*sorted(cuts), END], told, strict=False):
        assert loops.advance(until)[1] == []
        loops.hear([untold.pop(0) for _ in range(min(count, len(untold)))])
    loops.hear(untold)
    assert loops.advance(END)[1] == []
    assert loops.next_wake >= END
    return heard


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(
    made=programs(),
    foreign=foreign_cues,
    cuts=st.lists(st.fractions(0, END, max_denominator=12), max_size=8),
    told=st.lists(st.integers(0, 4), min_size=9, max_size=9),
)
def test_every_loop_hears_what_the_model_says_whenever_it_is_told(made, foreign, cuts, told):
    assert played(made, foreign, cuts, told) == model(made, foreign)
