"""The tabs of the scripts: a name each, with a dot that says how the script is doing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from engine.core.live import ScriptState, ScriptStatus
from shells.code.state_dot import Dot, dot_of, paint_dot
from shells.problem_words import loops_in_words
from shells.widgets.buttons import icon_button

_WORDS: dict[ScriptState, str] = {
    "idle": "not run yet",
    "running": "running",
    "waiting": "waiting for its beat",
    "live": "playing",
    "starting": "starting",
    "repeating": "repeating",
    "stopping": "stopping",
    "failed": "failed",
    "stopped": "stopped",
}
_DOT = 12  # pixels across, with its margin
_NARROWEST_TAB = 130  # pixels


class _Bar(QTabBar):
    """Tabs that take no more room than they need: Qt wants room for arrows also where there is nothing to scroll."""

    def minimumSizeHint(self) -> QSize:
        """Return room for the arrows and a tab, or for all tabs where that is less."""
        return super().minimumSizeHint().boundedTo(self.sizeHint())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the room that a tab keeps where there are too many: short names stay whole, and arrows appear."""
        wanted = self.tabSizeHint(index)
        return wanted.boundedTo(QSize(_NARROWEST_TAB, wanted.height()))


class ScriptTabs(QWidget):
    """One tab a script, in their order; a hand asks, and the tabs change when a snapshot says so."""

    chosen = Signal(str)
    remove_wanted = Signal(str)
    rename_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._shown: dict[str, tuple[Dot, str]] = {}  # by script, with its words
        self._bar = _Bar()
        self._bar.setDrawBase(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._bar.setUsesScrollButtons(True)
        self._bar.setExpanding(False)
        self._bar.setStyleSheet("QTabBar::tab { max-width: 220px; padding: 7px 6px 7px 10px; }")
        self._bar.setMovable(False)
        self._bar.hide()
        self._bar.setIconSize(QSize(_DOT, _DOT))
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.setAccessibleName("Scripts")
        self._bar.currentChanged.connect(self._on_current_changed)
        self._bar.tabBarDoubleClicked.connect(self._on_double_clicked)
        self._add = icon_button("add", "New script (Ctrl+T)")
        self._add.clicked.connect(self.add_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._bar)
        row.addWidget(self._add)
        row.addStretch(1)

    def show_scripts(self, names: Sequence[str]) -> None:
        """Show a tab for each name; the one that was in front stays there if it still is."""
        if list(names) == self._names:
            return
        current = self.current()
        self._bar.blockSignals(True)
        while self._bar.count():
            self._bar.removeTab(0)
        self._names = list(names)
        for name in names:
            self._bar.setTabButton(self._bar.addTab(name), QTabBar.ButtonPosition.RightSide, self._remove_button(name))
            self._paint(name)
        self._bar.setVisible(bool(names))
        self._bar.setCurrentIndex(self._names.index(current) if current in self._names else 0)
        self._bar.blockSignals(False)

    def show_status(self, name: str, status: ScriptStatus) -> None:
        """Show how a script is doing."""
        shown = dot_of(status), _words_of(status)
        if self._shown.get(name) != shown:
            self._shown[name] = shown
            self._paint(name)

    def show_current(self, name: str) -> None:
        """Bring a tab to the front. Never emits."""
        self._bar.blockSignals(True)
        self._bar.setCurrentIndex(self._names.index(name))
        self._bar.blockSignals(False)

    def current(self) -> str:
        """Return the name of the tab in front; empty where there is none."""
        index = self._bar.currentIndex()
        return self._names[index] if 0 <= index < len(self._names) else ""

    def neighbour(self, by: int) -> str:
        """Return the name of the tab so many further on, round the end; empty where there is none."""
        if not self._names:
            return ""
        return self._names[(self._bar.currentIndex() + by) % len(self._names)]

    def _remove_button(self, name: str) -> QToolButton:
        button = icon_button("close", f"Remove {name} (Ctrl+W)", 12)
        button.clicked.connect(lambda: self.remove_wanted.emit(name))
        return button

    def _paint(self, name: str) -> None:
        if name in self._names:
            index = self._names.index(name)
            dot, words = self._shown.get(name, (Dot(), _WORDS["idle"]))
            self._bar.setTabIcon(index, _painted(dot))
            self._bar.setTabToolTip(index, f"{name}: {words}")
            self._bar.setAccessibleTabName(index, f"{name}, {words}")

    def _on_current_changed(self, index: int) -> None:
        if 0 <= index < len(self._names):
            self.chosen.emit(self._names[index])

    def _on_double_clicked(self, index: int) -> None:
        if 0 <= index < len(self._names):
            self.rename_wanted.emit(self._names[index])
        else:
            self.add_wanted.emit()


def _words_of(status: ScriptStatus) -> str:
    words = "has run" if status.state == "idle" and status.run else _WORDS[status.state]
    return f"{words}; {loops_in_words(status.trouble)}" if status.trouble else words


def _painted(dot: Dot) -> QIcon:
    pixmap = QPixmap(_DOT * 2, _DOT * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint_dot(painter, QPointF(_DOT / 2, _DOT / 2), dot)
    return QIcon(pixmap)
