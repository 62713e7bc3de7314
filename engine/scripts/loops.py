"""Live loops in virtual time: each is a coroutine that is resumed at the exact beat it sleeps until, ahead of the music."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Protocol

from engine.core.commands import Command, Due
from engine.core.errors import UnknownName, did_you_mean
from engine.core.units import Beat
from engine.lua.mistakes import LuaMistake
from engine.scripts.protocol import Fault

MOST_STEPS_AN_ADVANCE = 20_000  # a loop that sleeps next to nothing is noticed, and does not fill the memory


class Body(Protocol):
    """A loop's function, as the runtime gives it."""

    def start(self, seed: str) -> Flow:
        """Return a coroutine that will run it."""


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
    good: Body | None = None  # the newest function that has come through a turn
    next_body: Body | None = None  # takes over at the first turn from `next_from` on
    next_from: Beat | None = None  # None is at once
    ends_at: Beat | None = None
    flow: Flow | None = None
    turns: int = 0
    has_slept: bool = False


class Loops:
    """The loops of one script. `collect` takes the commands that were made since it was called last."""

    def __init__(self, script: str, collect: Callable[[], tuple[Command, ...]]) -> None:
        self.beat: Beat = Fraction(0)  # where the loop that runs now stands
        self.flight = -1
        self.playing: Loop | None = None
        self._script = script
        self._collect = collect
        self._loops: dict[str, Loop] = {}
        self._defined: dict[str, Body] = {}
        self._landing: dict[int, dict[str, Body]] = {}  # by run, the loops that it defined
        self._until: Beat = Fraction(0)

    @property
    def names(self) -> tuple[str, ...]:
        """The loops that are alive or about to be."""
        names = {loop.name for loop in self._loops.values() if loop.ends_at is None}
        for defined in self._landing.values():
            names |= set(defined)
        return tuple(sorted(names))

    # --- what a run says ---

    def begin_run(self) -> None:
        """Forget what an earlier run defined and never kept."""
        self._defined = {}

    def define(self, name: str, body: Body) -> None:
        """There is a loop of this name; within a loop or a callback it holds at once."""
        self._defined[name] = body
        if self.playing is not None:
            self._have(name, body, self.beat)

    def keep_run(self, number: int) -> tuple[str, ...]:
        """Keep what the run defined until it lands; returns the names."""
        self._landing[number] = self._defined
        return tuple(sorted(self._defined))

    def land(self, number: int, beat: Beat | None) -> None:
        """The run lands at `beat`, or at once: its loops hold, and those that it did not define end."""
        defined = self._landing.pop(number, None)
        if defined is None:
            return
        start = Fraction(ceil(self._until)) if beat is None else beat
        for name, body in defined.items():
            self._have(name, body, start)
        for name, loop in self._loops.items():
            if name not in defined:
                loop.ends_at = loop.wake if beat is None else beat

    def _have(self, name: str, body: Body, start: Beat) -> None:
        loop = self._loops.get(name)
        if loop is None or loop.ends_at is not None:
            self._loops[name] = Loop(name, body, start)
        else:
            loop.next_body, loop.next_from = body, start

    def stop(self, name: str) -> None:
        """End a loop; raises UnknownName."""
        if name not in self._loops and name not in self._defined:
            raise UnknownName(f'there is no live loop "{name}"{did_you_mean(name, [*self._loops, *self._defined])}')
        self._defined.pop(name, None)
        if name in self._loops:
            self._loops[name].ends_at = self.beat

    def end_all(self) -> None:
        """End every loop, and forget those that were about to land."""
        self._loops.clear()
        self._landing.clear()
        self._defined.clear()

    # --- time ---

    def advance(self, flight: int, start: Beat, until: Beat) -> tuple[list[Due], list[Fault]]:
        """Play up to `until`; returns what is due, in order, and the mistakes made."""
        if flight != self.flight:
            self._begin_flight(flight, start)
        self._until = until
        dues: list[Due] = []
        faults: list[Fault] = []
        for _ in range(MOST_STEPS_AN_ADVANCE):
            loop = self._next_before(until)
            if loop is None:
                return dues, faults
            self._step(loop, dues, faults)
        loop = self._next_before(until)
        if loop is not None:
            faults.append(Fault(f'live_loop "{loop.name}" sleeps too little and was ended', loop=loop.name))
            del self._loops[loop.name]
        return dues, faults

    def _begin_flight(self, flight: int, start: Beat) -> None:
        """Begin every loop anew: the place in the music is another."""
        self.flight = flight
        for loop in list(self._loops.values()):
            if loop.ends_at is not None:
                del self._loops[loop.name]
                continue
            if loop.next_body is not None:
                loop.body, loop.next_body = loop.next_body, None
            loop.wake, loop.flow, loop.turns = start, None, 0

    def _next_before(self, until: Beat) -> Loop | None:
        for loop in [loop for loop in self._loops.values() if loop.ends_at is not None and loop.wake >= loop.ends_at]:
            del self._loops[loop.name]
        waiting = [loop for loop in self._loops.values() if loop.wake < until]
        return min(waiting, key=lambda loop: loop.wake) if waiting else None

    def _step(self, loop: Loop, dues: list[Due], faults: list[Fault]) -> None:
        self.beat, self.playing = loop.wake, loop
        try:
            flow = loop.flow or self._begin_turn(loop)
            slept = flow.resume()
            if slept is None and not loop.has_slept:
                raise LuaMistake(f'live_loop "{loop.name}" never sleeps: it must let time pass, sleep(1)')
        except LuaMistake as mistake:
            self._collect()  # what half a step made is not played
            faults.append(Fault(mistake.message, mistake.line, loop=loop.name))
            self._fall_back(loop)
            return
        finally:
            self.playing = None
        made = self._collect()
        if made:
            dues.append(Due(script=self._script, loop=loop.name, line=flow.line, flight=self.flight, beat=loop.wake,
                            commands=made, origin=f"script:{self._script}"))  # fmt: skip
        self._after_step(loop, slept)

    def _begin_turn(self, loop: Loop) -> Flow:
        if loop.next_body is not None and (loop.next_from is None or loop.wake >= loop.next_from):
            loop.body, loop.next_body = loop.next_body, None
        loop.has_slept = False
        loop.flow = loop.body.start(f"{self._script}/{loop.name}/{loop.turns}")
        return loop.flow

    def _after_step(self, loop: Loop, slept: Beat | None) -> None:
        if slept is None:
            loop.good, loop.flow = loop.body, None
            loop.turns += 1
        else:
            loop.has_slept = True
            loop.wake += slept

    def _fall_back(self, loop: Loop) -> None:
        """Have the function that came through its turns before; a loop that has none, or has failed with it, ends."""
        failed, loop.flow = loop.body, None
        if loop.good is None or loop.good is failed:
            self._loops.pop(loop.name, None)
            return
        if loop.has_slept:
            loop.wake = Fraction(ceil(loop.wake))
        loop.body = loop.good
