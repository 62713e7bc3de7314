"""A layout in columns of one width: each widget goes to the shortest one, so panels of any height leave no holes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_NARROWEST = 240  # pixels


class Columns(QLayout):
    """As many columns as there is room for, at least one."""

    def __init__(self, least_width: int, gap: int, parent: QWidget | None = None) -> None:
        """Take the narrowest a column may be, and the space between them, in pixels."""
        super().__init__(parent)
        self._least = least_width
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put `item` last."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Wide as there is room, and no higher than needed."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high everything is in `width` pixels."""
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def sizeHint(self) -> QSize:
        """Return one column."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return one narrow column: what a widget would like is less than that nothing is cut off at the right."""
        return QSize(min(self._least, _NARROWEST), 0)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def _arrange(self, rect: QRect, is_trial: bool) -> int:
        columns = max(1, (rect.width() + self._gap) // (self._least + self._gap))
        columns = min(columns, max(1, len(self._items)))
        width = (rect.width() - self._gap * (columns - 1)) // columns
        heights = [0] * columns
        for item in self._items:
            column = heights.index(min(heights))
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if not is_trial:
                at = QPoint(rect.x() + column * (width + self._gap), rect.y() + heights[column])
                item.setGeometry(QRect(at, QSize(width, height)))
            heights[column] += height + self._gap
        return max(heights) - (self._gap if self._items else 0)
