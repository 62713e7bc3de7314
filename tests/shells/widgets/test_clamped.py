"""Words on a few lines, ended by an ellipsis where there is no more room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shells.widgets.clamped import ClampedLabel

LONG = "a sampler has no parameter that is called like this one, which is longer than any of them; did you mean volume?"


@pytest.fixture
def label(shown):
    made = ClampedLabel(3)
    shown(made, 200, 60)
    return made


def test_words_that_fit_stand_on_one_line(label):
    label.show_words("line 2: boom")

    assert label.text() == "line 2: boom"
    assert label.heightForWidth(200) < 2 * label.fontMetrics().height()


def test_long_words_take_three_lines_and_end_with_an_ellipsis_and_say_all_on_hover(label):
    label.show_words(LONG)

    lines = label.text().split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert LONG.startswith(" ".join(lines)[:-1])
    assert label.toolTip() == LONG


def test_wider_label_needs_fewer_lines(label):
    label.show_words(LONG)

    assert label.heightForWidth(2000) < label.heightForWidth(200)


def test_word_longer_than_a_line_is_broken(label):
    label.show_words("x" * 60)

    assert all(label.fontMetrics().horizontalAdvance(line) <= 200 for line in label.text().split("\n"))
    assert "…" not in label.text() or len(label.text().split("\n")) == 3


def test_click_is_told_where_there_are_words(label):
    told = []
    label.clicked.connect(lambda: told.append(True))
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    label.show_words("boom")
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)

    assert told == [True]
