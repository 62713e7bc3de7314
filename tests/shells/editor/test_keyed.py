"""One widget for each thing of a branch."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.core.document import Pattern
from shells.editor.keyed import Keyed


@pytest.fixture
def shown_names(qt_app):
    return []


@pytest.fixture
def labels(shown_names):
    parent = QWidget()
    made = Keyed(
        QVBoxLayout(parent),
        lambda thing: thing.number,
        lambda thing: QLabel(thing.name),
        lambda _, thing: shown_names.append(thing.name),
    )
    made.parent = parent
    return made


@pytest.fixture
def settle(qt_app):
    """Let all be made that is to be made."""

    def pump() -> None:
        for _ in range(40):
            qt_app.processEvents()

    return pump


def test_keyed_makes_a_widget_for_each_thing_in_their_order(labels, settle):
    labels.follow([Pattern("a", 1), Pattern("b", 2)])
    settle()

    assert [view.text() for _, view in labels.views()] == ["a", "b"]


def test_keyed_shows_anew_only_what_is_another_object(labels, shown_names, settle):
    same, other = Pattern("a", 1), Pattern("b", 2)
    labels.follow([same, other])
    settle()

    labels.follow([same, Pattern("b", 2, count=8)])

    assert shown_names == ["b"]
    assert len(labels) == 2


def test_keyed_takes_away_the_widget_of_what_is_gone(labels, settle):
    labels.follow([Pattern("a", 1), Pattern("b", 2)])
    settle()

    labels.follow([Pattern("b", 2)])

    assert [view.text() for _, view in labels.views()] == ["b"]


def test_keyed_makes_many_widgets_little_by_little_in_their_order(labels, settle):
    many = [Pattern(f"p{number}", number) for number in range(30)]
    labels.follow(many)
    assert (len(labels.views()), len(labels)) == (1, 30)

    settle()

    assert [view.text() for _, view in labels.views()] == [pattern.name for pattern in many]


def test_keyed_makes_the_widget_that_is_asked_for_at_once(labels):
    labels.follow([Pattern(f"p{number}", number) for number in range(30)])

    assert labels.view(lambda thing: thing.number == 20).text() == "p20"
    assert [view.text() for _, view in labels.views()] == [f"p{number}" for number in range(21)]
    assert labels.view(lambda thing: thing.number == 99) is None


def test_keyed_does_not_make_what_is_gone_meanwhile(labels, settle):
    labels.follow([Pattern(f"p{number}", number) for number in range(30)])
    labels.follow([Pattern("p1", 1), Pattern("p40", 40)])
    settle()

    assert [view.text() for _, view in labels.views()] == ["p1", "p40"]
