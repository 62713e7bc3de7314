"""Draws the steps of one pattern. It reads what it is given and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.core.document import REST, Pattern, Step
from engine.core.units import note_name
from shells.theme import Colours, current_theme, small_font, translucent
from shells.widgets.step_layout import StepLayout

_RADIUS = 5.0
_NOTE_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class StepMarks:
    """Steps that stand out, by index."""

    playhead: int | None
    cursor: int | None
    hovered: int | None
    selected: range = range(0)


def paint_steps(painter: QPainter, pattern: Pattern, layout: StepLayout, marks: StepMarks) -> None:
    """Draw every step that plays, with the numbers of the beats above them."""
    colours = current_theme().colours
    painter.setFont(small_font())
    for index in range(pattern.count):
        step = pattern.steps[index] if index < len(pattern.steps) else REST
        cell = QRectF(*layout.place(index), layout.cell, layout.height)
        if index % layout.steps_per_beat == 0:
            _paint_beat(painter, cell, index // layout.steps_per_beat, colours)
        _paint_cell(painter, cell, step, index, marks, colours)
        if step.is_on and step.length is not None:
            _paint_length(painter, cell, index, step.length, layout)


def _paint_beat(painter: QPainter, cell: QRectF, beat: int, colours: Colours) -> None:
    painter.setPen(QColor(colours.text_faint))
    painter.drawText(QRectF(cell.x() + 2, cell.y() - 15, 40, 13), Qt.AlignmentFlag.AlignLeft, str(beat + 1))


def _paint_cell(painter: QPainter, cell: QRectF, step: Step, index: int, marks: StepMarks, colours: Colours) -> None:
    is_playing = index == marks.playhead
    lit = colours.accent if is_playing else colours.step
    painter.setPen(QPen(QColor(colours.outline if index == marks.hovered else colours.border), 1))
    painter.setBrush(_ground(step, is_playing, index == marks.hovered, colours))
    painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    if step.is_on:
        tall = max(6.0, cell.height() * min(1.0, step.velocity))
        painter.setBrush(QColor(lit))
        painter.drawRoundedRect(QRectF(cell.x(), cell.bottom() - tall, cell.width(), tall), _RADIUS, _RADIUS)
        if step.note is not None:
            _paint_note(painter, cell, note_name(step.note), tall, colours)
    if is_playing:
        _paint_ring(painter, cell.adjusted(0.5, 0.5, -0.5, -0.5), colours.accent, 1.5)
    if index in marks.selected:
        painter.setBrush(translucent(colours.cool, 0.28))
        painter.drawRoundedRect(cell, _RADIUS, _RADIUS)
    if index == marks.cursor:
        _paint_ring(painter, cell.adjusted(-1.5, -1.5, 1.5, 1.5), colours.cool, 2.0)


def _ground(step: Step, is_playing: bool, is_hovered: bool, colours: Colours) -> QColor:
    if is_playing:
        return translucent(colours.accent, 0.22)
    if step.is_on:
        return translucent(colours.step, 0.34 if is_hovered else 0.26)
    return QColor(colours.hover if is_hovered else colours.raised)


def _paint_note(painter: QPainter, cell: QRectF, name: str, tall: float, colours: Colours) -> None:
    is_inside = tall >= _NOTE_HEIGHT + 2
    painter.setPen(QColor(colours.window if is_inside else colours.text))
    top = cell.bottom() - _NOTE_HEIGHT - 1 if is_inside else cell.bottom() - tall - _NOTE_HEIGHT
    painter.drawText(QRectF(cell.x(), top, cell.width(), _NOTE_HEIGHT), Qt.AlignmentFlag.AlignCenter, name)
    painter.setPen(Qt.PenStyle.NoPen)


def _paint_ring(painter: QPainter, around: QRectF, colour: str, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(around, _RADIUS, _RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)


def _paint_length(painter: QPainter, cell: QRectF, index: int, length: float, layout: StepLayout) -> None:
    row_end = layout.left(layout.columns - 1) + layout.cell
    reach = index % layout.columns + length
    whole, part = int(reach), reach - int(reach)
    right = min(row_end, layout.left(whole) + part * layout.cell - (3.0 if not part else 0.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().colours.step))
    painter.drawRoundedRect(QRectF(cell.x(), cell.bottom() + 2, max(3.0, right - cell.x()), 2.5), 1.2, 1.2)
