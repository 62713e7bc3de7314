"""Euclidean rhythms, drawn, and what is played in them."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange
from engine.patterns.euclid import euclid, in_rhythm
from engine.patterns.mini.notation import mini


@pytest.mark.parametrize(
    ("onsets", "steps", "rotation", "drawn"),
    [
        (2, 5, 0, "x.x.."),
        (3, 4, 0, "xxx."),
        (3, 8, 0, "x..x..x."),
        (5, 8, 0, "x.xx.xx."),
        (4, 9, 0, "x.x.x.x.."),
        (7, 12, 0, "x.xx.x.xx.x."),
        (7, 16, 0, "x..x.x.x..x.x.x."),
        (0, 4, 0, "...."),
        (4, 4, 0, "xxxx"),
        (1, 1, 0, "x"),
        (-3, 8, 0, ".xx.xx.x"),
        (3, 8, 2, "x.x..x.."),
        (3, 8, -1, "..x..x.x"),
        (3, 8, 9, "x..x..x."),
    ],
)
def test_euclid_spreads_onsets_evenly(onsets, steps, rotation, drawn):
    assert "".join("x" if is_onset else "." for is_onset in euclid(onsets, steps, rotation)) == drawn


@pytest.mark.parametrize(
    ("onsets", "steps", "told"),
    [
        (1, 1_000_000_000, "1 to 100,000 steps, got 1,000,000,000"),
        (3, 0, "1 to 100,000 steps, got 0"),
        (9, 8, "8 steps for 9 onsets"),
        (-9, 8, "8 steps for 9 onsets"),
    ],
)
def test_euclid_refuses_rhythms_that_there_are_not(onsets, steps, told):
    with pytest.raises(OutOfRange, match=told):
        euclid(onsets, steps)


def test_in_rhythm_plays_what_is_heard_during_each_onset():
    events = in_rhythm(mini("a b"), euclid(2, 3)).query(0, 1)

    assert [(f"{event.part[0]}-{event.part[1]}", event.value, event.has_onset) for event in events] == [
        ("0-1/3", "a", True),
        ("1/3-1/2", "a", True),
        ("1/2-2/3", "b", False),
    ]
