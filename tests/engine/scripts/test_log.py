"""The log keeps the newest lines, and a reader learns what it missed."""

from __future__ import annotations

from engine.scripts.supervising.log import MOST_RINGS, LogLine, LogRing


def test_lines_are_numbered_without_gaps():
    log = LogRing()
    log.add("song", "info", "one")
    log.add("song", "warn", "two")

    assert log.since(0) == ([LogLine(1, "song", "info", "one"), LogLine(2, "song", "warn", "two")], 0)
    assert log.since(1) == ([LogLine(2, "song", "warn", "two")], 0)
    assert log.since(2) == ([], 0)


def test_reader_that_was_away_too_long_is_told_how_many_it_missed():
    log = LogRing(most=3)
    for number in range(10):
        log.add("song", "info", str(number))
    lines, missed = log.since(2)

    assert [line.text for line in lines] == ["7", "8", "9"]
    assert missed == 5
    assert log.count == 10


def test_script_that_prints_much_pushes_out_nobody_else_s_lines():
    log = LogRing(most=5)
    log.add("quiet", "info", "here")
    for number in range(100):
        log.add("loud", "info", str(number))
    lines, missed = log.since(0)

    assert [line.text for line in lines] == ["here", "95", "96", "97", "98", "99"]
    assert missed == 95


def test_scripts_that_come_and_go_leave_a_bounded_log():
    log = LogRing()
    for number in range(MOST_RINGS + 10):
        log.add(f"s{number}", "info", "x")
    lines, missed = log.since(0)

    assert (len(lines), missed) == (MOST_RINGS, 10)
