"""What a worker keeps to say."""

from __future__ import annotations

from engine.scripts import protocol as p
from engine.scripts.performing import worker
from engine.scripts.performing.worker import MOST_LINES_AT_ONCE, Lines


def test_lines_are_sent_in_their_order_and_forgotten():
    lines = Lines()
    lines.add("info", "one")
    lines.add("warn", "two")

    assert lines.take() == p.Printed((("info", "one"), ("warn", "two")))
    assert lines.take() is None


def test_flood_of_lines_is_cut_and_counted():
    lines = Lines()
    for number in range(MOST_LINES_AT_ONCE + 50):
        lines.add("info", str(number))
    taken = lines.take()

    assert (len(taken.lines), taken.dropped) == (MOST_LINES_AT_ONCE, 50)


def test_first_line_is_shown_at_once_and_the_next_when_it_is_time():
    lines = Lines()
    lines.add("info", "one")
    assert lines.is_time
    lines.take()
    assert not lines.is_time


def test_flood_is_cut_by_time_however_often_it_is_taken():
    lines = Lines()
    taken = 0
    for _ in range(50):
        for number in range(50):
            lines.add("info", str(number))
        printed = lines.take()
        taken += len(printed.lines) if printed is not None else 0

    assert taken <= 2 * MOST_LINES_AT_ONCE  # the second stretch may have begun meanwhile
    assert lines.has_more_to_tell


def test_what_was_dropped_last_is_told_when_the_stretch_is_over(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(worker, "monotonic", lambda: now[0])
    lines = Lines()
    for number in range(MOST_LINES_AT_ONCE + 5):
        lines.add("info", str(number))
    lines.take()
    lines.add("info", "late")
    assert lines.take() is None
    now[0] += 1.0

    assert lines.take() == p.Printed((), 1)
    assert not lines.has_more_to_tell
