"""One line of words that ends in an ellipsis where there is no room, and says itself in full on hover."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidedLabel(QLabel):
    """Shows words; `clicked` when there are any."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str, colour: str) -> None:
        """Show `words` in `colour`."""
        self.words = words.replace("\n", " ")
        self.setToolTip(words)
        self.setStyleSheet(f"color: {colour}")
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on words."""
        if self.words and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, self.width()))
