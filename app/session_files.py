"""Tells scripts what happens to the files beside the session, as long as one of them has a handler for that."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from engine.session.watcher import QUIET_SECONDS, FileNotes

_log = logging.getLogger(__name__)
MOST_FILES = 200  # that are told of at one go
BACKUP_SUFFIX = ".backup"  # of the session's own file, which `session:saved` tells of


class SessionFiles:
    """Watches the folder of the session that is open.

    Thread: the maker's; the folder is watched, and commands are submitted, on a thread of its own.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stirred = Event()  # a file changed, or which folder is to be watched
        self._wanted = ""  # the session whose files are to be told of; empty: none
        self._notes: FileNotes | None = None
        self._watched = ""  # the session whose files are
        self._is_over = False
        self._thread: Thread | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self, on_crash: Callable[[BaseException], None]) -> None:
        """Begin to look whether a script wants to know; `on_crash` is told of a bug, on that thread."""
        self._unsubscribe = self._engine.subscribe(self._look)
        self._thread = Thread(target=self._run, args=(on_crash,), name="session files", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._unsubscribe()
        self._is_over = True
        self._stirred.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self, snapshot: Snapshot) -> None:
        """Note which folder is of interest. Thread: the engine's."""
        wants = any(name.startswith("file:") for status in snapshot.scripts.values() for name in status.listens)
        wanted = snapshot.session.path if wants else ""
        if wanted != self._wanted:
            self._wanted = wanted
            self._stirred.set()

    def _run(self, on_crash: Callable[[BaseException], None]) -> None:
        try:
            while not self._is_over:
                self._follow()
                self._stirred.wait()
                while self._stirred.is_set() and not self._is_over:  # until it has been still for a while
                    self._stirred.clear()
                    self._stirred.wait(QUIET_SECONDS)
                self._tell()
            self._watch("")
        except BaseException as crash:  # noqa: BLE001 - the one place at the top of this thread
            on_crash(crash)

    def _follow(self) -> None:
        wanted = self._wanted
        if wanted != self._watched:
            self._watch(wanted)

    def _watch(self, session: str) -> None:
        if self._notes is not None:
            self._notes.stop()
            self._notes = None
        self._watched = session
        if not session:
            return
        try:
            self._notes = FileNotes(Path(session).absolute().parent, self._stirred.set)
        except OSError as error:
            _log.warning("the session's folder is not watched: %s", error)

    def _tell(self) -> None:
        own = Path(self._watched).name
        changes = self._notes.take_all() if self._notes is not None else []
        told = [change for change in changes if change.name not in (own, own + BACKUP_SUFFIX)]
        for change in told[:MOST_FILES]:
            fields: dict[str, Any] = {"path": change.name}
            if change.before:
                fields["before"] = change.before
            self._engine.submit(c.Emit(event=f"file:{change.kind}", json=json.dumps(fields)))
        if len(told) > MOST_FILES:
            _log.warning("%d changed files at one go were not told one by one", len(told) - MOST_FILES)
