"""Runs the IDE in a window until it is closed."""

from __future__ import annotations

import logging
import sys

from PySide6.QtWidgets import QApplication

from app.ide import Ide
from app.rig import LiveRig, Terms, freeze_garbage
from engine.core.errors import EngineError
from engine.session.opening import open_session
from shells.theme import RESOURCES, apply_theme
from shells.widgets.icons import window_icon

FIRST_SESSION = RESOURCES / "sessions" / "first-light.moonloop"
NOT_SAVED = 70  # exit code: a bug of ours


def run_ide(path: str | None = None) -> int:
    """Open the window on the session at `path`, or on the bundled one; returns the exit code when it is closed."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Moonloop")
    app.setWindowIcon(window_icon())
    apply_theme(app)
    ide = Ide(app, lambda on_crash: LiveRig(Terms(), on_crash))
    ide.start()
    _open_first(ide, path)
    ide.window.show()
    freeze_garbage()
    app.exec()
    return 0 if ide.stop() else NOT_SAVED


def _open_first(ide: Ide, path: str | None) -> None:
    """Open what was asked for. The bundled session has no file of its own: saving asks for a name."""
    try:
        if path is not None:
            ide.flow.adopt(open_session(path))
        elif FIRST_SESSION.is_file():
            ide.flow.begin_with(open_session(FIRST_SESSION).document)
    except EngineError as mistake:
        ide.window.notice.show_notice(str(mistake))
