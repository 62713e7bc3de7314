"""What channels and select mean, in the plainest way: one list of those who wait, looked through from its beginning.

A program is a list of tasks, a task a list of operations:
    ("send", channel, value)   ("receive", channel)   ("try_send", channel, value)   ("try_receive", channel)
    ("close", channel)   ("select", cases, default)   ("yield",)   ("sleep", seconds)
where a case is ("send", channel, value) or ("receive", channel).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

Operation = tuple[Any, ...]
Program = list[list[Operation]]


@dataclass
class Pipe:
    """A channel: what it keeps, and when it was last chosen by a select, in either direction."""

    capacity: int
    kept: list[int] = field(default_factory=list)
    is_closed: bool = False
    served: dict[str, int] = field(default_factory=lambda: {"send": 0, "receive": 0})


@dataclass
class Waiter:
    """A task that waits for the first of its cases."""

    task: int
    cases: list[Operation]
    is_select: bool


class Woken(NamedTuple):
    """A task whose turn comes."""

    task: int
    result: str | None  # of the operation that it waited in
    served: tuple[str, int] | None = None  # by which case of a select: it counts when the task goes on


class Model:
    """Runs a program, and keeps what each operation said."""

    def __init__(self, program: Program, capacities: list[int]) -> None:
        self.program = program
        self.pipes = [Pipe(capacity) for capacity in capacities]
        self.places = [0] * len(program)
        self.ready: list[Woken] = [Woken(task, None) for task in range(len(program))]
        self.waiting: list[Waiter] = []
        self.sleeping: list[tuple[float, int, int]] = []  # due, order, task
        self.now = 0.0
        self.order = 0
        self.ticks = 0
        self.said: list[str] = []

    def run(self) -> tuple[list[str], list[int]]:
        """Return what was said, and which tasks wait for ever."""
        while self.ready or self.sleeping:
            if not self.ready:
                self._pass_time()
            round_, self.ready = self.ready, []
            for woken in round_:
                if woken.served:
                    self._count(*woken.served)
                self._go_on(woken.task, woken.result)
        return self.said, sorted(waiter.task for waiter in self.waiting)

    def _pass_time(self) -> None:
        self.now = min(self.sleeping)[0]
        for due in sorted(each for each in self.sleeping if each[0] <= self.now):
            self.sleeping.remove(due)
            self.ready.append(Woken(due[2], "slept"))

    def _go_on(self, task: int, result: str | None) -> None:
        while True:
            if result is not None:
                self.said.append(f"{task}.{self.places[task]} {result}")
                self.places[task] += 1
            if self.places[task] == len(self.program[task]):
                return
            result = self._do(task, self.program[task][self.places[task]])
            if result is None:
                return

    def _do(self, task: int, operation: Operation) -> str | None:
        """Return what the operation says; None when its task has to wait."""
        match operation:
            case ("yield",):
                self.ready.append(Woken(task, "yielded"))
                return None
            case ("sleep", seconds):
                self.order += 1
                self.sleeping.append((self.now + seconds, self.order, task))
                return None
            case ("close", channel):
                return self._close(channel)
            case ("try_send", channel, value):
                return "closed" if self.pipes[channel].is_closed else f"sent {self._try_send(channel, value)}"
            case ("try_receive", channel):
                return self._try_receive(channel) or "nothing"
            case ("select", cases, has_default):
                return self._select(task, cases, has_default)
            case _:
                return self._try(operation) or self._wait(task, [operation], is_select=False)

    def _wait(self, task: int, cases: list[Operation], *, is_select: bool) -> None:
        self.waiting.append(Waiter(task, cases, is_select))

    def _try(self, case: Operation) -> str | None:
        kind, channel, *value = case
        if kind == "receive":
            return self._try_receive(channel)
        if self.pipes[channel].is_closed:
            return "closed"
        return "sent True" if self._try_send(channel, value[0]) else None

    def _try_send(self, channel: int, value: int) -> bool:
        pipe = self.pipes[channel]
        if self._hand_over("receive", channel, f"got {value}"):
            return True
        if len(pipe.kept) < pipe.capacity:
            pipe.kept.append(value)
            return True
        return False

    def _try_receive(self, channel: int) -> str | None:
        pipe = self.pipes[channel]
        if pipe.kept:
            value = pipe.kept.pop(0)
            moved = self._hand_over("send", channel, "sent True")
            if moved is not None:
                pipe.kept.append(moved)
            return f"got {value}"
        moved = self._hand_over("send", channel, "sent True")
        if moved is not None:
            return f"got {moved}"
        return "ended" if pipe.is_closed else None

    def _hand_over(self, kind: str, channel: int, result: str) -> int | None:
        """Wake the first that waits for this; returns the value it sends (1 if it receives), None without one."""
        for waiter in self.waiting:
            for place, case in enumerate(waiter.cases):
                if case[:2] == (kind, channel):
                    self.waiting.remove(waiter)
                    self._wake(waiter, place, result)
                    return case[2] if kind == "send" else 1
        return None

    def _wake(self, waiter: Waiter, place: int, result: str) -> None:
        if not waiter.is_select:
            self.ready.append(Woken(waiter.task, result))
            return
        shown = "closed" if result == "closed" else f"case {place} {result}"
        kind, channel, *_ = waiter.cases[place]
        self.ready.append(Woken(waiter.task, shown, (kind, channel)))

    def _close(self, channel: int) -> str:
        pipe = self.pipes[channel]
        if not pipe.is_closed:
            pipe.is_closed = True
            while self._hand_over("receive", channel, "ended") is not None:
                pass
            while self._hand_over("send", channel, "closed") is not None:
                pass
        return "shut"

    def _select(self, task: int, cases: list[Operation], has_default: bool) -> str | None:
        patient = sorted(range(len(cases)), key=lambda place: self.pipes[cases[place][1]].served[cases[place][0]])
        for place in patient:
            result = self._try(cases[place])
            if result == "closed":
                return "closed"
            if result is not None:
                self._count(cases[place][0], cases[place][1])
                return f"case {place} {result}"
        if has_default:
            return "default"
        return self._wait(task, cases, is_select=True)

    def _count(self, kind: str, channel: int) -> None:
        self.ticks += 1
        self.pipes[channel].served[kind] = self.ticks
