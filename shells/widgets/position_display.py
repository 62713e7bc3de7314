"""Where the music is: bar and beat in large figures, and one lamp a beat."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shells.theme import current_theme, mono_font

_POINTS = 15.0
_MOST_LAMPS = 8
_LAMP = 3.2  # radius in pixels


class PositionDisplay(QWidget):
    """Bar and beat, both counted from 1. The lamp of the beat is bright in its first half."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._beat, self._is_first_half = 1, 1, False
        self._beats_per_bar = 4
        self._is_playing = False
        self.setFont(mono_font(_POINTS))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Position, bar and beat")

    def show_metre(self, beats_per_bar: int) -> None:
        """Show as many lamps as a bar has beats, where there is room for them."""
        self._beats_per_bar = beats_per_bar
        self.update()

    def show_playhead(self, bar: int, beat: float, is_playing: bool) -> None:
        """Show a place: bar from 1, beat in the bar from 1.0. Cheap when nothing that is seen has changed."""
        whole = int(beat)
        seen = (bar, whole, is_playing and beat - whole < 0.5, is_playing)
        if seen != (self._bar, self._beat, self._is_first_half, self._is_playing):
            self._bar, self._beat, self._is_first_half, self._is_playing = seen
            self.update()

    def text(self) -> str:
        """Return what the figures say, such as `12.3`."""
        return f"{self._bar}.{self._beat}"

    def sizeHint(self) -> QSize:
        """Return room for bar 9999."""
        return QSize(round(QFontMetricsF(self.font()).horizontalAdvance("9999.99")) + 4, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figures and the lamps."""
        text, is_playing = self.text(), self._is_playing
        colours = current_theme().colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(colours.text if is_playing else colours.text_soft))
            painter.drawText(
                QRectF(0, 1, self.width(), 26), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text
            )
            painter.setPen(Qt.PenStyle.NoPen)
            self._paint_lamps(painter)

    def _paint_lamps(self, painter: QPainter) -> None:
        colours = current_theme().colours
        lamps = min(self._beats_per_bar, _MOST_LAMPS)
        pitch = min(14.0, (self.width() - 8) / max(1, lamps))
        left = (self.width() - pitch * (lamps - 1)) / 2
        lit = (self._beat - 1) % lamps if self._is_playing else -1
        for lamp in range(lamps):
            bright = colours.accent if self._is_first_half else colours.accent_deep
            painter.setBrush(QColor(bright if lamp == lit else colours.hover))
            radius = _LAMP + (0.8 if lamp == lit and self._is_first_half else 0.0)
            painter.drawEllipse(QPointF(left + lamp * pitch, 34), radius, radius)
