"""Watches the folders of what scripts may require, and tells the engine what has changed in them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from platformdirs import user_data_path

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from engine.scripts.supervising.backstage import PACKAGES_FOLDER
from engine.session.package_files import PackageFiles
from engine.session.watcher import FolderWatcher

_log = logging.getLogger(__name__)


def package_folder() -> Path:
    """Return where a player puts packages for all sessions."""
    return user_data_path("Moonloop", appauthor=False) / PACKAGES_FOLDER


class PackageSupply:
    """Watches the player's packages folder, and the one beside the session's file while there is one.

    Thread: `start` and `stop` are the maker's, `look` is the engine's. All else is on a thread of its own.
    """

    def __init__(self, folder: Path, submit: Callable[[c.Command], Ticket]) -> None:
        self._folder = folder
        self._submit = submit
        self._files = PackageFiles()
        self._watchers: dict[Path, FolderWatcher | None] = {}  # None: it cannot be watched
        self._session = ""
        self._scripts: object = None
        self._has_changed = False  # a file in one of the folders
        self._is_over = False
        self._stirred = Event()
        self._thread = Thread(target=self._run, name="packages", daemon=True)

    def start(self, engine: Engine) -> None:
        """Begin to watch, and to follow which session is open."""
        self._stirred.set()
        self._thread.start()
        engine.subscribe(self.look)

    def stop(self) -> None:
        """Watch no more."""
        self._is_over = True
        self._stirred.set()
        self._thread.join()

    def look(self, snapshot: Snapshot) -> None:
        """Have the session's folder looked for when it may have come to be: another session, or something ran."""
        if snapshot.session.path != self._session or snapshot.scripts is not self._scripts:
            self._session, self._scripts = snapshot.session.path, snapshot.scripts
            self._stirred.set()

    def _run(self) -> None:
        while not self._is_over:
            self._stirred.wait()
            self._stirred.clear()
            if not self._is_over:
                self._meet()
        for watcher in self._watchers.values():
            if watcher is not None:
                watcher.stop()

    def _meet(self) -> None:
        """Watch what is there, and report when anything has changed."""
        roots = self._roots()
        is_news = self._has_changed or roots != list(self._watchers)
        self._has_changed = False
        for gone in set(self._watchers).difference(roots):
            watcher = self._watchers.pop(gone)
            if watcher is not None:
                watcher.stop()
        for root in roots:
            if root not in self._watchers:
                self._watchers[root] = self._watch(root)
        self._watchers = {root: self._watchers[root] for root in roots}
        if is_news:
            self._submit(c.ReportPackages(packages=self._files.read(roots)))

    def _roots(self) -> list[Path]:
        beside = Path(self._session).absolute().parent / PACKAGES_FOLDER if self._session else None
        return [beside, self._folder] if beside is not None and beside.is_dir() else [self._folder]

    def _watch(self, root: Path) -> FolderWatcher | None:
        try:
            watcher = FolderWatcher(root, self._note_change, is_deep=True)
            watcher.start()
        except OSError as error:
            _log.warning("the packages in %s are not watched: %s", root, error)
            return None
        return watcher

    def _note_change(self) -> None:
        """Thread: a watcher's."""
        self._has_changed = True
        self._stirred.set()
