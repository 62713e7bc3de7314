"""One line of words that has an ellipsis where there is no room, and says itself in full on hover."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_NARROWEST = "Wide…"  # what is seen of any words


class ElidedLabel(QLabel):
    """Shows words; `clicked` when there are any."""

    clicked = Signal()

    def __init__(self, *, fills: bool = True) -> None:
        """Take whether it has whatever room its row has left, or only as much as its words need.

        The latter is for names, which are shortened in their middle: `kick-1` and `kick-2` differ at their end.
        """
        super().__init__()
        self.words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elide = Qt.TextElideMode.ElideRight if fills else Qt.TextElideMode.ElideMiddle
        width = QSizePolicy.Policy.Ignored if fills else QSizePolicy.Policy.Preferred
        self.setSizePolicy(width, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str, colour: str = "") -> None:
        """Show `words`, in `colour` where one is given."""
        self.words = " ".join(words.split("\n"))
        self.setToolTip(words)
        if colour:
            self.setStyleSheet(f"color: {colour}")
        self._fit()

    def sizeHint(self) -> QSize:
        """Return room for all the words."""
        return QSize(self._width_of(self.words), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the beginning of the words."""
        return QSize(min(self._width_of(_NARROWEST), self._width_of(self.words)), super().minimumSizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on words."""
        if self.words and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _width_of(self, words: str) -> int:
        self.ensurePolished()  # the style sheet may have another font for it
        return QFontMetrics(self.font()).horizontalAdvance(words) + 2 * self.margin() + 1

    def _fit(self) -> None:
        seen = self.fontMetrics().elidedText(self.words, self._elide, self.width())
        self.setText("" if seen == "…" else seen)
