"""Waking seconds: a clock that stands still while the machine sleeps, so that nobody is accused of having slept."""

from __future__ import annotations

LONGEST_STEP_SECONDS = 0.5  # that passes between two readings; ...
READ_EVERY_SECONDS = 0.25  # ... whoever waits for something on this clock reads it at least so often


class WakingClock:
    """Counts what passes between readings of another clock, but leaps neither forth nor back with it."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._read_last: float | None = None

    def read(self, now: float) -> float:
        """Return the waking seconds at `now`, as the other clock says."""
        before, self._read_last = self._read_last, now
        if before is not None:
            self._seconds += min(max(0.0, now - before), LONGEST_STEP_SECONDS)
        return self._seconds
