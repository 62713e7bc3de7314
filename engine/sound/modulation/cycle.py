"""Where in its cycle something periodic is: in time with the music, or by its own rate. A function of the frame."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from engine.core.units import Frame, exact
from engine.sound.modulation.shapes import Counts, Signal
from engine.sound.studio import Studio


class Turns(NamedTuple):
    """How many cycles have passed at some frames: whole ones, and the part of the one under way."""

    counts: Counts
    phase: Signal  # from 0 to below 1


class Cycle:
    """A clock of cycles. It moves in a straight line from its last bend, so nothing adds up, whatever the slices.

    With `sync` and never restarted it keeps to the beats of the music; else it runs on from where it was, at its rate
    or, with `sync`, at the tempo's.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._rate_hz = 1.0
        self._sync = Fraction(0)
        self._is_locked = False
        self._from_frame: Frame = studio.now
        self._from_count = 0
        self._from_phase = 0.0
        self._per_frame = self._speed()

    def set(self, rate_hz: float, sync_beats: float, *, may_lock: bool) -> None:
        """Take a rate, which counts where the beats are 0; `may_lock` is whether it may keep to the music's beats."""
        sync = exact(sync_beats)
        is_locked = may_lock and sync > 0
        if (rate_hz, sync, is_locked) != (self._rate_hz, self._sync, self._is_locked):
            self._stay()
            self._rate_hz, self._sync, self._is_locked = rate_hz, sync, is_locked
            self.follow_tempo()

    def restart(self) -> None:
        """Begin a cycle at this frame; it is the first."""
        self._is_locked = False
        self._from_frame, self._from_count, self._from_phase = self._studio.now, 0, 0.0
        self._per_frame = self._speed()

    def follow_tempo(self) -> None:
        """Take up where the music is and how fast it goes."""
        self._stay()
        self._per_frame = self._speed()
        if self._is_locked:
            turns = self._studio.beat / self._sync
            self._from_frame = self._studio.beat_frame
            self._from_count = turns.__floor__()
            self._from_phase = float(turns - self._from_count)

    def turns(self, now: Frame, frames: int, ahead: float = 0.0) -> Turns:
        """Return where it is at each of `frames` from `now` on; `ahead` is added, in cycles."""
        passed = self._passed(now, frames) + ahead
        whole = np.floor(passed)
        return Turns(whole.astype(np.int64) + self._from_count, passed - whole)

    def first_turn(self, now: Frame, frames: int) -> Signal:
        """Return how far through its first cycle it is, from 0; just below 1 from the end of it on."""
        return np.minimum(self._passed(now, frames) + self._from_count, 1.0 - 1e-12)

    def _passed(self, now: Frame, frames: int) -> Signal:
        since = np.arange(now - self._from_frame, now - self._from_frame + frames, dtype=np.float64)
        passed: Signal = self._from_phase + since * self._per_frame
        return passed

    def _stay(self) -> None:
        """Have the next line begin where the present one has come to."""
        counts, phase = self.turns(self._studio.now, 1)
        self._from_frame, self._from_count, self._from_phase = self._studio.now, int(counts[0]), float(phase[0])

    def _speed(self) -> float:
        if self._sync > 0:
            return float(self._studio.beats_per_frame / self._sync)
        return self._rate_hz / self._studio.rate
