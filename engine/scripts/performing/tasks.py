"""Tasks: what `once`, `at` and `clock.run` begin, by number: those that a run says, and those that are under way.

A run *says* its tasks: they begin where it lands, and again whenever the music begins anew, as its loops do; they end
where the next run lands. A task that a loop begins ends with that loop, and when the music begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from engine.core.errors import OutOfRange, UnknownName
from engine.core.units import Beat, tidy
from engine.scripts.performing.strand import Body, Strand, Task
from engine.scripts.protocol import LoopPlace

MOST_TASKS = 1000  # of a script, at once
MOST_DEEP = 64  # tasks that begin each other at one beat


class Said(NamedTuple):
    """A task that a run says there is."""

    number: int
    name: str
    body: Body
    after: Beat  # beats from where the run lands


class Tasks:
    """The tasks of one script."""

    def __init__(self, orders: Iterator[int]) -> None:
        """Take what gives each strand its place among those that go on at one beat."""
        self._orders = orders
        self._numbers = count(1)
        self._newest = 0  # number
        self._alive: dict[int, Task] = {}
        self._begun: list[Task] = []  # by the step under way
        self._saying: list[Said] = []  # by the run under way
        self._said: tuple[Said, ...] = ()  # by the run that has landed

    @property
    def alive(self) -> Sequence[Task]:
        """Those that have not come to their end."""
        return tuple(self._alive.values())

    @property
    def has_any(self) -> bool:
        """Whether any is alive, or begins with the music."""
        return bool(self._alive or self._said)

    @property
    def places(self) -> list[LoopPlace]:
        """Where those are that the run has said."""
        said = {each.number for each in self._said}
        return [task.place for task in self._alive.values() if task.number in said and task.ends_at is None]

    # --- what a run says ---

    def begin_run(self) -> None:
        """Forget what an earlier run said and never kept."""
        self._saying = []

    def say(self, word: str, body: Body, after: Beat) -> int:
        """There is a task; returns its number."""
        self._check_room(word, len(self._saying))
        number = self._next_number()
        name = f"{word}:{sum(each.name.startswith(f'{word}:') for each in self._saying) + 1}"
        self._saying.append(Said(number, name, body, after))
        return number

    def keep_run(self) -> tuple[Said, ...]:
        """Return what the run has said."""
        return tuple(self._saying)

    def land(self, said: tuple[Said, ...], start: Beat, places: dict[str, LoopPlace] | None) -> list[Task]:
        """Begin what a run has said; returns it.

        Args:
            places: Where the tasks were when their worker was lost; one without a place had come to its end. None: the
                run is a new one.
        """
        self._said = said
        if places is None:
            return self.begin_said(start)
        begun = []
        for each in said:
            if (place := places.get(each.name)) is not None:
                begun.append(self._begin(each, place.began))
                begun[-1].bring_back(place)
        return begun

    def begin_said(self, start: Beat) -> list[Task]:
        """Begin all that the run has said, which lands at `start`; returns it."""
        return [self._begin(each, tidy(start + each.after)) for each in self._said]

    def _begin(self, said: Said, at: Beat) -> Task:
        task = Task(
            name=said.name, body=said.body, order=next(self._orders), wake=at, began=at, here=at, number=said.number
        )
        self._alive[task.number] = task
        return task

    # --- what a step does ---

    def begin(self, word: str, body: Body, after: Beat, by: Strand, beat: Beat) -> int:
        """Begin a task in a loop's or a task's step, once the step has succeeded; returns its number."""
        self._check_room(word, len(self._alive) + len(self._begun))
        depth = by.depth + 1 if isinstance(by, Task) and by.began == beat and not after else 0
        if depth > MOST_DEEP:
            raise OutOfRange(f"{word}: tasks begin each other at one beat without end; let time pass in between")
        by.tasks_begun += 1
        at = tidy(beat + after)
        task = Task(
            name=f"{by.turn}>{by.tasks_begun}", body=body, order=next(self._orders), wake=at, began=at, here=at,
            number=self._next_number(), owner=by.owner if isinstance(by, Task) else by.name, depth=depth,
        )  # fmt: skip
        self._begun.append(task)
        return task.number

    def take_begun(self) -> list[Task]:
        """The step has succeeded: return what it has begun, which is alive from now on."""
        begun, self._begun = self._begun, []
        self._alive.update((task.number, task) for task in begun)
        return begun

    def forget_begun(self) -> None:
        """The step has failed: what it has begun is none."""
        self._begun = []

    def cancel(self, number: int, *, in_run: bool) -> Task | None:
        """Have a task not be; returns the one that was alive. One that is over already is none; raises UnknownName.

        What a run cancels is what it has said itself: earlier tasks end where it lands in any case.
        """
        if not 0 < number <= self._newest:
            raise UnknownName(f"clock.cancel: there is no task {number}; clock.run returns the number of one")
        self._begun = [task for task in self._begun if task.number != number]
        if in_run:
            self._saying = [said for said in self._saying if said.number != number]
            return None
        self._said = tuple(said for said in self._said if said.number != number)
        return self._alive.get(number)

    def cancel_all(self, *, in_run: bool) -> list[Task]:
        """Have none be; returns those that were alive. In a run it is as if it had said none so far."""
        self._begun = []
        if in_run:
            self._saying = []
            return []
        self._said = ()
        return list(self._alive.values())

    # --- ends ---

    def remove(self, task: Task) -> None:
        """A task has come to its end."""
        self._alive.pop(task.number, None)

    def of_loop(self, name: str) -> list[Task]:
        """Return those that a loop has begun."""
        return [task for task in self._alive.values() if task.owner == name]

    def end_all(self) -> list[Task]:
        """End what is alive; returns it. What the run has said begins anew with the music."""
        alive = list(self._alive.values())
        self._alive.clear()
        self._begun = []
        return alive

    def forget(self) -> None:
        """Nothing was ever said."""
        self.end_all()
        self._saying, self._said = [], ()

    def _check_room(self, word: str, taken: int) -> None:
        if taken >= MOST_TASKS:
            raise OutOfRange(f"{word}: {MOST_TASKS} tasks are under way already; let some end, or clock.cancel them")

    def _next_number(self) -> int:
        self._newest = next(self._numbers)
        return self._newest
