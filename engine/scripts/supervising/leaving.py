"""Leaving: says when the handlers of `session:closing` have been called, so that the window need not guess."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.snapshot import Snapshot
from engine.scripts.supervising.backstage import Backstage
from engine.scripts.supervising.dispatching import Dispatching

EVENT = "session:closing"


class Leaving:
    """Who leaves a session is told at once where nobody listens. How long it waits for the others is its own affair."""

    def __init__(self, backstage: Backstage, dispatching: Dispatching) -> None:
        self._stage = backstage
        self._dispatching = dispatching
        self._told = 0  # the newest wish that was answered

    def look(self, snapshot: Snapshot) -> None:
        """Answer the newest wish to leave, once nobody is to be told of it any more."""
        leaving = snapshot.session.leaving
        if leaving > self._told and not self._dispatching.owes_event(EVENT):
            self._told = leaving
            self._stage.put(c.ReportLeft(number=leaving))
