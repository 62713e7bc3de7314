"""Telling: says to the engine how scripts are; at once what they came to, and in step what only counts on."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.live import ScriptStatus
from engine.core.units import Frame
from engine.scripts.supervising.backstage import Backstage
from engine.scripts.supervising.hand import Hand

TIMES_A_SECOND = 10  # that what counts on is told, of all scripts together: each time makes a snapshot


class Telling:
    """What was told of each script, and what is to be told soon."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage
        self._told: dict[str, ScriptStatus] = {}
        self._untold: set[Hand] = set()
        self._period = 0
        self._is_time = False

    def begin_look(self, frame: Frame) -> None:
        """Tell what has counted on, if it is time."""
        period = frame * TIMES_A_SECOND // self._stage.rules.rate
        self._is_time, self._period = period != self._period, period
        if self._is_time:
            untold, self._untold = self._untold, set()
            for hand in sorted(untold, key=lambda hand: hand.script):
                self.tell(hand)

    def tell(self, hand: Hand) -> None:
        """Tell how a script is, now or soon."""
        status, told = hand.status, self._told.get(hand.script)
        if status == told:
            self._untold.discard(hand)
        elif told is None or self._is_time or not _only_counts_on(told, status):
            self._untold.discard(hand)
            self._told[hand.script] = status
            self._stage.put(c.ReportScript(status=status))
        else:
            self._untold.add(hand)

    def leave(self, hand: Hand) -> None:
        """Whatever was still to be told of a hand is no longer so."""
        self._untold.discard(hand)

    def forget(self, hand: Hand, script: str) -> None:
        """A script is gone, or has another name."""
        self.leave(hand)
        if self._told.pop(script, None) is not None:
            self._stage.put(c.ForgetScript(script=script))

    @property
    def rest_seconds(self) -> float | None:
        """How long nobody need look; None is for ever."""
        return 1 / TIMES_A_SECOND if self._untold else None


def _only_counts_on(before: ScriptStatus, after: ScriptStatus) -> bool:
    """Whether nothing changed but numbers, and, of what repeats, what its last round failed of."""
    problem = before.problem if after.state == "repeating" else after.problem
    counted = replace(
        after, problem=problem, iterations=before.iterations, last_seconds=before.last_seconds,
        memory_bytes=before.memory_bytes, restarts=before.restarts,
    )  # fmt: skip
    return counted == before
