"""How fit a runtime of a pool still is, as a score from what it has been through. The rules are a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Verdict = Literal["healthy", "worn", "unhealthy"]

HEALTHY_FROM = 0.8
UNHEALTHY_BELOW = 0.5
REUSED_FROM = 0.7  # a runtime below is not given out again

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """What a runtime has been through."""

    uses: int = 0
    failures: int = 0  # uses that had to be stopped by force, or came upon a bug; a script's own mistakes do not count
    seconds: float = 0.0  # of all uses together
    memory_bytes: int = 0  # kept after the last use, when all that could be collected was
    idle_since: float = 0.0  # on the pool's clock

    def after_use(self, seconds: float, memory_bytes: int, now: float, *, has_failed: bool) -> Record:
        """Return the record with one use more."""
        return replace(
            self,
            uses=self.uses + 1,
            failures=self.failures + has_failed,
            seconds=self.seconds + seconds,
            memory_bytes=memory_bytes,
            idle_since=now,
        )


class Rule(NamedTuple):
    """More of something than `above` costs `penalty`."""

    what: Literal["average_seconds", "memory_bytes", "idle_seconds", "uses"]
    above: float
    penalty: float


RULES = (  # of those for one thing, the highest that applies counts
    Rule("average_seconds", 1.0, 0.3),
    Rule("average_seconds", 0.2, 0.2),
    Rule("average_seconds", 0.05, 0.1),
    Rule("memory_bytes", 100 * MB, 0.3),
    Rule("memory_bytes", 50 * MB, 0.2),
    Rule("memory_bytes", 10 * MB, 0.1),
    Rule("idle_seconds", 2 * 3600.0, 0.2),
    Rule("idle_seconds", 30 * 60.0, 0.1),
    Rule("uses", 10_000, 0.1),
    Rule("uses", 1_000, 0.05),
)


def score(record: Record, now: float) -> float:
    """Return how fit a runtime is, from 0 to 1: the share of its uses that went well, less what the rules take."""
    values = {
        "average_seconds": record.seconds / record.uses if record.uses else 0.0,
        "memory_bytes": record.memory_bytes,
        "idle_seconds": now - record.idle_since,
        "uses": record.uses,
    }
    went_well = 1.0 - record.failures / record.uses if record.uses else 1.0
    penalties: dict[str, float] = {}
    for rule in RULES:
        if values[rule.what] > rule.above:
            penalties[rule.what] = max(rule.penalty, penalties.get(rule.what, 0.0))
    return max(0.0, went_well - sum(penalties.values()))


def verdict(points: float) -> Verdict:
    """Return what a score means."""
    if points >= HEALTHY_FROM:
        return "healthy"
    return "worn" if points >= UNHEALTHY_BELOW else "unhealthy"
