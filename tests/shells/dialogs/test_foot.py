"""The foot of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.core.live import Place, Problem
from shells.dialogs.foot import Foot
from shells.widgets.elided import ElidedLabel


@pytest.fixture
def foot(shown):
    return shown(Foot([("command", "Command", "F1"), ("code", "Code", "F2")]), 500, 40)


def test_foot_shows_the_newest_problem_with_its_place_once(foot):
    wrong = Problem("kick.lua:2: boom", "script:kick", Place("kick", 2), number=3)
    foot.show_problems([Problem("older", number=2), wrong])
    assert foot.text() == "kick:2: boom"

    foot.show_news("Saved")
    foot.show_problems([wrong])

    assert foot.text() == "Saved"


def test_foot_is_clicked_for_more(foot):
    clicks = []
    foot.problem_clicked.connect(lambda: clicks.append("clicked"))
    label = foot.findChild(ElidedLabel)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert clicks == []

    foot.show_problem("a problem")
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)

    assert clicks == ["clicked"]


def test_foot_shortens_long_words_and_keeps_them_in_full(foot):
    words = "a problem that is told at such length that no window is wide enough to show the whole of it at once"
    foot.show_problem(words)
    label = foot.findChild(ElidedLabel)

    assert label.text().endswith("…")
    assert label.toolTip() == words
    assert foot.width() == 500


def test_problem_that_was_put_right_is_told_no_longer(foot):
    foot.show_problems([Problem("kick.lua:2: boom", "script:kick", Place("kick", 2), number=3)])
    foot.forgive("bass")
    assert foot.text() == "kick:2: boom"

    foot.forgive("kick")
    assert foot.text() == ""


def test_news_stay_when_a_problem_was_put_right(foot):
    foot.show_problems([Problem("kick.lua:2: boom", "script:kick", Place("kick", 2), number=3)])
    foot.show_news("Saved")

    foot.forgive("kick")

    assert foot.text() == "Saved"
