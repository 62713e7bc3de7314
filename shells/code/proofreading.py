"""Reads a script over when its player pauses, on a thread of its own, so that no key press waits for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from engine.lua.lint.finding import Finding
from engine.lua.lint.terms import Terms

PAUSE_MS = 500  # after the last key
_LOOK_MS = 15  # how often it is seen whether the reading is done, while one is under way

_readers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proofreading")


class Proofreader(QObject):
    """Proofreads one text. What was found in a text that has changed meanwhile is not told."""

    read = Signal(object)  # the findings, as a list; None where the text is no Lua

    def __init__(self, parent: QObject, text: Callable[[], str], terms: Callable[[], Terms]) -> None:
        super().__init__(parent)
        self._text, self._terms = text, terms
        self._reading: Future[list[Finding] | None] | None = None
        self._pause, self._look = QTimer(self), QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._take)

    @property
    def is_behind(self) -> bool:
        """Whether the text has changed since what was told last."""
        return self._pause.isActive() or self._look.isActive()

    def read_soon(self) -> None:
        """Read the text over after a pause, which begins anew with each call."""
        self._stop()
        self._pause.start()

    def _begin(self) -> None:
        self._reading = _readers.submit(_read, self._text(), self._terms())
        self._look.start()

    def _take(self) -> None:
        reading = self._reading
        if reading is not None and reading.done():
            self._stop()
            self.read.emit(reading.result())

    def _stop(self) -> None:
        self._look.stop()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None


def _read(text: str, terms: Terms) -> list[Finding] | None:
    from engine.lua.lint.check import lint  # noqa: PLC0415 - on this thread, so that the window is there sooner

    return lint(text, terms)
