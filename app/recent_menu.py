"""The menu of sessions that were used last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.settings import Settings


class RecentMenu(QMenu):
    """Filled anew each time it is opened, because other windows add to the list too."""

    def __init__(self, settings: Settings, open_path: Callable[[str], object], parent: QWidget) -> None:
        super().__init__("Open &Recent", parent)
        self._settings = settings
        self._open = open_path
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List what there is."""
        self.clear()
        recent = self._settings.recent
        for path in recent:
            action = self.addAction(Path(path).stem.replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self._open(path))
        if not recent:
            self.addAction("Nothing yet").setEnabled(False)
            return
        self.addSeparator()
        self.addAction("Clear this list", self._settings.forget_recent)
