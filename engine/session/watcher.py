"""Tells when files of a folder have changed; the only importer of watchdog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET_SECONDS = 0.3  # an editor that saves writes several times: look once it has been still for so long
_CHANGES = ("created", "modified", "moved", "deleted", "closed")


class FolderWatcher:
    """Calls `on_change` on a thread of its own, once for what happens at one go.

    Thread: the maker's; `on_change` runs on the watcher's.
    """

    def __init__(self, folder: Path, on_change: Callable[[], None], *, is_deep: bool = False) -> None:
        """Watch `folder`, which is made when it is not there, and what is inside its folders when `is_deep`.

        Raises:
            OSError: it cannot be made or watched.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._on_change = on_change
        self._stirred = Event()
        self._is_over = False
        self._observer = Observer()
        self._observer.schedule(_Stir(self._stirred), str(folder), recursive=is_deep)
        self._thread = Thread(target=self._run, name="folder watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, after a call that is under way."""
        self._observer.stop()
        self._observer.join()
        self._is_over = True
        self._stirred.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._stirred.wait()
            while self._stirred.is_set() and not self._is_over:
                self._stirred.clear()
                self._stirred.wait(QUIET_SECONDS)
            if self._is_over:
                return
            self._on_change()


class _Stir(FileSystemEventHandler):
    """Notes that something has changed; reading a file is no change."""

    def __init__(self, stirred: Event) -> None:
        self._stirred = stirred

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, on its own thread."""
        if event.event_type in _CHANGES and not event.is_directory:
            self._stirred.set()
