"""The menu of bundled sessions and example scripts: each opens as a session of its own, which has no file yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.score import SCRIPT_SUFFIX, read_score
from engine.core.document import Document
from engine.modules.table import MODULE_TYPES
from engine.session.opening import SUFFIX
from shells.theme import RESOURCES

SESSIONS = RESOURCES / "sessions"
SCRIPTS = RESOURCES / "examples"
LIBRARY = RESOURCES / "lua"  # what scripts require; an example of the same name shows it


class ExampleMenu(QMenu):
    """Sessions first, then scripts: for each type of module, for what scripts can say beside them, for the library.

    What is bundled is read when it is chosen.
    """

    def __init__(self, begin_with: Callable[[Document], object], parent: QWidget) -> None:
        super().__init__("&Examples", parent)
        self._begin_with = begin_with
        for path in sorted(SESSIONS.glob(f"*{SUFFIX}")):
            self._offer(self, path, path.stem.replace("-", " ").capitalize())
        self.addSeparator()
        modules, words, library = (self.addMenu(title) for title in ("&Modules", "&Live coding", "&Library"))
        for path in sorted(SCRIPTS.glob(f"*{SCRIPT_SUFFIX}")):
            if path.stem in MODULE_TYPES:
                self._offer(modules, path, path.stem)
            elif (LIBRARY / path.name).exists():
                self._offer(library, path, path.stem)
            else:
                self._offer(words, path, path.stem.replace("-", " ").capitalize())

    def _offer(self, menu: QMenu, path: Path, words: str) -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda: self._begin_with(read_score(str(path)).document))
