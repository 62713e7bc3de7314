"""What a worker keeps to say."""

from __future__ import annotations

from engine.scripts import protocol as p
from engine.scripts.worker import MOST_LINES_AT_ONCE, Lines


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
