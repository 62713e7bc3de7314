"""What happens when Moonloop itself is at fault: the window stays, the player is told, and the details go to a file."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from app.log import write_crash

_log = logging.getLogger(__name__)
_MOST_FILES = 20  # of one session: a bug that repeats must not fill a disk


class CrashReports:
    """Writes each bug to a file and tells of it in a sentence. Nothing is closed: the editors hold the player's text.

    Thread: any; `tell` is called on the thread where the bug was.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._written = 0
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Take what nobody caught, on every thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread_ended

    def uninstall(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def report(self, bug: BaseException, where: str = "the window") -> None:
        """Write `bug` down, and tell of it."""
        _log.error("a bug in %s", where, exc_info=bug)
        self._written += 1
        path = write_crash(bug, where) if self._written <= _MOST_FILES else None
        what = f"{type(bug).__name__}: {bug}".strip().rstrip(":")
        kept = f' The details are in "{path}".' if path is not None else ""
        self._tell(
            f"Something went wrong inside Moonloop, in {where} ({what}). Your work is still here; save it.{kept}"
        )

    def _on_uncaught(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
        else:
            self.report(bug)

    def _on_thread_ended(self, ended: threading.ExceptHookArgs) -> None:
        name = ended.thread.name if ended.thread is not None else "unnamed"
        self.report(ended.exc_value or RuntimeError("it ended without a word"), f'the thread "{name}"')
