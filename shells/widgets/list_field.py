"""A list of names in one line: `kick, snare, hat`. What is chosen from the menu is added at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shells.widgets.choice_field import TextField

_BETWEEN = ", "


class ListField(QWidget):
    """A list of texts. It shows what it was told; typing and choosing only say what is wanted."""

    chosen = Signal(object)  # tuple of texts

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._names: frozenset[str] = frozenset()
        self.text = TextField()
        self.text.setToolTip("Names with commas between; one that is chosen from the menu is added")
        self.text.chosen.connect(self._on_chosen)
        self.setFocusProxy(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text)

    def show_value(self, value: Sequence[str]) -> None:
        """Show a list. Never emits; a half-typed text stays."""
        self._shown = tuple(value)
        self.text.show_value(_BETWEEN.join(self._shown))

    def show_suggestions(self, names: Sequence[str]) -> None:
        """Offer `names` in the menu."""
        self._names = frozenset(names)
        self.text.show_suggestions(names)

    def _on_chosen(self, text: str) -> None:
        is_from_menu = text in self._names and text not in self._shown
        wanted = (*self._shown, text) if is_from_menu else _read(text)
        if wanted != self._shown:
            self.chosen.emit(wanted)
        self.text.show_value(_BETWEEN.join(self._shown))


def _read(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))
