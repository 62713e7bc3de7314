"""The list of problems."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from engine.core.live import Place, Problem
from shells.dialogs.problem_list import ProblemList
from shells.problem_words import in_words, with_line


@pytest.fixture
def problems(qt_app):
    parent = QWidget()
    made = ProblemList(parent)
    made.parent_kept = parent
    return made


def test_problem_list_shows_the_newest_first(problems):
    problems.show_problems((Problem("older", number=1), Problem("newer", number=2)))

    assert [problems._list.item(row).text() for row in range(2)] == ["newer", "older"]


def test_problem_list_leads_to_a_place_and_nowhere_without_one(problems):
    places = []
    problems.place_chosen.connect(places.append)
    problems.show_problems((Problem("no place"), Problem("boom", place=Place("bass", 7))))

    for row in range(2):
        problems._list.itemActivated.emit(problems._list.item(row))

    assert places == [Place("bass", 7)]


@pytest.mark.parametrize(
    ("message", "place", "whole", "short"),
    [
        ("no device", None, "no device", "no device"),
        ("bass.lua:7: boom", Place("bass", 7), "bass:7: boom", "line 7: boom"),
        ("boom", Place("bass", 7), "bass:7: boom", "line 7: boom"),
        ("boom", Place("bass", 0), "boom", "boom"),
    ],
)
def test_problem_is_told_with_its_place_once(message, place, whole, short):
    problem = Problem(message, place=place)

    assert (in_words(problem), with_line(problem)) == (whole, short)
