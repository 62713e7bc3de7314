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
        self.setObjectName("notice")
        self._is_grave = False
        self._mark = QLabel()
        self._words = QLabel()
        self._words.setWordWrap(True)
        close = icon_button("close", "Close this notice", 14)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(close)
        self.hide()

    def show_notice(self, words: str) -> None:
        """Show `words`, which tell of something grave."""
        self._show(words, is_grave=True)

    def show_calm(self, words: str) -> bool:
        """Show `words` that tell of nothing bad, and return True; False while something grave is to be read."""
        if self.isVisible() and self._is_grave:
            return False
        self._show(words, is_grave=False)
        return True

    def _show(self, words: str, is_grave: bool) -> None:
        colours = current_theme().colours
        ground, ink = (colours.bad_deep, colours.on_bad) if is_grave else (colours.raised, colours.text)
        self.setStyleSheet(f"#notice {{ background: {ground}; }} #notice QLabel {{ color: {ink}; }}")
        mark = icon("problem", colours.bad) if is_grave else icon("alert", colours.cool)
        self._mark.setPixmap(mark.pixmap(16, 16))
        self._is_grave = is_grave
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def text(self) -> str:
        """Return the sentence shown last."""
        return self._words.text()
