"""Tells when files of a folder have changed, and which; the only importer of watchdog."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from pathlib import Path, PurePath
from threading import Event, Thread
from typing import Literal, NamedTuple

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


class FileChange(NamedTuple):
    """What happened to a file of a folder."""

    kind: Literal["created", "changed", "deleted", "moved"]
    name: str  # in its folder
    before: str = ""  # its name until now, of one that was moved


class FileNotes:
    """Notes what happens to the files of a folder, not of those in it, until it is asked.

    Hidden files are passed over: programs write into such before they put a file in its place.
    Thread: the maker's; `on_stir` is called on watchdog's.
    """

    def __init__(self, folder: Path, on_stir: Callable[[], None]) -> None:
        """Begin to watch `folder`; raises OSError when it cannot be watched."""
        self._changes: deque[FileChange] = deque()
        self._observer = Observer()
        self._observer.schedule(_Noting(self._changes, on_stir), str(folder))
        self._observer.start()

    def take_all(self) -> list[FileChange]:
        """Return what happened since the last time, once for each file, and forget it."""
        taken: dict[str, FileChange] = {}
        while self._changes:
            change = self._changes.popleft()
            known = taken.get(change.name)
            if known is None or not (change.kind == "changed" and known.kind in ("created", "moved")):
                taken[change.name] = change
        return list(taken.values())

    def stop(self) -> None:
        """Watch no more."""
        self._observer.stop()
        self._observer.join()


class _Noting(FileSystemEventHandler):
    """Notes each event as what it means to a player."""

    def __init__(self, changes: deque[FileChange], on_stir: Callable[[], None]) -> None:
        self._changes = changes
        self._on_stir = on_stir

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, on its own thread."""
        if event.is_directory:
            return
        change = _meaning(event.event_type, _shown(event.src_path), _shown(event.dest_path))
        if change is not None:
            self._changes.append(change)
            self._on_stir()


def _shown(path: bytes | str) -> str:
    """Return a file's name; empty when it is hidden."""
    name = PurePath(os.fsdecode(path)).name
    return "" if name.startswith(".") else name


def _meaning(kind: str, name: str, target: str) -> FileChange | None:
    """A file that is moved from a hidden one has been written anew; one that is moved to such is gone."""
    if kind == "moved" and target:
        return FileChange("moved", target, name) if name else FileChange("changed", target)
    if not name:
        return None
    match kind:
        case "created":
            return FileChange("created", name)
        case "modified":
            return FileChange("changed", name)
        case "deleted" | "moved":
            return FileChange("deleted", name)
        case _:
            return None
