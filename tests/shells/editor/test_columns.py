"""The layout in columns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from shells.editor.columns import Columns


@pytest.fixture
def laid_out(qt_app):
    """Lay out boxes of these heights in a width, and return where each is."""

    def lay_out(heights: list[int], width: int) -> list[QRect]:
        parent = QWidget()
        columns = Columns(100, 10, parent)
        boxes = [QWidget() for _ in heights]
        for box, height in zip(boxes, heights, strict=True):
            box.setFixedHeight(height)
            columns.addWidget(box)
        columns.setGeometry(QRect(0, 0, width, 1000))
        return [box.geometry() for box in boxes]

    return lay_out


def test_columns_put_each_widget_into_the_shortest_column(laid_out):
    places = laid_out([100, 30, 30, 50], 210)

    assert [(place.x(), place.y()) for place in places] == [(0, 0), (110, 0), (110, 40), (110, 80)]


def test_columns_are_one_where_there_is_no_room_for_two(laid_out):
    assert [place.width() for place in laid_out([20, 20], 209)] == [209, 209]


def test_columns_share_the_width_evenly(laid_out):
    assert {place.width() for place in laid_out([20, 20, 20], 340)} == {106}


def test_columns_are_never_more_than_there_are_widgets(laid_out):
    assert [place.width() for place in laid_out([20], 1000)] == [1000]


def test_columns_say_how_high_they_are_in_a_width(qt_app):
    parent = QWidget()
    columns = Columns(100, 10, parent)
    for height in (100, 30, 30):
        box = QWidget()
        box.setFixedHeight(height)
        columns.addWidget(box)

    assert columns.heightForWidth(210) == 100
    assert columns.heightForWidth(100) == 180
