"""Answers from the window that a script waits for, in its worker."""

from __future__ import annotations

import os
from itertools import count

_NUMBERS = count(1)  # of all scripts in this process; a copy of it has another process number


class Answers:
    """Who asked what, by a name that no other worker uses."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}  # by ask, why it failed; empty when it is done
        self._waited_for: set[str] = set()

    def next_ask(self) -> str:
        """Return a name for what is asked next."""
        ask = f"{os.getpid()}.{next(_NUMBERS)}"
        self._waited_for.add(ask)
        return ask

    def take(self, ask: str, failure: str) -> None:
        """Take an answer, if it is one of this script's and still waited for."""
        if ask in self._waited_for:
            self._waited_for.remove(ask)
            self.given[ask] = failure
