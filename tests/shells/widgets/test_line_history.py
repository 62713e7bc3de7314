"""What was entered before."""

from __future__ import annotations

from shells.widgets.line_history import LineHistory


def with_lines(*lines: str) -> LineHistory:
    history = LineHistory()
    for line in lines:
        history.add(line)
    return history


def test_history_goes_back_and_forth_and_gives_the_draft_back():
    history = with_lines("one", "two")

    assert [history.older("dra"), history.older("two"), history.older("one")] == ["two", "one", "one"]
    assert [history.newer("one"), history.newer("two"), history.newer("dra")] == ["two", "dra", "dra"]


def test_history_keeps_no_line_that_repeats_the_one_before():
    assert with_lines("play", "play", "stop", "play").lines == ("play", "stop", "play")


def test_history_keeps_the_newest_hundred():
    history = with_lines(*(f"bpm {n}" for n in range(60, 180)))

    assert len(history.lines) == 100
    assert history.lines[0] == "bpm 80"


def test_history_that_is_empty_leaves_the_line_alone():
    history = LineHistory()

    assert (history.older("x"), history.newer("x")) == ("x", "x")
