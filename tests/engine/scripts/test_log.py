"""The log keeps the newest lines, and a reader learns what it missed."""

from __future__ import annotations

from engine.scripts.log import LogLine, LogRing


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
