"""Where one movement of a hand begins and ends."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from shells.widgets.gesture import Gesture


@pytest.fixture
def gesture(shown):
    made = Gesture(shown(QWidget()))
    made.heard = []
    made.started.connect(lambda: made.heard.append("start"))
    made.finished.connect(lambda: made.heard.append("end"))
    return made


def test_gesture_begins_and_ends_once_however_often_it_is_told(gesture):
    for _ in range(3):
        gesture.begin()
    for _ in range(3):
        gesture.end()

    assert gesture.heard == ["start", "end"]


@pytest.mark.slow
def test_nudges_that_follow_soon_are_one_gesture_which_ends_by_itself(gesture):
    finished = QSignalSpy(gesture.finished)
    gesture.nudge()
    gesture.nudge()
    assert gesture.heard == ["start"]
    assert finished.wait(5000)

    assert gesture.heard == ["start", "end"]


def test_gesture_ends_when_its_widget_is_hidden(gesture):
    gesture.begin()
    gesture.parent().hide()

    assert gesture.heard == ["start", "end"]
