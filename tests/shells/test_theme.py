"""One look, readable from the back of the room."""

from __future__ import annotations

import re

import msgspec
import pytest
from PySide6.QtGui import QColor

from shells.theme import RESOURCES, Theme, current_theme, mono_font, text_font
from shells.widgets.icons import icon, window_icon

COLOURS, CODE = current_theme().colours, current_theme().code
GROUNDS = (COLOURS.window, COLOURS.panel, COLOURS.raised)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = QColor(colour).getRgbF()[:3]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ["text", "text_soft", "text_faint", "accent", "cool", "good", "warning", "bad"])
def test_words_stand_out_from_every_ground(name, ground):
    assert contrast(getattr(COLOURS, name), ground) >= 4.5


@pytest.mark.parametrize("name", [f for f in CODE.__struct_fields__ if f in ("text", "api", "label") or f in (
    "keyword", "string", "number", "comment", "operator", "line_number")])  # fmt: skip
@pytest.mark.parametrize("ground", [CODE.background, CODE.current_line])
def test_code_stands_out_from_its_ground(name, ground):
    assert contrast(getattr(CODE, name), ground) >= 4.5


@pytest.mark.parametrize("name", ["text", "keyword", "api", "string", "number", "comment", "operator", "label"])
def test_code_stays_readable_while_selected(name):
    assert contrast(getattr(CODE, name), COLOURS.selection) >= 4.5


@pytest.mark.parametrize(
    ("word", "ground"),
    [
        (COLOURS.on_accent, COLOURS.accent),
        (COLOURS.on_bad, COLOURS.bad_deep),
        (COLOURS.window, COLOURS.step),
        (COLOURS.text, COLOURS.selection),
    ],
)
def test_words_on_coloured_grounds_stand_out(word, ground):
    assert contrast(word, ground) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ["cool", "accent", "step", "outline"])
def test_focus_playhead_steps_and_outlines_are_seen_against_every_ground(name, ground):
    assert contrast(getattr(COLOURS, name), ground) >= 3.0


def test_theme_file_with_an_unknown_colour_is_refused():
    content = (RESOURCES / "themes" / "stage.json").read_text("utf-8").replace('"window"', '"windw"')

    with pytest.raises(msgspec.ValidationError, match="windw"):
        msgspec.json.decode(content, type=Theme)


def test_style_sheet_has_every_colour_filled_in(qt_app):
    assert not re.findall(r"\$\w+", qt_app.styleSheet())
    assert COLOURS.accent in qt_app.styleSheet()


def test_fonts_are_installed_ones(qt_app):
    assert text_font().families()
    assert mono_font().families()
    assert mono_font(20.0).pointSizeF() == 20.0


@pytest.mark.parametrize("path", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_drawing_renders_in_the_colour_it_is_asked_for(qt_app, path):
    image = icon(path.stem, "#ff0000").pixmap(32, 32).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 250
    }

    assert colours
    if "currentColor" in path.read_text("utf-8"):
        assert colours == {"#ff0000"}


def test_window_has_an_icon(qt_app):
    assert not window_icon().isNull()
