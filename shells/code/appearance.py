"""Dresses a Scintilla editor in the theme: styles of Lua, margins, marks, caret and selection."""

from __future__ import annotations

from PySide6.QtGui import QColor

from shells.code.surface import Surface
from shells.theme import Theme, installed_family

# Style numbers: 0 to 20 are the Lua lexer's, 32 to 39 Scintilla's own, the rest is free.
_DEFAULT, _LINE_NUMBER, _BRACE, _BRACE_BAD, _GUIDE, _CALL_TIP, _FOLDED = 32, 33, 34, 35, 37, 38, 39
MISTAKE_STYLE = 41
COMMENT_STYLES = frozenset({1, 2, 3})
STRING_STYLES = frozenset({6, 7, 8, 12})

SYMBOL_MARGIN, NUMBER_MARGIN, FOLD_MARGIN, GAP_MARGIN = 0, 1, 2, 3
_SYMBOLS, _NUMBERS, _COLOUR = 0, 1, 6  # kinds of margin

MISTAKE_MARK, MISTAKE_GROUND, RAN_GROUND, FAILED_GROUND, ARMED_GROUND = 0, 1, 2, 3, 4
_BACKGROUND = 22  # the marker symbol that colours a line
_SHORT_ARROW = 4
_CHARACTER = 10000  # and the one that is a letter, to which the letter's number is added
_UNDER_TEXT = 1  # layer
_OUR_MARKS = 0x01FFFFFF  # markers 0 to 24: a ground, too, is drawn only if some margin owns it
_FOLD_MARKS = 0xFE000000  # markers 25 to 31

FOUND, WARNED, HINTED = 8, 9, 10  # indicators: what a search found, and what is very probably not meant
_ROUND_BOX, _DOTS, _SQUIGGLE = 7, 10, 11


def dress(surface: Surface, theme: Theme) -> None:
    """Give `surface` every colour, font and mark of `theme`."""
    _set_styles(surface, theme)
    _set_caret_and_selection(surface, theme)
    _set_margins(surface, theme)
    _set_fold_marks(surface, theme)
    _set_marks(surface, theme)


def colour_number(colour: str) -> int:
    """Return #rrggbb as Scintilla wants it, red lowest."""
    rgb = QColor(colour)
    return rgb.red() | rgb.green() << 8 | rgb.blue() << 16


def opaque(colour: str, alpha: int = 255) -> int:
    """Return #rrggbb as an element's colour, with an opacity of 0 to 255."""
    return colour_number(colour) | alpha << 24


def set_glow(surface: Surface, marker: int, alpha: int) -> None:
    """Make the ground of marked lines shine with an opacity of 0 to 255, under the text."""
    surface.markerSetAlpha(marker, alpha)
    surface.markerSetLayer(marker, _UNDER_TEXT)  # setting an opacity lifts it above the text


def _set_styles(surface: Surface, theme: Theme) -> None:
    code, fonts = theme.code, theme.fonts
    surface.styleResetDefault()
    surface.styleSetFont(_DEFAULT, installed_family(fonts.mono))
    surface.styleSetSizeFractional(_DEFAULT, round(fonts.code_points * 100))
    surface.styleSetFore(_DEFAULT, colour_number(code.text))
    surface.styleSetBack(_DEFAULT, colour_number(code.background))
    surface.styleClearAll()
    for styles, colour in (
        ((1, 2, 3), code.comment),
        ((4,), code.number),
        ((5,), code.keyword),
        ((6, 7, 8, 12), code.string),
        ((10,), code.operator),
        ((13, 14, 15, 16), code.api),
        ((20,), code.label),
        ((_LINE_NUMBER, _FOLDED), code.line_number),
        ((_BRACE,), code.brace),
        ((_BRACE_BAD,), code.brace_bad),
        ((_GUIDE,), code.guide),
        ((MISTAKE_STYLE,), theme.colours.on_bad),
    ):
        for style in styles:
            surface.styleSetFore(style, colour_number(colour))
    surface.styleSetBack(_LINE_NUMBER, colour_number(code.background))
    surface.styleSetBack(MISTAKE_STYLE, colour_number(theme.colours.bad_deep))
    surface.styleSetItalic(1, True)
    surface.styleSetItalic(2, True)
    surface.styleSetItalic(3, True)
    surface.styleSetBold(_BRACE, True)
    surface.styleSetBold(_BRACE_BAD, True)
    _set_call_tip(surface, theme)


def _set_call_tip(surface: Surface, theme: Theme) -> None:
    surface.callTipSetBack(colour_number(theme.colours.raised))
    surface.callTipSetFore(colour_number(theme.colours.text_soft))
    surface.callTipSetForeHlt(colour_number(theme.colours.accent))


def _set_caret_and_selection(surface: Surface, theme: Theme) -> None:
    code, colours = theme.code, theme.colours
    for element, colour in (
        (0, opaque(colours.text)),  # list
        (1, opaque(colours.raised)),
        (2, opaque(colours.text)),  # chosen in the list
        (3, opaque(colours.selection)),
        (11, opaque(colours.selection)),  # selection
        (13, opaque(colours.selection)),  # additional selections
        (15, opaque(colours.selection)),
        (17, opaque(colours.hover)),  # without the focus
        (19, opaque(colours.hover)),
        (40, opaque(code.caret)),
        (41, opaque(colours.cool)),  # additional carets
        (50, opaque(code.current_line)),
        (80, opaque(colours.outline)),  # line under what is folded
    ):
        surface.setElementColour(element, colour)
    surface.setSelectionLayer(0)
    surface.setCaretLineVisibleAlways(True)
    surface.setCaretWidth(2)
    surface.setExtraAscent(2)
    surface.setExtraDescent(2)
    surface.setIndentationGuides(3)


def _set_margins(surface: Surface, theme: Theme) -> None:
    ground = colour_number(theme.code.background)
    surface.setMargins(4)
    for margin, kind, width, mask in (
        (SYMBOL_MARGIN, _SYMBOLS, 18, _OUR_MARKS),
        (NUMBER_MARGIN, _NUMBERS, 30, 0),
        (FOLD_MARGIN, _SYMBOLS, 18, _FOLD_MARKS),
        (GAP_MARGIN, _COLOUR, 6, 0),
    ):
        surface.setMarginTypeN(margin, kind)
        surface.setMarginWidthN(margin, width)
        surface.setMarginMaskN(margin, mask)
        surface.setMarginBackN(margin, ground)
    surface.setMarginSensitiveN(FOLD_MARGIN, True)
    surface.setFoldMarginColour(True, ground)
    surface.setFoldMarginHiColour(True, ground)
    surface.setMarginLeft(2)


def _set_fold_marks(surface: Surface, theme: Theme) -> None:
    surface.setAutomaticFold(7)
    surface.setFoldFlags(16)  # a line below what is folded
    empty, closed, opened = 5, _CHARACTER + ord("▸"), _CHARACTER + ord("▾")
    for marker, symbol in (
        (25, closed),
        (26, opened),
        (27, empty),
        (28, empty),
        (29, empty),
        (30, closed),
        (31, opened),
    ):
        surface.markerDefine(marker, symbol)
        surface.markerSetFore(marker, colour_number(theme.code.line_number))
        surface.markerSetBack(marker, colour_number(theme.code.background))


def _set_marks(surface: Surface, theme: Theme) -> None:
    colours = theme.colours
    surface.markerDefine(MISTAKE_MARK, _SHORT_ARROW)
    surface.markerSetFore(MISTAKE_MARK, colour_number(colours.bad))
    surface.markerSetBack(MISTAKE_MARK, colour_number(colours.bad))
    for marker, colour, alpha in (
        (MISTAKE_GROUND, colours.bad, 40),
        (RAN_GROUND, colours.accent, 0),
        (FAILED_GROUND, colours.bad, 0),
        (ARMED_GROUND, colours.accent_deep, 64),
    ):
        surface.markerDefine(marker, _BACKGROUND)
        surface.markerSetBack(marker, colour_number(colour))
        set_glow(surface, marker, alpha)
    surface.indicSetStyle(FOUND, _ROUND_BOX)
    surface.indicSetFore(FOUND, colour_number(theme.code.found))
    surface.indicSetAlpha(FOUND, 50)
    surface.indicSetOutlineAlpha(FOUND, 140)
    surface.indicSetUnder(FOUND, True)
    for indicator, look, colour in ((WARNED, _SQUIGGLE, colours.warning), (HINTED, _DOTS, colours.text_faint)):
        surface.indicSetStyle(indicator, look)
        surface.indicSetFore(indicator, colour_number(colour))
        surface.indicSetUnder(indicator, True)
