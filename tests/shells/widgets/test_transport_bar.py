"""The bar on top of every shell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from engine.core.document import PlayState, Transport
from engine.core.live import DeviceStatus
from shells.widgets.buttons import StateButton
from shells.widgets.number_field import NumberField
from shells.widgets.position_display import PositionDisplay
from shells.widgets.status_items import TextCell
from shells.widgets.transport_bar import TransportBar


@pytest.fixture
def bar(shown):
    return shown(TransportBar(), 900, 56)


@pytest.fixture
def told(bar):
    heard: list[object] = []
    for name in ("play", "pause", "stop", "reset", "device", "late", "problems"):
        getattr(bar, f"{name}_clicked").connect(lambda name=name: heard.append(name))
    bar.tempo_changed.connect(heard.append)
    bar.tempo_gesture_started.connect(lambda: heard.append("start"))
    bar.tempo_gesture_finished.connect(lambda: heard.append("end"))
    return heard


def button(bar: TransportBar, name: str) -> StateButton:
    return next(b for b in bar.findChildren(StateButton) if b.accessibleName() == name)


def cell(bar: TransportBar, name: str) -> TextCell:
    return next(c for c in bar.findChildren(TextCell) if c.accessibleName() == name)


@pytest.mark.parametrize(("state", "lit"), [("playing", "Play"), ("paused", "Pause"), ("stopped", "Stop")])
def test_transport_bar_lights_the_button_of_the_state_it_is_told(bar, told, state, lit):
    bar.show_transport(Transport(state=PlayState(state)))

    assert [b.accessibleName() for b in bar.findChildren(StateButton) if b.isChecked()] == [lit]
    assert told == []


def test_transport_bar_lights_nothing_by_a_click_but_asks(bar, told):
    for name in ("Play", "Pause", "Stop"):
        QTest.mouseClick(button(bar, name), Qt.MouseButton.LeftButton)

    assert told == ["play", "pause", "stop"]
    assert button(bar, "Stop").isChecked()
    assert not button(bar, "Play").isChecked()


def test_transport_bar_takes_no_focus_by_a_click_so_that_space_still_plays(bar):
    before = bar.focusWidget()
    QTest.mouseClick(button(bar, "Play"), Qt.MouseButton.LeftButton)

    assert bar.focusWidget() is before


def test_transport_bar_takes_a_typed_tempo_with_decimals(bar, told):
    field = bar.findChild(NumberField)
    field.setFocus()
    QTest.keyClicks(field, "137.25")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == ["start", 137.25, "end"]


def test_transport_bar_shows_tempo_and_place(bar, told):
    bar.show_transport(Transport(bpm=93.5, beats_per_bar=3))
    bar.show_playhead(12, 3.25, True)

    assert bar.findChild(NumberField).text() == "93.50"
    assert bar.findChild(PositionDisplay).text() == "12.3"
    assert told == []


def test_transport_bar_says_when_there_is_no_device_and_why(bar):
    bar.show_status(DeviceStatus(message="PortAudio found no device"), late_count=0, problem_count=0)

    assert cell(bar, "Device").text() == "no device"
    assert cell(bar, "Device").toolTip() == "PortAudio found no device"


def test_transport_bar_shows_device_late_events_and_problems(bar, told):
    bar.show_status(DeviceStatus("Scarlett 2i2", True, underruns=2), late_count=3, problem_count=1)

    assert cell(bar, "Device").text() == "Scarlett 2i2"
    assert cell(bar, "Device").toolTip() == "Scarlett 2i2\n2 underruns"
    assert (cell(bar, "Late").text(), cell(bar, "Problems").text()) == ("3", "1")
    assert told == []


@pytest.mark.parametrize(("name", "word"), [("Device", "device"), ("Late", "late"), ("Problems", "problems")])
def test_transport_bar_cells_are_clicked_by_mouse_and_by_keys(bar, told, name, word):
    QTest.mouseClick(cell(bar, name), Qt.MouseButton.LeftButton)
    QTest.keyClick(cell(bar, name), Qt.Key.Key_Return)

    assert told == [word, word]


@pytest.mark.parametrize("width", [900, 1280, 2560])
def test_transport_bar_fits_its_window_even_with_a_long_device_name(bar, width):
    bar.show_status(DeviceStatus("Built-in Audio Analog Stereo " * 4, True), late_count=12345, problem_count=678)
    bar.resize(width, 56)

    assert bar.minimumSizeHint().width() <= 900
    for name in ("Device", "Late", "Problems"):
        assert cell(bar, name).geometry().right() < width


@pytest.mark.parametrize(("lufs", "words"), [(-14.23, "Master −14"), (float("-inf"), "Master"), (-90.0, "Master")])
def test_transport_bar_says_how_loud_the_master_is(bar, lufs, words):
    bar.show_loudness(lufs)

    assert words in [label.text() for label in bar.findChildren(QLabel)]
