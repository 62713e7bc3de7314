"""Turns the line drawings of `resources/icons` into icons of the theme's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shells.theme import RESOURCES, current_theme

_SIZES = (16, 20, 24, 32, 48, 64)


@lru_cache(maxsize=64)
def icon(name: str, colour: str = "", checked_colour: str = "") -> QIcon:
    """Return the drawing `name` in `colour` (the text's unless said), faint when disabled, in another when checked."""
    colours = current_theme().colours
    made = QIcon()
    _draw_into(made, name, colour or colours.text, QIcon.Mode.Normal, QIcon.State.Off)
    _draw_into(made, name, colours.text_faint, QIcon.Mode.Disabled, QIcon.State.Off)
    _draw_into(made, name, checked_colour or colour or colours.text, QIcon.Mode.Normal, QIcon.State.On)
    return made


def window_icon() -> QIcon:
    """Return the mark of Moonloop, in its own colours."""
    made = QIcon()
    for size in (*_SIZES, 128):
        made.addPixmap(_pixmap(_drawing("moonloop"), size))
    return made


def _draw_into(made: QIcon, name: str, colour: str, mode: QIcon.Mode, state: QIcon.State) -> None:
    drawing = _drawing(name).replace("currentColor", colour)
    for size in _SIZES:
        made.addPixmap(_pixmap(drawing, size), mode, state)


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")


def _pixmap(drawing: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    return pixmap
