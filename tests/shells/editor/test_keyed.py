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


def test_keyed_makes_a_widget_for_each_thing_in_their_order(labels):
    labels.follow([Pattern("a", 1), Pattern("b", 2)])

    assert [view.text() for _, view in labels.views()] == ["a", "b"]


def test_keyed_shows_anew_only_what_is_another_object(labels, shown_names):
    same, other = Pattern("a", 1), Pattern("b", 2)
    labels.follow([same, other])

    labels.follow([same, Pattern("b", 2, count=8)])

    assert shown_names == ["b"]
    assert len(labels) == 2


def test_keyed_takes_away_the_widget_of_what_is_gone(labels):
    labels.follow([Pattern("a", 1), Pattern("b", 2)])

    labels.follow([Pattern("b", 2)])

    assert [view.text() for _, view in labels.views()] == ["b"]
