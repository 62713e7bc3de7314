"""Meters: how loud the master is and how busy the engine is."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shells.theme import current_theme

_FLOOR_DB = -48.0
_LOUD_DB = -9.0
_HOT_DB = -1.0
_FALL, _MARK_FALL = 0.05, 0.015  # of the width, at each call: a bar that fell at once would flicker between notes
_BUSY, _OVERLOADED = 0.7, 0.9  # of the time there is


def peak_to_position(peak: float) -> float:
    """Return where a peak (1.0 is full scale) lies on a meter: 0.0 at -48 dB and below, 1.0 at 0 dB and above."""
    if peak <= 0.0:
        return 0.0
    return min(1.0, max(0.0, 1.0 - 20 * math.log10(peak) / _FLOOR_DB))


class PeakMeter(QWidget):
    """Peaks of left and right as two bars with a mark that stays at the highest for a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = (0.0, 0.0)
        self._held = (0.0, 0.0)
        self.setFixedWidth(96)
        self.setAccessibleName("Master level")
        self.setToolTip("Peaks of the master, left and right, -48 to 0 dB")

    def show_peaks(self, left: float, right: float) -> None:
        """Show the peaks since the last call; 1.0 is full scale. Bars fall with each call, their marks more slowly."""
        new = (peak_to_position(left), peak_to_position(right))
        now = (max(new[0], self._now[0] - _FALL), max(new[1], self._now[1] - _FALL))
        held = (max(now[0], self._held[0] - _MARK_FALL), max(now[1], self._held[1] - _MARK_FALL))
        if (now, held) != (self._now, self._held):
            self._now, self._held = now, held
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both bars."""
        now, held = self._now, self._held
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            for row in (0, 1):
                self._paint_bar(painter, 4.0 + row * 10, now[row], held[row])

    def _paint_bar(self, painter: QPainter, top: float, now: float, held: float) -> None:
        colours = current_theme().colours
        painter.fillRect(QRectF(0, top, self.width(), 8), QColor(colours.raised))
        loud, hot = 1 - _LOUD_DB / _FLOOR_DB, 1 - _HOT_DB / _FLOOR_DB
        for start, end, colour in ((0.0, loud, colours.good), (loud, hot, colours.accent), (hot, 1.0, colours.bad)):
            reach = min(now, end)
            if reach > start:
                painter.fillRect(QRectF(start * self.width(), top, (reach - start) * self.width(), 8), QColor(colour))
        if held > 0.01:
            colour = colours.bad if held >= hot else colours.text_soft
            painter.fillRect(QRectF(held * self.width() - 2, top, 2, 8), QColor(colour))


class LoadMeter(QWidget):
    """How much of the time there is for a block its computing takes, as a bar with a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._percent = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("DSP load")
        self.setToolTip("Time it takes to compute the sound, of the time there is")

    def show_load(self, load: float) -> None:
        """Show a load; 1.0 is all the time there is."""
        percent = min(999, round(load * 100))
        if percent != self._percent:
            self._percent = percent
            self.setAccessibleDescription(f"{percent} percent")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar and its number."""
        return QSize(60, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number over the bar."""
        percent = self._percent
        colours = current_theme().colours
        share = percent / 100
        colour = colours.bad if share >= _OVERLOADED else colours.warning if share >= _BUSY else colours.cool
        with QPainter(self) as painter:
            painter.setPen(QColor(colours.bad if share >= _OVERLOADED else colours.text))
            painter.drawText(QRectF(0, 1, self.width(), 18), Qt.AlignmentFlag.AlignVCenter, f"{percent}%")
            painter.fillRect(QRectF(0, 20, self.width(), 4), QColor(colours.raised))
            painter.fillRect(QRectF(0, 20, self.width() * min(1.0, share), 4), QColor(colour))
