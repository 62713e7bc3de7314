"""How much is measured: enough for a number to be believed, or just enough to see that it runs."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import NamedTuple, Protocol


class Timed(Protocol):
    """Something to be timed."""

    def __call__(self) -> object:
        """Do it once."""


class Effort(NamedTuple):
    """What the command line asked for."""

    is_quick: bool = False
    seconds: float | None = None  # None is each section's own
    is_full: bool = False  # also what takes many minutes

    def lasting(self, usual_seconds: float) -> float:
        """Return how long something that runs for a time shall do so."""
        return self.seconds if self.seconds is not None else 0.5 if self.is_quick else usual_seconds

    def side_by_side(self, repeats: int, **candidates: Timed) -> dict[str, float]:
        """Return the median nanoseconds of a call of each; they take turns, so that a busy machine is fair to all."""
        rounds, repeats = (3, max(1, repeats // 20)) if self.is_quick else (15, repeats)
        times: dict[str, list[float]] = {name: [] for name in candidates}
        for _ in range(rounds):
            for name, candidate in candidates.items():
                began = perf_counter()
                for _ in range(repeats):
                    candidate()
                times[name].append((perf_counter() - began) / repeats * 1e9)
        return {name: median(values) for name, values in times.items()}
