"""The look of the house: one theme file gives the palette, the style sheet and the colours of code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Template

import msgspec
from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours of everything but code, each as #rrggbb."""

    window: str  # behind everything
    panel: str  # a group of controls
    raised: str  # a control
    hover: str
    pressed: str
    edge: str  # a line that only separates
    border: str  # the edge of a control that is known by what it holds, the track of a fader
    outline: str  # a line that shows where a control is: 3 to 1 against its ground
    text: str
    text_soft: str
    text_faint: str
    accent: str  # what sounds, or is active
    accent_deep: str
    on_accent: str
    cool: str  # focus and selection
    selection: str
    step: str  # a step that is on
    good: str
    warning: str
    bad: str
    bad_deep: str
    on_bad: str


class CodeColours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours of code, each as #rrggbb."""

    background: str
    text: str
    keyword: str
    api: str  # names that Moonloop gives to scripts
    string: str
    number: str
    comment: str
    operator: str
    label: str
    line_number: str
    current_line: str
    caret: str
    guide: str
    brace: str
    brace_bad: str
    found: str  # what a search found


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Font families, the first that is installed wins, and sizes in points."""

    text: tuple[str, ...]
    mono: tuple[str, ...]
    text_points: float
    small_points: float
    code_points: float


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole look."""

    name: str
    colours: Colours
    code: CodeColours
    fonts: Fonts


@lru_cache(maxsize=1)
def current_theme() -> Theme:
    """Return the theme in use, read once from `resources/themes/stage.json`."""
    return msgspec.json.decode((RESOURCES / "themes" / "stage.json").read_bytes(), type=Theme)


def apply_theme(app: QApplication) -> Theme:
    """Give the whole application the theme's style, palette, font and style sheet."""
    theme = current_theme()
    QDir.setSearchPaths("icons", [str(RESOURCES / "icons")])
    app.setStyle("Fusion")
    app.setPalette(_palette(theme.colours))
    app.setFont(text_font())
    app.setStyleSheet(_style_sheet(theme))
    return theme


def text_font(points: float = 0.0) -> QFont:
    """Return the font of the interface, at its usual size unless `points` says another."""
    fonts = current_theme().fonts
    return _font(fonts.text, points or fonts.text_points)


def mono_font(points: float = 0.0) -> QFont:
    """Return the fixed-width font, at the interface's size unless `points` says another."""
    fonts = current_theme().fonts
    font = _font(fonts.mono, points or fonts.text_points)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def small_font() -> QFont:
    """Return the font of captions."""
    return text_font(current_theme().fonts.small_points)


def installed_family(wanted: tuple[str, ...]) -> str:
    """Return the first of `wanted` that this machine has, else the last."""
    installed = set(QFontDatabase.families())
    return next((family for family in wanted if family in installed), wanted[-1])


def translucent(colour: str, alpha: float) -> QColor:
    """Return `colour` with an opacity of `alpha`, 0.0 to 1.0."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


def _font(families: tuple[str, ...], points: float) -> QFont:
    font = QFont(installed_family(families))
    font.setFamilies([installed_family(families), *families])
    font.setPointSizeF(points)
    return font


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(colours.raised), QColor(colours.window))
    for where, colour in (
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.accent),
        (role.Base, colours.raised),
        (role.AlternateBase, colours.panel),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.PlaceholderText, colours.text_faint),
        (role.Link, colours.cool),
        (role.Accent, colours.cool),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.text_faint))
    return palette


def _style_sheet(theme: Theme) -> str:
    names = msgspec.structs.asdict(theme.colours)
    names["code_background"] = theme.code.background
    names["small"] = f"{theme.fonts.small_points:g}pt"
    names["mono"] = installed_family(theme.fonts.mono)
    return Template((RESOURCES / "themes" / "stage.qss").read_text("utf-8")).substitute(names)
