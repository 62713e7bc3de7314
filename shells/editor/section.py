"""A section of the Editor shell: a heading with a count and a button, and what scrolls under it, or a hint."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shells.widgets.icons import icon


class Section(QWidget):
    """`content` is shown in a scroll area below the heading; `add_clicked` is what the button asks for."""

    add_clicked = Signal()

    def __init__(self, heading: str, add: str, hint: str, content: QWidget) -> None:
        super().__init__()
        self._count = QLabel()
        self._count.setProperty("look", "soft")
        self.add_button = QPushButton(icon("add"), add)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button.clicked.connect(self.add_clicked)
        self._hint = QLabel(hint)
        self._hint.setProperty("look", "soft")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(16, 18, 16, 18)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(self._inside(content))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 4, 0)
        self._column.setSpacing(8)
        self._column.addLayout(self._heading(heading))
        self._column.addWidget(self.scroll_area, 1)

    def show_count(self, count: int, is_empty: bool) -> None:
        """Show how many there are, and the hint where there is nothing to show."""
        self._count.setText(str(count) if count else "")
        self._hint.setVisible(is_empty)

    def reveal_widget(self, widget: QWidget) -> None:
        """Scroll to a widget of the content, which may have come just now."""
        QTimer.singleShot(0, widget, lambda: self.scroll_area.ensureWidgetVisible(widget))

    def put_above(self, widget: QWidget) -> None:
        """Keep `widget` between the heading and what scrolls."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(widget)
        self._column.insertLayout(1, row)

    def _heading(self, heading: str) -> QHBoxLayout:
        words = QLabel(heading)
        words.setProperty("look", "title")
        row = QHBoxLayout()
        row.setContentsMargins(2, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.add_button)
        return row

    def _inside(self, content: QWidget) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 12)
        column.addWidget(content)
        column.addWidget(self._hint)
        column.addStretch(1)
        return inside
