"""Live loops in virtual time: each is a coroutine that is resumed, ahead of the music, for the beat it sleeps until."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from time import process_time
from typing import Protocol

from engine.core.commands import Command, Due
from engine.core.errors import UnknownName, did_you_mean
from engine.core.units import Beat
from engine.lua.mistakes import LuaMistake
from engine.scripts.faults import fault_of
from engine.scripts.protocol import Fault, LoopPlace

MOST_STEPS_A_BEAT = 2000  # of one loop; what sleeps less than that allows is a mistake
LONGEST_ADVANCE_SECONDS = 0.25  # of processor time; then what there is goes out, and the rest is asked for again
MOST_FAILURES = 3  # of a loop, one turn after the other
START = Fraction(0)
_A_LITTLE = Fraction(1, 1000)


class Body(Protocol):
    """A loop's function, as the runtime gives it."""

    @property
    def line(self) -> int:
        """Where it begins in the player's text."""

    def start(self, turn: str) -> Flow:
        """Return a coroutine that will run it; its chance follows from `turn`."""


class Flow(Protocol):
    """A loop's turn under way."""

    def resume(self) -> Beat | None:
        """Run on; returns the beats that it sleeps, or None when the turn is over; raises LuaMistake."""

    @property
    def line(self) -> int:
        """The player's line at which it stands."""


@dataclass
class Loop:
    """One live loop."""

    name: str
    body: Body
    wake: Beat  # when it goes on
    began: Beat  # where this turn began, or will
    good: Body | None = None  # the newest function that has come through a turn
    next_body: Body | None = None  # takes over at the first turn from `next_from` on
    next_from: Beat = START
    ends_at: Beat | None = None
    flow: Flow | None = None
    turns: int = 0
    failures: int = 0  # in a row
    has_slept: bool = False
    steps: int = 0  # since `counted_from`, the whole beat that it stands in
    counted_from: int = -1

    def is_over(self) -> bool:
        """Whether it will do nothing more."""
        return self.ends_at is not None and self.wake >= self.ends_at

    def is_restless(self) -> bool:
        """Count a step, and tell whether there were too many in this beat."""
        beat = self.wake // 1
        if beat != self.counted_from:
            self.counted_from, self.steps = beat, 0
        self.steps += 1
        return self.steps > MOST_STEPS_A_BEAT

    def begin(self, at: Beat, turn: int = 0) -> None:
        """Be about to begin a turn."""
        self.wake = self.began = at
        self.flow, self.turns = None, turn


class Loops:
    """The loops of one script.

    Args:
        collect: Returns the commands that were made since it was called last.
        next_bar: Returns the first bar line at or after a beat.
    """

    def __init__(
        self, script: str, collect: Callable[[], tuple[Command, ...]], next_bar: Callable[[Beat], Beat]
    ) -> None:
        self.script = script
        self.beat: Beat = Fraction(0)  # where the loop that runs now stands
        self.flight = -1
        self.playing: Loop | None = None
        self._collect = collect
        self._next_bar = next_bar
        self._loops: dict[str, Loop] = {}
        self._defined: dict[str, Body] = {}
        self._landing: dict[int, dict[str, Body]] = {}  # by run, the loops that it defined

    @property
    def names(self) -> tuple[str, ...]:
        """The loops that are alive or about to be."""
        alive = {loop.name for loop in self._loops.values() if loop.ends_at is None}
        return tuple(sorted(alive.union(*self._landing.values())))

    @property
    def next_wake(self) -> Beat | None:
        """When the first of them goes on, or None when none does."""
        return min((loop.wake for loop in self._loops.values() if not loop.is_over()), default=None)

    @property
    def places(self) -> tuple[LoopPlace, ...]:
        """Where each of them is."""
        return tuple(
            LoopPlace(loop.name, loop.turns, loop.began) for loop in self._loops.values() if loop.ends_at is None
        )

    # --- what a run says ---

    def begin_run(self) -> None:
        """Forget what an earlier run defined and never kept."""
        self._defined = {}

    def define(self, name: str, body: Body) -> None:
        """There is a loop of this name; within a loop it holds at once."""
        if self.playing is not None:
            self._have(name, body, self.beat, self.beat)
        else:
            self._defined[name] = body

    def keep_run(self, number: int) -> tuple[str, ...]:
        """Keep what the run defined until it lands; returns the names."""
        self._landing[number] = self._defined
        return tuple(sorted(self._defined))

    def land(self, number: int, at: Beat, start: Beat, places: Sequence[LoopPlace] = ()) -> None:
        """From `at` on the run's loops hold and the others end; new ones begin at `start`, or where they were."""
        defined = self._landing.pop(number, None)
        if defined is None:
            return
        known = {place.loop: place for place in places}
        for name, body in defined.items():
            self._have(name, body, at, start)
            if name in known:
                self._loops[name].begin(known[name].began, known[name].turn)
        for name, loop in self._loops.items():
            if name not in defined:
                loop.ends_at = at

    def _have(self, name: str, body: Body, at: Beat, start: Beat) -> None:
        loop = self._loops.get(name)
        if loop is None or (loop.ends_at is not None and loop.ends_at < at):
            self._loops[name] = Loop(name, body, start, start)
        else:
            loop.next_body, loop.next_from, loop.ends_at = body, at, None

    def stop(self, name: str) -> None:
        """End a loop; in a run it is as if the run did not define it. Raises UnknownName."""
        if name not in self._loops and name not in self._defined:
            raise UnknownName(f'there is no live loop "{name}"{did_you_mean(name, [*self._loops, *self._defined])}')
        self._defined.pop(name, None)
        if self.playing is not None and name in self._loops:
            self._loops[name].ends_at = self.beat

    def end(self, name: str) -> None:
        """End a loop that plays, as soon as it goes on."""
        if name in self._loops:
            self._loops[name].ends_at = self._loops[name].wake

    def end_all(self) -> None:
        """End every loop, and forget those that were about to land."""
        self._loops.clear()
        self._landing.clear()
        self._defined.clear()

    # --- time ---

    def begin_flight(self, flight: int, start: Beat) -> None:
        """Begin every loop anew: the place in the music is another."""
        self.flight = flight
        self._drop_ending()
        for loop in self._loops.values():
            if loop.next_body is not None:
                loop.body, loop.next_body = loop.next_body, None
            loop.begin(start)

    def go_on(self, flight: int, start: Beat) -> None:
        """Go on in another flight: the music only paused, at `start`, and what was to land has landed."""
        self.flight = flight
        self._drop_ending()
        for loop in self._loops.values():
            loop.next_from = min(loop.next_from, start)

    def _drop_ending(self) -> None:
        self._loops = {name: loop for name, loop in self._loops.items() if loop.ends_at is None}

    def advance(self, until: Beat) -> tuple[list[Due], list[Fault]]:
        """Play up to `until`; returns what is due, in order, and the mistakes made."""
        dues: list[Due] = []
        faults: list[Fault] = []
        began = process_time()
        while (loop := self._next_before(until)) is not None and process_time() - began < LONGEST_ADVANCE_SECONDS:
            self._step(loop, dues, faults)
            if loop.is_restless():
                line = loop.flow.line if loop.flow is not None else loop.body.line
                faults.append(Fault(f'live_loop "{loop.name}" sleeps too little and was ended', line, loop=loop.name))
                self._loops.pop(loop.name, None)
        return dues, faults

    def _next_before(self, until: Beat) -> Loop | None:
        for name in [name for name, loop in self._loops.items() if loop.is_over()]:
            del self._loops[name]
        first = min(self._loops.values(), key=lambda loop: loop.wake, default=None)
        return first if first is not None and first.wake < until else None

    def _step(self, loop: Loop, dues: list[Due], faults: list[Fault]) -> None:
        self.beat, self.playing = loop.wake, loop
        try:
            flow = loop.flow or self._begin_turn(loop)
            slept = flow.resume()
            if slept is None and not loop.has_slept and loop.ends_at is None:
                raise LuaMistake(
                    f'live_loop "{loop.name}" never sleeps: let time pass in it, sleep(1)', line=loop.body.line
                )
        except LuaMistake as mistake:
            self._collect()  # what half a step made is not played
            faults.append(fault_of(mistake, self.script, loop.name))
            self._fall_back(loop)
            return
        finally:
            self.playing = None
        made = self._collect()
        if made:
            dues.append(Due(script=self.script, loop=loop.name, line=flow.line or loop.body.line, flight=self.flight,
                            beat=loop.wake, commands=made, origin=f"script:{self.script}"))  # fmt: skip
        self._after_step(loop, slept)

    def _begin_turn(self, loop: Loop) -> Flow:
        if loop.next_body is not None and loop.wake >= loop.next_from:
            loop.body, loop.next_body = loop.next_body, None
        loop.has_slept, loop.began = False, loop.wake
        loop.flow = loop.body.start(f"{loop.name}/{loop.turns}")
        return loop.flow

    def _after_step(self, loop: Loop, slept: Beat | None) -> None:
        if slept is None:
            loop.good, loop.failures = loop.body, 0
            loop.begin(loop.wake, loop.turns + 1)
        else:
            loop.has_slept = True
            loop.wake += slept

    def _fall_back(self, loop: Loop) -> None:
        """Have the function that came through its turns before.

        What was heard of the turn is not heard again: it begins at once only when nothing was, and else with a bar.
        A loop that has no such function, or has failed with it too often, ends.
        """
        loop.failures += 1
        if loop.good is None or loop.failures > MOST_FAILURES:
            self._loops.pop(loop.name, None)
            return
        is_another, loop.body = loop.good is not loop.body, loop.good
        if loop.has_slept:
            again = self._next_bar(loop.wake)
        else:
            again = loop.wake if is_another else self._next_bar(loop.wake + _A_LITTLE)
        loop.begin(again, loop.turns + 1)
