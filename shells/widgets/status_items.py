"""Cells of the transport bar: a small caption over a value, clickable where there is more to see."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from shells.theme import current_theme, small_font, text_font

CAPTION_HEIGHT = 14
VALUE_HEIGHT = 26


class CaptionedCell(QWidget):
    """A caption with another widget under it."""

    def __init__(self, caption: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = QLabel(caption)
        self._caption.setProperty("look", "caption")
        self._caption.setFixedHeight(CAPTION_HEIGHT)
        content.setFixedHeight(VALUE_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_caption(self, caption: str) -> None:
        """Show another caption."""
        self._caption.setText(caption)


class TextCell(QWidget):
    """A caption over a line of text that is elided where it is too long. Clicked by mouse, Space or Enter."""

    clicked = Signal()

    def __init__(self, caption: str, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._text = ""
        self._colour = current_theme().colours.text
        self._wanted = characters
        self.setFont(text_font())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(caption)

    def show_text(self, text: str, colour: str, tip: str = "") -> None:
        """Show `text` in `colour`; `tip` says it in full."""
        if (text, colour, tip) == (self._text, self._colour, self.toolTip()):
            return
        self._text, self._colour = text, colour
        self.setToolTip(tip or text)
        self.setAccessibleDescription(text)
        self.update()

    def text(self) -> str:
        """Return the whole text, however much of it is seen."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return room for so many characters as were asked for."""
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance("0") * self._wanted + 12, CAPTION_HEIGHT + VALUE_HEIGHT
        )

    def minimumSizeHint(self) -> QSize:
        """Return room for the caption and the beginning of the text."""
        caption = QFontMetrics(small_font()).horizontalAdvance(self._caption) + 12
        return QSize(caption, CAPTION_HEIGHT + VALUE_HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter click."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caption and as much of the text as fits."""
        text, colour = self._text, self._colour
        colours = current_theme().colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setBrush(QColor(colours.raised))
                painter.setPen(QPen(QColor(colours.cool)) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
            inside = self.rect().adjusted(6, 0, -6, 0)
            painter.setFont(small_font())
            painter.setPen(QColor(colours.text_faint))
            painter.drawText(inside.adjusted(0, 1, 0, 0), Qt.AlignmentFlag.AlignTop, self._caption)
            painter.setFont(self.font())
            painter.setPen(QColor(colour))
            seen = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside.adjusted(0, CAPTION_HEIGHT, 0, 0), Qt.AlignmentFlag.AlignVCenter, seen)
