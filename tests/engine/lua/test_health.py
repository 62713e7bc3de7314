"""The health of a pool's runtimes, and how many of them there should be."""

from __future__ import annotations

import pytest

from engine.lua.health import MB, Record, score, verdict
from engine.lua.sizing import Sizing


@pytest.mark.parametrize(
    ("record", "now", "points"),
    [
        (Record(), 0.0, 1.0),
        (Record(uses=10, failures=1), 0.0, 0.9),
        (Record(uses=1, failures=1), 0.0, 0.0),
        (Record(uses=10, seconds=0.5), 0.0, 1.0),
        (Record(uses=10, seconds=0.6), 0.0, 0.9),
        (Record(uses=10, seconds=2.1), 0.0, 0.8),
        (Record(uses=10, seconds=11.0), 0.0, 0.7),
        (Record(memory_bytes=10 * MB), 0.0, 1.0),
        (Record(memory_bytes=11 * MB), 0.0, 0.9),
        (Record(memory_bytes=51 * MB), 0.0, 0.8),
        (Record(memory_bytes=101 * MB), 0.0, 0.7),
        (Record(idle_since=0.0), 1800.0, 1.0),
        (Record(idle_since=0.0), 1801.0, 0.9),
        (Record(idle_since=0.0), 7201.0, 0.8),
        (Record(uses=1_001), 0.0, 0.95),
        (Record(uses=10_001), 0.0, 0.9),
        (Record(uses=20_000, failures=10_000, seconds=90_000.0, memory_bytes=200 * MB), 9_000.0, 0.0),
    ],
)
def test_score_is_what_went_well_less_the_highest_penalty_for_each_thing(record, now, points):
    assert score(record, now) == pytest.approx(points)


@pytest.mark.parametrize(
    ("points", "word"), [(1.0, "healthy"), (0.8, "healthy"), (0.79, "worn"), (0.5, "worn"), (0.49, "unhealthy")]
)
def test_verdict_on_a_score(points, word):
    assert verdict(points) == word


def test_record_adds_up_uses():
    record = Record().after_use(0.5, 100, 7.0, has_failed=False).after_use(1.0, 80, 9.0, has_failed=True)

    assert record == Record(uses=2, failures=1, seconds=1.5, memory_bytes=80, idle_since=9.0)


def after(*looks: tuple[int, int], least: int = 1, most: int = 20) -> int:
    sizing = Sizing(least, most)
    for in_use, size in looks:
        sizing.note(in_use, size)
    return sizing.wanted


def test_size_grows_where_most_are_in_use_and_never_beyond_the_most():
    assert after((4, 4)) == 6
    assert after((16, 16)) == 20
    assert after((10, 10)) == 15
    assert after((10, 10), most=12) == 12


def test_size_follows_what_was_needed_at_once():
    assert after((3, 6)) == 6


def test_size_shrinks_by_a_fifth_once_little_was_in_use_for_a_whole_window():
    assert after(*[(0, 10)] * 9) == 10
    assert after(*[(0, 10)] * 10) == 8
    assert after(*[(0, 10)] * 10, least=9) == 9


def test_size_stays_between():
    assert after(*[(5, 10)] * 30) == 10
