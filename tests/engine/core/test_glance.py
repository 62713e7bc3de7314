"""Where the music is, as players count it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core.glance import Glance


@pytest.mark.parametrize(
    ("beat", "beats_per_bar", "bar", "beat_of_bar"),
    [
        (Fraction(0), 4, 1, 1),
        (Fraction(7, 2), 4, 1, 4),
        (Fraction(4), 4, 2, 1),
        (Fraction(17, 2), 3, 3, 3),
    ],
)
def test_bars_and_beats_are_counted_from_one(beat, beats_per_bar, bar, beat_of_bar):
    glance = Glance(beat=beat, beats_per_bar=beats_per_bar)

    assert (glance.bar, glance.beat_of_bar) == (bar, beat_of_bar)
