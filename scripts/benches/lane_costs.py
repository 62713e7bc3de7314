"""What a lane costs beside the bare deque in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import count

from benches.effort import Effort
from benches.table import Result, at_most
from engine.core.commands import Command, Play
from engine.core.lane import CAPACITY, Lane

BURST = 64  # commands between two turns
LIMIT = 1.3


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the cost of offering and taking a command, beside a deque, and beside a deque in one plain function."""
    costs = effort.side_by_side(300, bare=_bare(), checked=_checked(), lane=_lane())
    bare, checked, lane = (costs[name] / BURST for name in ("bare", "checked", "lane"))
    yield at_most(
        "lane: offer and take",
        lane / bare,
        LIMIT,
        f"{lane:.0f} ns",
        f"bare deque {bare:.0f} ns",
        f"a plain Python function that only checks the length costs {checked / bare:.1f}x ({checked:.0f} ns): "
        "a call is more than a deque's append. The rest is the number that orders all lanes, the check of the thread, "
        "and the entry and ticket that are made for each command; 1.3x can be had only in C.",
    )


def _bare() -> Callable[[], None]:
    queue: deque[Command] = deque()
    command = Play()

    def burst() -> None:
        for _ in range(BURST):
            queue.append(command)
        for _ in range(BURST):
            queue.popleft()

    return burst


def _checked() -> Callable[[], None]:
    queue: deque[Command] = deque()
    command = Play()

    def offer(offered: Command) -> None:
        if len(queue) >= CAPACITY:
            raise OverflowError
        queue.append(offered)

    def burst() -> None:
        for _ in range(BURST):
            offer(command)
        for _ in range(BURST):
            queue.popleft()

    return burst


def _lane() -> Callable[[], None]:
    lane = Lane("bench", count(1))
    command = Play()

    def burst() -> None:
        for _ in range(BURST):
            lane.offer(command)
        lane.take_all()

    return burst
