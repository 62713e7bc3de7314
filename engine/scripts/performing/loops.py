"""Live loops and tasks in virtual time: coroutines that are resumed, ahead of the music, for the beat they sleep until.

A strand that waits for a cue has a place in time of its own: it goes on at the cue's beat, even if everything else
has been played past it by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import count
from time import process_time
from typing import Any

from engine.core.commands import Command, Due
from engine.core.errors import UnknownName, did_you_mean
from engine.core.live import LoopTrouble
from engine.core.units import Beat, tidy
from engine.lua.mistakes import LuaMistake
from engine.scripts.performing.faults import fault_of
from engine.scripts.performing.strand import START, Body, CueWait, Flow, Loop, Strand, Task
from engine.scripts.performing.tasks import Said, Tasks
from engine.scripts.performing.troubles import Troubles
from engine.scripts.performing.waiting import Waiting
from engine.scripts.performing.wakes import Wakes
from engine.scripts.protocol import NEVER, Cue, Fault, LoopPlace

LONGEST_ADVANCE_SECONDS = 0.25  # of processor time; then what there is goes out, and the rest is asked for again


class Loops:
    """The loops and tasks of one script.

    Args:
        collect: Returns the commands that were made since it was called last.
        next_bar: Returns the first bar line at or after a beat.
    """

    def __init__(
        self, script: str, collect: Callable[[], tuple[Command, ...]], next_bar: Callable[[Beat], Beat]
    ) -> None:
        self.beat: Beat = Fraction(0)  # where the strand that runs now stands
        self.flight = -1
        self.playing: Strand | None = None
        self.chunks = {f"{script}.lua"}  # what its text is called, and was when it was run under another name
        self._collect = collect
        self._orders = count()
        self._wakes = Wakes()
        self._waiting = Waiting(script, self._wakes)
        self._loops: dict[str, Loop] = {}
        self._tasks = Tasks(self._orders)
        self._troubles = Troubles(next_bar)
        self._ending: list[Strand] = []
        self._defined: dict[str, Body] = {}
        self._landing: dict[int, tuple[dict[str, Body], tuple[Said, ...]]] = {}  # by run, what it said

    @property
    def script(self) -> str:
        """The script's name."""
        return self._waiting.script

    @script.setter
    def script(self, name: str) -> None:
        self._waiting.script = name
        self.chunks.add(f"{name}.lua")

    @property
    def names(self) -> tuple[str, ...]:
        """The loops that are alive or about to be."""
        alive = {loop.name for loop in self._loops.values() if loop.ends_at is None}
        return tuple(sorted(alive.union(*(loops for loops, _ in self._landing.values()))))

    @property
    def task_count(self) -> int:
        """How many tasks have not come to their end."""
        return len(self._tasks.alive)

    @property
    def next_wake(self) -> Beat | None:
        """When the first of them goes on; None when there is none.

        It is far away when nothing but a cue, or a new beginning of the music, can wake any.
        """
        first = self._wakes.first()
        if first is not None:
            return first.wake
        return NEVER if self._loops or self._tasks.has_any else None

    @property
    def places(self) -> tuple[LoopPlace, ...]:
        """Where each of them is."""
        loops = [loop.place for loop in self._loops.values() if loop.ends_at is None]
        return (*loops, *self._tasks.places)

    @property
    def trouble(self) -> tuple[LoopTrouble, ...]:
        """The loops whose newest version does not play."""
        return self._troubles.told

    # --- what a run says ---

    def begin_run(self) -> None:
        """Forget what an earlier run said and never kept."""
        self._defined = {}
        self._tasks.begin_run()

    def define(self, name: str, body: Body) -> None:
        """There is a loop of this name; within a loop it holds at once."""
        if self.playing is not None:
            self._have(name, body, self.beat, self.beat)
        else:
            self._defined[name] = body

    def begin_task(self, word: str, body: Body, after: Beat = START) -> int:
        """Run a function through once, so many beats from here; in a run, from where it lands. Returns its number."""
        if self.playing is None:
            return self._tasks.say(word, body, after)
        return self._tasks.begin(word, body, after, self.playing, self.beat)

    def cancel_task(self, number: int) -> None:
        """End a task; raises UnknownName for one that never was."""
        task = self._tasks.cancel(number, in_run=self.playing is None)
        if task is self.playing and task is not None:
            task.ends_at = self.beat
        elif task is not None:
            self._remove(task)

    def cancel_all_tasks(self) -> None:
        """End every task."""
        for task in self._tasks.cancel_all(in_run=self.playing is None):
            self._end(task, self.beat)

    def keep_run(self, number: int) -> tuple[tuple[str, ...], int]:
        """Keep what the run said until it lands; returns the loops' names, and how many tasks there are."""
        said = self._tasks.keep_run()
        self._landing[number] = self._defined, said
        return tuple(sorted(self._defined)), len(said)

    def land(
        self, number: int, at: Beat, start: Beat, places: Sequence[LoopPlace] = (), *, goes_on: bool = False
    ) -> None:
        """From `at` on what the run said holds and all else ends; what is new begins at `start`, or where it was."""
        landing = self._landing.pop(number, None)
        if landing is None:
            return
        defined, said = landing
        known = {place.loop: place for place in places}
        for name, body in defined.items():
            self._have(name, body, at, start)
            if (place := known.get(name)) is not None:
                self._loops[name].bring_back(place)
                self._wakes.put(self._loops[name])
        for name, loop in self._loops.items():
            if name not in defined:
                self._end(loop, at)
        for task in self._tasks.alive:
            if task.owner not in defined:
                self._end(task, at)
        self._troubles.keep(defined)
        for task in self._tasks.land(said, start, known if goes_on else None):
            self._wakes.put(task)

    def _have(self, name: str, body: Body, at: Beat, start: Beat) -> None:
        loop = self._loops.get(name)
        if loop is not None and (loop.ends_at is None or loop.ends_at >= at):
            loop.next_body, loop.next_from = body, at
            self._go_on_living(loop)
            return
        if loop is not None:
            self._remove(loop)
        self._troubles.end(name)
        self._loops[name] = Loop(name=name, body=body, order=next(self._orders), wake=start, began=start, here=start)
        self._wakes.put(self._loops[name])

    def stop(self, name: str) -> None:
        """End a loop; in a run it is as if the run did not define it. Raises UnknownName."""
        if name not in self._loops and name not in self._defined:
            raise UnknownName(f'there is no live loop "{name}"{did_you_mean(name, [*self._loops, *self._defined])}')
        self._defined.pop(name, None)
        if self.playing is not None and name in self._loops:
            for strand in (self._loops[name], *self._tasks.of_loop(name)):
                self._end(strand, self.beat)

    def end(self, name: str) -> None:
        """End a loop that plays, as soon as it goes on."""
        loop = self._loops.get(name)
        if loop is not None:
            self._end(loop, self.beat if loop.wake is None else loop.wake)

    def end_all(self) -> None:
        """End everything, and forget what was about to land."""
        self._waiting.forget()
        for strand in (*self._loops.values(), *self._tasks.alive):
            self._wakes.drop(strand)
        self._loops.clear()
        self._tasks.forget()
        self._landing.clear()
        self._defined.clear()
        self._ending.clear()
        self._troubles.keep(())

    # --- cues ---

    def give(self, name: str, value: Any = None) -> None:
        """Give a cue at the beat of the step under way."""
        assert self.playing is not None
        self._waiting.give(self.playing, self.beat, name, value)

    def hear(self, cues: Iterable[Cue]) -> None:
        """Take cues of other scripts."""
        for cue in cues:
            self._waiting.hear(cue)

    def take_cues(self) -> tuple[Cue, ...]:
        """Return the cues that were given since the last time."""
        return self._waiting.take_given()

    @property
    def wants(self) -> tuple[str, ...]:
        """The names of the cues that anybody waits for, or has waited for lately."""
        return self._waiting.wants

    # --- time ---

    def begin_flight(self, flight: int, start: Beat) -> None:
        """Begin everything anew: the place in the music is another."""
        self.flight = flight
        self._waiting.forget()
        for task in self._tasks.end_all():
            self._wakes.drop(task)
        self._drop_ending()
        for loop in self._loops.values():
            self._change_over(loop)
            loop.begin(start)
            loop.taken.clear()
            loop.counted_from = -1
            self._wakes.put(loop)
        for task in self._tasks.begin_said(start):
            self._wakes.put(task)

    def go_on(self, flight: int, start: Beat) -> None:
        """Go on in another flight: the music only paused, at `start`, and what was to land has landed."""
        self.flight = flight
        self._drop_ending()
        for loop in self._loops.values():
            loop.next_from = min(loop.next_from, start)

    def advance(self, until: Beat) -> tuple[list[Due], list[Fault]]:
        """Play up to `until`; returns what is due, in order, and the mistakes made."""
        dues: list[Due] = []
        faults: list[Fault] = []
        began = process_time()
        self._sweep()
        while (strand := self._next_before(until)) is not None and process_time() - began < LONGEST_ADVANCE_SECONDS:
            self._step(strand, dues, faults)
            if strand.is_restless():
                faults.append(self._troubles.restless(strand))
                self._remove(strand)
        return dues, faults

    def _next_before(self, until: Beat) -> Strand | None:
        while (first := self._wakes.first()) is not None and first.wake is not None and first.wake < until:
            if not first.is_over:
                return first
            self._remove(first)
        return None

    def _step(self, strand: Strand, dues: list[Due], faults: list[Fault]) -> None:
        assert strand.wake is not None
        self.beat, self.playing = strand.wake, strand
        try:
            slept = self._resume(strand)
        except LuaMistake as mistake:
            self._forget_step()
            faults.append(fault_of(mistake, self.chunks, strand.name))
            self._after_mistake(strand, mistake)
            return
        finally:
            self.playing = None
        self._keep_step()
        made = self._collect()
        if made:
            dues.append(Due(script=self.script, loop=strand.name, line=strand.line, flight=self.flight,
                            beat=self.beat, commands=made, origin=f"script:{self.script}"))  # fmt: skip
        self._after_step(strand, slept)

    def _resume(self, strand: Strand) -> Beat | CueWait | None:
        if strand.waits_for is not None:
            self._waiting.take_cue(strand)
        strand.here = self.beat
        flow = strand.flow or self._begin_turn(strand)
        slept = flow.resume()
        if slept is None and isinstance(strand, Loop) and not strand.has_slept and strand.ends_at is None:
            raise LuaMistake(
                f'live_loop "{strand.name}" never sleeps: let time pass in it, sleep(1)', line=strand.body.line
            )
        return slept

    def _begin_turn(self, strand: Strand) -> Flow:
        if isinstance(strand, Loop):
            if self.beat >= strand.next_from:
                self._change_over(strand)
            strand.has_slept = False
            self.give(strand.name)  # so that others can wait for its turns
        return strand.begin_turn(self.beat)

    def _change_over(self, loop: Loop) -> None:
        """Have the function that waits play from now on."""
        if loop.next_body is not None:
            loop.body, loop.next_body = loop.next_body, None
            self._troubles.end(loop.name)

    def _forget_step(self) -> None:
        """What half a step made is not played."""
        self._collect()
        self._tasks.forget_begun()
        self._waiting.forget_step()

    def _keep_step(self) -> None:
        for task in self._tasks.take_begun():
            self._wakes.put(task)
        self._waiting.keep_step()

    def _after_step(self, strand: Strand, slept: Beat | CueWait | None) -> None:
        if slept is None:
            self._end_turn(strand)
            return
        if isinstance(strand, Loop):
            strand.has_slept = True
        if isinstance(slept, CueWait):
            self._waiting.begin(strand, slept)
        else:
            strand.wake = tidy(self.beat + slept)
            self._wakes.put(strand)

    def _end_turn(self, strand: Strand) -> None:
        if not isinstance(strand, Loop):
            self._remove(strand)
            return
        strand.good, strand.failures = strand.body, 0
        strand.begin(self.beat, strand.turns + 1)
        self._wakes.put(strand)

    # --- ends ---

    def _end(self, strand: Strand, at: Beat) -> None:
        """Have a strand do nothing from a beat on."""
        strand.ends_at = at if strand.ends_at is None else min(at, strand.ends_at)
        self._ending.append(strand)
        if strand.waits_for is not None:
            self._waiting.look(strand)

    def _go_on_living(self, strand: Strand) -> None:
        """A strand that was about to end does not."""
        strand.ends_at = None
        if strand.waits_for is not None:
            self._waiting.look(strand)

    def _sweep(self) -> None:
        """Remove what sleeps past its end; what waits for a cue may get one before."""
        ending, self._ending = self._ending, []
        for strand in ending:
            if strand.is_over and strand.waits_for is None:
                self._remove(strand)
            elif strand.ends_at is not None:
                self._ending.append(strand)

    def _drop_ending(self) -> None:
        ending, self._ending = self._ending, []
        for strand in ending:
            if strand.ends_at is not None:
                self._remove(strand)

    def _remove(self, strand: Strand) -> None:
        strand.ends_at = None
        self._wakes.drop(strand)
        self._waiting.end(strand)
        if isinstance(strand, Task):
            self._tasks.remove(strand)
        elif self._loops.get(strand.name) is strand:
            del self._loops[strand.name]

    def _after_mistake(self, strand: Strand, mistake: LuaMistake) -> None:
        again = self._troubles.fall_back(strand, mistake, self.beat) if isinstance(strand, Loop) else None
        if again is None:
            self._remove(strand)
            return
        strand.begin(again, strand.turns + 1)
        self._wakes.put(strand)
