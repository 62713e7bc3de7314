"""A bar that tells of something grave without stopping the work: it stays until it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from shells.theme import current_theme
from shells.widgets.buttons import icon_button
from shells.widgets.icons import icon


class NoticeBar(QFrame):
    """One sentence, the newest; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colours = current_theme().colours
        self.setObjectName("notice")
        self.setStyleSheet(
            f"#notice {{ background: {colours.bad_deep}; }} #notice QLabel {{ color: {colours.on_bad}; }}"
        )
        mark = QLabel()
        mark.setPixmap(icon("problem", colours.bad).pixmap(16, 16))
        self._words = QLabel()
        self._words.setWordWrap(True)
        close = icon_button("close", "Close this notice", 14)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(mark)
        row.addWidget(self._words, 1)
        row.addWidget(close)
        self.hide()

    def show_notice(self, words: str) -> None:
        """Show `words`."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def text(self) -> str:
        """Return the sentence shown last."""
        return self._words.text()
