"""The whole IDE in this process, without a display: real engine thread, real workers, real files."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ide import Ide
from engine.scripts.supervising.workers import Workers
from shells.theme import apply_theme
from tests.app.player import Player
from tests.app.silent_rig import SilentRig


@pytest.fixture(scope="session")
def qt_app() -> QApplication:
    """The application, dressed in the theme."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app)
    return app


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Where worker processes come from, for whoever plays offline."""
    workers = Workers()
    yield workers
    workers.close()


@pytest.fixture
def player(qt_app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    """Somebody at the keyboard of an IDE that runs."""
    monkeypatch.chdir(tmp_path)
    hook = sys.excepthook
    for folder in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(folder, str(tmp_path / folder.lower()))
    ide = Ide(qt_app, SilentRig)
    ide.start()
    ide.window.resize(1100, 760)
    ide.window.show()
    ide.window.activateWindow()
    assert QTest.qWaitForWindowActive(ide.window)
    made = Player(qt_app, ide, tmp_path)
    yield made
    ide.window.leave()
    assert ide.stop()
    ide.window.deleteLater()
    qt_app.processEvents()
    assert sys.excepthook is hook or sys.excepthook is sys.__excepthook__
    assert made.allowed_crashes or made.crash_files() == []
