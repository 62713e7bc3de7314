"""The dot that says how a script is doing, the same on its tab and in the panel of all scripts."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from engine.core.live import ScriptStatus
from shells.code.status_words import Tone, plays_on, state_word
from shells.theme import current_theme

_RADIUS = 3.5  # pixels
_WIDTH, _HEIGHT = 16, 22  # pixels


class Dot(NamedTuple):
    """What a dot looks like."""

    tone: Tone = "quiet"
    is_filled: bool = False  # it does something, or cannot; a ring waits, has run, or has not
    is_halved: bool = False  # it plays on, and something is wrong


def dot_of(status: ScriptStatus | None) -> Dot:
    """Return how a script's dot looks."""
    tone = state_word(status).tone
    is_at_rest = status is None or status.state in ("idle", "stopped", "waiting", "stopping")
    return Dot(tone, is_filled=not is_at_rest, is_halved=plays_on(status))


def tone_colour(tone: Tone) -> str:
    """Return the colour of a tone, as #rrggbb."""
    colours = current_theme().colours
    return {
        "quiet": colours.text_faint,
        "done": colours.good,
        "good": colours.good,
        "armed": colours.accent,
        "bad": colours.bad,
    }[tone]


def paint_dot(painter: QPainter, middle: QPointF, dot: Dot) -> None:
    """Paint a dot round `middle`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if dot.is_halved:
        _paint_halves(painter, middle, tone_colour("good"), tone_colour("bad"))
        return
    colour = QColor(tone_colour(dot.tone))
    painter.setPen(colour)
    painter.setBrush(colour if dot.is_filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, _RADIUS, _RADIUS)


class StateDot(QWidget):
    """A dot in a row of words."""

    def __init__(self) -> None:
        super().__init__()
        self.dot = Dot()
        self.setFixedSize(_WIDTH, _HEIGHT)

    def show_dot(self, dot: Dot) -> None:
        """Look like this."""
        if dot != self.dot:
            self.dot = dot
            self.update()

    def paintEvent(self, event: object) -> None:
        """Paint it in the middle."""
        with QPainter(self) as painter:
            paint_dot(painter, QRectF(self.rect()).center(), self.dot)


def _paint_halves(painter: QPainter, middle: QPointF, left: str, right: str) -> None:
    radius = _RADIUS + 1.0
    around = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, from_degrees in ((left, 90), (right, 270)):
        painter.setBrush(QColor(colour))
        painter.drawPie(around, from_degrees * 16, 180 * 16)
