"""Runs simulated threads on one real one, switching between them at lines of the code under test as a seed says.

A thread is a callable that takes one step. While a step runs, any line of the chosen files may be its last for a while:
other threads then take whole steps before it goes on, which is what a switch at that line looks like to it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import FrameType, ModuleType
from typing import Any

Step = Callable[[], None]
SELDOM = 40  # lines between two switches, on average


class Interleaving:
    """One order of events among all that could be, found again by its seed."""

    def __init__(self, seed: int, modules: tuple[ModuleType, ...]) -> None:
        """Let threads be interrupted at lines of `modules`."""
        self.random = Random(seed)
        self.switches = 0
        self._files = frozenset(module.__file__ for module in modules)
        self._most_lines = 2 * SELDOM
        self._lines_left = self.random.randrange(self._most_lines) + 1
        self._threads: Mapping[str, Step] = {}
        self._names: list[str] = []  # of those that may take steps now
        self._whole: frozenset[str] = frozenset()
        self._running = ""

    def meet(self, threads: Mapping[str, Step], whole: frozenset[str] = frozenset()) -> None:
        """Take the threads by name, before the first step; those that are `whole` are never interrupted."""
        self._threads, self._whole = threads, whole

    def take(self, name: str) -> None:
        """Let the thread of that name take a step, in the midst of which others may take theirs."""
        before, self._running = sys.gettrace(), name
        sys.settrace(None if name in self._whole else self._on_call)
        try:
            self._threads[name]()
        finally:
            sys.settrace(before)

    def play(self, steps: int, among: Sequence[str] = (), lines_between_switches: int = SELDOM) -> None:
        """Let those named or any take so many steps, and steps in the midst of each other's, which do not count."""
        self._most_lines = 2 * lines_between_switches
        self._lines_left = self.random.randrange(self._most_lines) + 1
        self._names = list(among or self._threads)
        for _ in range(steps):
            self.take(self.random.choice(self._names))

    def _on_call(self, frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any] | None:
        return self._on_line if frame.f_code.co_filename in self._files else None

    def _on_line(self, _frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        if event == "line":
            self._lines_left -= 1
            if not self._lines_left:
                self._lines_left = self.random.randrange(self._most_lines) + 1
                self._switch()
        return self._on_line

    def _switch(self) -> None:
        """Let the others go on for a step or a few; tracing is off meanwhile, so nobody interrupts them."""
        self.switches += 1
        for _ in range(self.random.choice((1, 1, 2, 3))):
            name = self.random.choice(self._names)
            if name != self._running:
                self._threads[name]()
