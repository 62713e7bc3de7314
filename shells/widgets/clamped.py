"""Words on a few lines: wrapped where they have to be, and ended by an ellipsis where there is no more room."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

_NARROWEST = 60  # pixels that it is laid out for at least


class ClampedLabel(QLabel):
    """Shows words; `clicked` when there are any. Its tool tip says all of them."""

    clicked = Signal()

    def __init__(self, most_lines: int) -> None:
        super().__init__()
        self.words = ""
        self._most = most_lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str, colour: str = "") -> None:
        """Show `words`, in `colour` where one is given."""
        self.words = " ".join(words.split())
        self.setToolTip(words)
        if colour:
            self.setStyleSheet(f"color: {colour}")
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """Fewer lines where it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines, at that width."""
        return max(1, len(self._lines(width))) * ceil(QFontMetricsF(self.font()).lineSpacing())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on words."""
        if self.words and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitted = "\n".join(self._lines(self.width()))
        if fitted != self.text():
            self.setText(fitted)

    def _lines(self, width: int) -> list[str]:
        self.ensurePolished()  # the style sheet may have another font for it
        layout = QTextLayout(self.words, self.font())
        layout.setTextOption(_WRAPPED)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(_NARROWEST, width))
            rest = self.words[line.textStart() :]
            if len(lines) == self._most - 1:
                lines.append(self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, max(_NARROWEST, width)))
                break
            lines.append(rest[: line.textLength()].rstrip())
        layout.endLayout()
        return lines


_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
