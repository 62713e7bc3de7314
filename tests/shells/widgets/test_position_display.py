"""Where the music is, in figures and lamps."""

from __future__ import annotations

import pytest

from shells.theme import current_theme
from shells.widgets.position_display import PositionDisplay


def lit(display: PositionDisplay) -> set[str]:
    image = display.grab().toImage()
    return {image.pixelColor(x, 34).name() for x in range(image.width())}


@pytest.fixture
def display(shown):
    made = PositionDisplay()
    made.setFixedSize(made.sizeHint())
    return shown(made)


def test_position_is_told_as_bar_and_beat(display):
    display.show_playhead(12, 3.75, True)

    assert display.text() == "12.3"


def test_lamp_of_the_beat_is_bright_in_its_first_half_and_dark_when_stopped(display):
    colours = current_theme().colours
    display.show_playhead(1, 2.1, True)
    assert colours.accent in lit(display)
    display.show_playhead(1, 2.6, True)
    assert colours.accent_deep in lit(display)
    display.show_playhead(1, 2.1, False)

    assert not {colours.accent, colours.accent_deep} & lit(display)


@pytest.mark.parametrize("beats_per_bar", [1, 3, 4, 7, 32])
def test_every_beat_of_a_bar_has_a_lamp_to_light(display, beats_per_bar):
    display.show_metre(beats_per_bar)
    for beat in range(1, beats_per_bar + 1):
        display.show_playhead(1, float(beat), True)
        assert current_theme().colours.accent in lit(display)
