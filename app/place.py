"""Where the window was and how its parts were divided, kept from one start to the next."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

_WIDTH, _HEIGHT = 1280, 820


class WindowPlace:
    """Kept in a file beside the settings. One that is missing or broken means the middle of the screen."""

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at `path`, or the one where this system expects it."""
        path = path or user_config_path("Moonloop", appauthor=False) / "window.ini"
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow) -> None:
        """Put `window` where it was."""
        geometry = self._kept.value("window/geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            _put_in_the_middle(window)
        for splitter in _splitters(window):
            state = self._kept.value(f"splitters/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def remember(self, window: QMainWindow) -> None:
        """Keep where `window` is."""
        self._kept.setValue("window/geometry", window.saveGeometry())
        for splitter in _splitters(window):
            self._kept.setValue(f"splitters/{splitter.objectName()}", splitter.saveState())
        self._kept.sync()


def _splitters(window: QMainWindow) -> list[QSplitter]:
    return [splitter for splitter in window.findChildren(QSplitter) if splitter.objectName()]


def _put_in_the_middle(window: QMainWindow) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
    window.move(room.center() - window.rect().center())
