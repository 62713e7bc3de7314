"""A log that a flood cannot slow down."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy

from shells.theme import current_theme
from shells.widgets.log_view import LogView


@pytest.fixture
def log(shown):
    return shown(LogView(most_lines=100), 400, 200)


def lines(log: LogView) -> list[str]:
    log.flush()
    return log.toPlainText().split("\n")


def test_log_shows_lines_in_the_order_they_came(log):
    log.append("echo", "list")
    log.append("result", "kick", source="groove")

    assert lines(log) == ["list", "groove  kick"]


def test_log_draws_nothing_until_its_timer_does(log):
    drawn = QSignalSpy(log.textChanged)
    log.append("info", "one")
    assert log.toPlainText() == ""
    assert drawn.wait(5000)
    assert log.toPlainText() == "one"


def test_log_counts_repeats_of_the_last_line(log):
    for _ in range(4812):
        log.append("error", "no such module")

    assert lines(log) == ["no such module  ×4812"]


def test_log_goes_on_counting_a_line_that_is_shown_already(log):
    log.append("error", "again")
    log.flush()
    log.append("error", "again")
    log.append("error", "again")
    assert lines(log) == ["again  ×3"]
    log.append("info", "other")
    log.append("error", "again")

    assert lines(log) == ["again  ×3", "other", "again"]


def test_log_counts_on_when_a_repeat_and_a_new_line_come_together(log):
    log.append("error", "again")
    log.flush()
    log.append("error", "again")
    log.append("info", "other")

    assert lines(log) == ["again  ×2", "other"]


def test_log_tells_lines_of_another_level_or_source_apart(log):
    log.append("info", "same")
    log.append("warning", "same")
    log.append("warning", "same", source="groove")

    assert lines(log) == ["same", "same", "groove  same"]


def test_log_keeps_the_newest_lines_only_and_says_what_it_skipped(log):
    for number in range(1000):
        log.append("info", f"line {number}")
    shown = lines(log)

    assert len(shown) == 100
    assert shown[-1] == "line 999"
    assert "line 899" not in shown


def test_log_keeps_one_entry_of_several_lines_together(log):
    log.append("result", "kick\nsnare")
    log.append("result", "kick\nsnare")
    log.flush()

    assert log.document().blockCount() == 1
    log.copy_all()
    assert QGuiApplication.clipboard().text() == "kick\nsnare  ×2"


def test_log_colours_lines_by_level(log):
    log.append("error", "wrong")
    log.flush()
    fragment = log.document().firstBlock().begin().fragment()

    assert fragment.charFormat().foreground().color().name() == current_theme().colours.bad


def test_log_stays_at_the_end_only_while_a_player_looks_there(log):
    for number in range(90):
        log.append("info", f"line {number}")
    log.flush()
    bar = log.verticalScrollBar()
    assert bar.value() == bar.maximum()
    bar.setValue(5)
    log.append("info", "news")
    log.flush()

    assert bar.value() == 5


def test_log_forgets_everything_when_it_is_cleared(log):
    log.append("info", "shown")
    log.flush()
    log.append("info", "waiting")
    log.clear()
    log.append("info", "waiting")

    assert lines(log) == ["waiting"]
