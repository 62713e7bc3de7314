"""A strand: one line of play through virtual time, a live loop's or a task's. Nothing here does anything by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple, Protocol

from engine.core.units import Beat
from engine.scripts.protocol import Cue, CueKey, LoopPlace

MOST_STEPS_A_BEAT = 2000  # of one strand; what lets less time pass than that allows is a mistake
MOST_TAKEN = 64  # cues of one beat that another worker is told of
START = Fraction(0)


class CueWait(NamedTuple):
    """What a flow stands at that waits for a cue."""

    name: str
    heed: Callable[[Cue], None]  # to be called with the cue before the flow is resumed


class Body(Protocol):
    """A loop's or task's function, as the runtime gives it."""

    @property
    def line(self) -> int:
        """Where it begins in the player's text."""

    def start(self, turn: str) -> Flow:
        """Return a coroutine that will run it; its chance follows from `turn`."""


class Flow(Protocol):
    """A turn under way."""

    def resume(self) -> Beat | CueWait | None:
        """Run on; returns the beats that it sleeps, or the cue that it waits for, or None when the turn is over.

        Raises LuaMistake.
        """

    @property
    def line(self) -> int:
        """The player's line at which it stands."""


@dataclass(eq=False, kw_only=True)
class Strand:
    """What goes through virtual time."""

    name: str
    body: Body
    order: int  # of those that go on at one beat, which comes first
    wake: Beat | None  # when it goes on; None while it waits for a cue that nobody has given
    began: Beat  # where this turn began, or will
    here: Beat = START  # where it has come to
    ends_at: Beat | None = None
    flow: Flow | None = None
    waits_for: CueWait | None = None
    taken: set[CueKey] = field(default_factory=set)  # the cues of the beat it stands at that it has taken
    taken_before: tuple[CueKey, ...] = ()  # the same, as this turn began
    turns: int = 0
    cues_given: int = 0  # in this turn
    tasks_begun: int = 0  # in this turn
    ticket: int = 0  # of its newest entry among the wakes
    steps: int = 0  # since `counted_from`, the whole beat that it stands in
    counted_from: int = -1

    @property
    def turn(self) -> str:
        """What the chance of its turn follows from."""
        return self.name

    @property
    def line(self) -> int:
        """The player's line at which it stands, or at which its function begins."""
        return (self.flow.line if self.flow is not None else 0) or self.body.line

    @property
    def is_over(self) -> bool:
        """Whether it does nothing more, once it would go on."""
        return self.ends_at is not None and self.wake is not None and self.wake >= self.ends_at

    def is_restless(self) -> bool:
        """Count a step, and tell whether there were too many in this beat."""
        beat = floor(self.here)
        if beat != self.counted_from:
            self.counted_from, self.steps = beat, 0
        self.steps += 1
        return self.steps > MOST_STEPS_A_BEAT

    def begin(self, at: Beat, turn: int = 0) -> None:
        """Be about to begin a turn."""
        self.wake = self.began = self.here = at
        self.flow, self.waits_for, self.turns = None, None, turn
        self.cues_given = self.tasks_begun = 0
        self.forget_taken(at)

    def begin_turn(self, at: Beat) -> Flow:
        """Begin a turn; returns its flow."""
        self.forget_taken(at)
        self.began, self.taken_before = at, tuple(self.taken)
        self.flow = self.body.start(self.turn)
        return self.flow

    def take(self, cue: Cue) -> None:
        """Note that it has taken a cue."""
        self.forget_taken(cue.beat)
        self.taken.add(cue.key)

    def forget_taken(self, at: Beat) -> None:
        """It has come to a beat, and takes nothing of an earlier one any more."""
        if self.taken and next(iter(self.taken))[0] != at:
            self.taken.clear()

    @property
    def place(self) -> LoopPlace:
        """Where it is, so that another worker can go on with it."""
        return LoopPlace(self.name, self.turns, self.began, tuple(sorted(self.taken_before)[-MOST_TAKEN:]))

    def bring_back(self, place: LoopPlace) -> None:
        """Be where it was in another worker."""
        self.begin(place.began, place.turn)
        self.taken, self.taken_before = set(place.taken), place.taken


@dataclass(eq=False, kw_only=True)
class Loop(Strand):
    """One live loop."""

    good: Body | None = None  # the newest function that has come through a turn
    next_body: Body | None = None  # takes over at the first turn from `next_from` on
    next_from: Beat = START
    failures: int = 0  # in a row
    has_slept: bool = False

    @property
    def turn(self) -> str:
        """What the chance of its turn follows from."""
        return f"{self.name}/{self.turns}"

    def change_over(self) -> None:
        """Have the function that waits play from now on."""
        if self.next_body is not None:
            self.body, self.next_body = self.next_body, None


@dataclass(eq=False, kw_only=True)
class Task(Strand):
    """A function that is run through once, and may take its time."""

    number: int = field(default=0)  # what the player cancels it by
    owner: str = ""  # the loop that began it; empty: a run did
    depth: int = 0  # how many tasks began each other at this very beat
