"""Problems in words."""

from __future__ import annotations

import pytest

from engine.core.live import LoopTrouble, Place, Problem, ScriptStatus
from shells.problem_words import in_words, lateness, loop_in_words, loops_in_words, put_right, with_line

BOOM = Problem("bass.lua:2: boom", "script:bass", Place("bass", 2))


def test_problem_says_its_place_once():
    assert in_words(BOOM) == "bass:2: boom"
    assert with_line(BOOM) == "line 2: boom"
    assert in_words(Problem("no such module")) == "no such module"


def test_script_is_put_right_when_it_had_a_problem_and_has_none():
    wrong, right = ScriptStatus("bass", "failed", problem=BOOM), ScriptStatus("bass", "live")

    assert put_right({"bass": wrong}, {"bass": right}) == ["bass"]
    assert put_right({"bass": wrong}, {"bass": wrong}) == []
    assert put_right({"bass": right}, {"bass": right}) == []
    assert put_right({}, {"bass": right}) == []
    assert put_right({"bass": wrong}, {}) == []


@pytest.mark.parametrize(
    ("status", "count", "words"),
    [
        (ScriptStatus("bass", late=3, late_line=7), 3, "bass: 3 late, last at line 7"),
        (ScriptStatus("bass", late=3), 3, "bass: 3 late"),
        (ScriptStatus("bass"), 2, "2 events came late"),
        (ScriptStatus("bass"), 0, "Nothing came late"),
    ],
)
def test_lateness_is_told_by_script_and_line(status, count, words):
    assert lateness({"bass": status}, count) == words


FALLEN = LoopTrouble("line", "no such note", 7, plays_on=True)
ENDED = LoopTrouble("hats", "boom")


def test_loop_in_trouble_says_what_became_of_it():
    assert loop_in_words(FALLEN) == "line plays its last good version: no such note"
    assert loop_in_words(ENDED) == "hats has ended: boom"


@pytest.mark.parametrize(
    ("troubles", "words"),
    [
        ([FALLEN], "line plays its last good version (line 7): no such note"),
        ([ENDED], "hats has ended: boom"),
        ([FALLEN, ENDED], "line (line 7) plays its last good version; hats has ended"),
        (
            [LoopTrouble("a", "", 1, plays_on=True), LoopTrouble("b", "", 2, plays_on=True), FALLEN],
            "a (line 1), b (line 2) and line (line 7) play their last good versions",
        ),
        ([ENDED, LoopTrouble("c", "")], "hats and c have ended"),
    ],
)
def test_loops_in_trouble_are_told_in_one_line(troubles, words):
    assert loops_in_words(troubles) == words
