"""Whole numbers that order beats: comparing two of them is many times faster than comparing fractions.

Beats that share a number lie less than a trillionth apart; where that matters the beats themselves are compared.
"""

from __future__ import annotations

from engine.core.units import Beat

_PER_BEAT_BITS = 40


def moment_of(ticks: int, grid: int) -> int:
    """Return the moment of the beat `ticks / grid`, rounded up: a later beat never has an earlier moment."""
    return -(-(ticks << _PER_BEAT_BITS) // grid)


def moment_of_beat(beat: Beat) -> int:
    """Return the moment of `beat`."""
    return moment_of(beat.numerator, beat.denominator)
