"""The command palette: every action by its name, filtered as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from shells.action_set import first_key_text
from shells.actions import matching, plain_text
from shells.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

_KEYS_ROLE = Qt.ItemDataRole.UserRole + 1
_WIDTH, _ROW = 520, 30


class Palette(QDialog):
    """Asks which action; `chosen` carries its id, after the palette has gone."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._over = parent
        self.setWindowTitle("All actions")
        colours = current_theme().colours
        self.setObjectName("palette")
        self.setStyleSheet(
            f"#palette {{ border: 1px solid {colours.outline}; background: {colours.panel}; }}"
            "#palette QListWidget { border: none; background: transparent; }"
        )
        self._line = QLineEdit()
        self._line.setPlaceholderText("What do you want to do?")
        self._line.setAccessibleName("Find an action")
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._fill)
        self._line.returnPressed.connect(self._choose)
        self._list = QListWidget()
        self._list.setItemDelegate(_ActionRow(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self._choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self._fill("")

    def ask(self) -> None:
        """Show the palette at the top of its window, with nothing typed."""
        window = self._over.window()
        width = min(_WIDTH, window.width() - 40)
        self.resize(width, min(460, window.height() - 120))
        self.move(window.mapToGlobal(window.rect().topLeft()).x() + (window.width() - width) // 2, window.y() + 90)
        self._line.clear()
        self._fill("")
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the keyboard stays in the line."""
        moves: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in moves:
            last = self._list.count() - 1
            self._list.setCurrentRow(max(0, min(last, self._list.currentRow() + moves[event.key()])))
            return True
        return super().eventFilter(watched, event)

    def shown_ids(self) -> list[str]:
        """Return the actions that are listed now."""
        return [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]

    def _fill(self, words: str) -> None:
        self._list.clear()
        for spec in matching(words):
            item = QListWidgetItem(plain_text(spec))
            item.setData(Qt.ItemDataRole.UserRole, spec.id)
            item.setData(_KEYS_ROLE, first_key_text(spec))
            item.setToolTip(spec.summary)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self._list.currentItem()
        self.hide()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _ActionRow(QStyledItemDelegate):
    """A name on the left, its keys on the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = current_theme().colours
        painter.save()
        painter.setPen(QColor(colours.text if is_selected else colours.text_faint))
        at = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(_KEYS_ROLE))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW)
