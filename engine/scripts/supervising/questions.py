"""Questions of one kind, in the order in which they were asked, and whether the player wants none of them any more."""

from __future__ import annotations

from collections import deque
from typing import Literal

from engine.core.live import Question
from engine.core.snapshot import Snapshot


class Questions:
    """What waits to be worked out."""

    def __init__(self, kind: Literal["line", "once", "states"]) -> None:
        self.waiting: deque[Question] = deque()
        self._kind = kind
        self._heard = 0  # number of the newest one
        self._interrupts = 0

    def hear(self, snapshot: Snapshot) -> None:
        """Take the new ones."""
        for question in snapshot.questions:
            if question.kind == self._kind and question.number > self._heard:
                self._heard = question.number
                self.waiting.append(question)

    def is_broken_off(self, snapshot: Snapshot) -> bool:
        """Whether everything under way was to be broken off since this was asked last."""
        before, self._interrupts = self._interrupts, snapshot.interrupts
        return before != snapshot.interrupts
