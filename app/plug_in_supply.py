"""Sees to it that the player's own module types are there: read at the start, and again when their folder changes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_path

from engine.core import commands as c
from engine.core.ticket import Ticket
from engine.plug_ins.catalog import Catalog
from engine.session.watcher import FolderWatcher

_log = logging.getLogger(__name__)


def plug_in_folder() -> Path:
    """Return where a player puts plug-ins."""
    return user_data_path("Moonloop", appauthor=False) / "modules"


class PlugInSupply:
    """Reads plug-ins, and reports them to the engine.

    Thread: the maker's; later readings are on the folder watcher's, which submits for itself.
    """

    def __init__(self, folder: Path, submit: Callable[[c.Command], Ticket]) -> None:
        self._folder = folder
        self._submit = submit
        self._catalog = Catalog(folder)
        self._watcher: FolderWatcher | None = None

    def read(self) -> None:
        """Read what there is now: before a session is opened that may need it."""
        self._catalog.read_packages()
        self._report()

    def watch(self) -> None:
        """Read the folder again whenever it changes; where it cannot be watched, new types need a restart."""
        try:
            self._watcher = FolderWatcher(self._folder, self._report)
            self._watcher.start()
        except OSError as error:
            _log.warning("the folder of plug-ins is not watched: %s", error)
            self._watcher = None

    def stop(self) -> None:
        """Watch no more."""
        if self._watcher is not None:
            self._watcher.stop()

    def _report(self) -> None:
        statuses = self._catalog.read_folder()
        if statuses:
            self._submit(c.ReportPlugins(plugins=statuses))
