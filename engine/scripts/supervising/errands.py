"""Errands of scripts, from the crew's side: sees what became of each, tells whoever waits, and logs what failed.

Where there is no window, or it does not answer in time, the crew answers in its place: no script waits for ever.
"""

from __future__ import annotations

from collections.abc import Collection

from immutables import Map

from engine.core import commands as c
from engine.core.live import Errand
from engine.lua.api.errands import NO_WINDOW
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand
from engine.scripts.supervising.waking import READ_EVERY_SECONDS

PATIENCE_SECONDS = 30.0


class Errands:
    """Everything that scripts have asked of the window and were not told about yet."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage
        self._seen: Map[int, Errand] = Map()
        self._deadlines: dict[int, float] = {}  # of those under way
        self._told: set[int] = set()  # those that the engine has been asked to forget

    def look(self, moment: Moment, hands: Collection[Hand]) -> None:
        """Tell of what is done, failed, or took too long."""
        errands = moment.snapshot.errands
        if errands is self._seen and not self._is_any_late(moment.now):
            return
        self._seen = errands
        self._told &= set(errands)
        over = [
            (errand, why)
            for number, errand in sorted(errands.items())
            if number not in self._told and (why := self._outcome(errand, moment)) is not None
        ]
        for errand, why in over:
            self._tell(errand, why, hands)
        if over:
            numbers = tuple(errand.number for errand, _ in over)
            self._told.update(numbers)
            self._stage.put(c.ForgetErrands(numbers=numbers))

    def rest_seconds(self, now: float) -> float | None:
        """Return when to look whether the first of them has taken too long; None when none is under way."""
        return min(READ_EVERY_SECONDS, max(0.0, min(self._deadlines.values()) - now)) if self._deadlines else None

    def _is_any_late(self, now: float) -> bool:
        return any(deadline <= now for deadline in self._deadlines.values())

    def _outcome(self, errand: Errand, moment: Moment) -> str | None:
        """Why an errand failed; empty when it is done; None while it is under way."""
        is_asked, has_window = errand.state == "asked", moment.snapshot.has_window
        if is_asked and has_window and moment.now < self._deadline(errand, moment):
            return None
        self._deadlines.pop(errand.number, None)
        if not is_asked:
            return errand.message
        return f"the window did not do it within {PATIENCE_SECONDS:g} s" if has_window else NO_WINDOW

    def _deadline(self, errand: Errand, moment: Moment) -> float:
        return self._deadlines.setdefault(errand.number, moment.now + PATIENCE_SECONDS)

    def _tell(self, errand: Errand, why: str, hands: Collection[Hand]) -> None:
        """Tell the workers of whoever has, or had, that name: only the one that asked knows the question."""
        if errand.ask:
            asking = [hand for hand in hands if errand.script in (hand.script, *hand.was_called)]
            for seat in (seat for hand in asking for seat in hand.seats):
                self._stage.send(seat, p.Answered(errand.ask, why))
        if why:
            self._log(errand, why)

    def _log(self, errand: Errand, why: str) -> None:
        if errand.kind == "notice":
            self._stage.log(errand.script, "info", errand.what[0])
        elif why == NO_WINDOW:
            self._stage.log(errand.script, "warn", f"no window: {in_words(errand)} was not done")
        elif not errand.ask:  # whoever waits is told, at its own line
            self._stage.log(errand.script, "warn", f"{in_words(errand)} was not done: {why}")


def in_words(errand: Errand) -> str:
    """Return what was asked, as a script says it."""
    if errand.kind == "action":
        return f'action "{errand.what[0]}"'
    return f"keyPress {', '.join(errand.what)}"
