"""The engine's thread: turns for ever, paced by its output, and says so when it must stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from engine.core.engine import Engine


class Pace(Protocol):
    """Takes each block and returns when the next one is wanted. It never fails: losing a device is its own business."""

    def write(self, block: NDArray[np.float32]) -> None:
        """Take a block, shape (2, frames)."""

    def close(self) -> None:
        """Let go of the device."""


class EngineThread:
    """Runs `Engine.turn` until it is ended.

    `on_crash` is told of a bug that ended the thread, on that thread, after the output was closed: in silence.
    """

    def __init__(self, pace: Pace, on_crash: Callable[[BaseException], None]) -> None:
        self._pace = pace
        self._on_crash = on_crash
        self._is_ending = False
        self._thread: threading.Thread | None = None

    def begin(self, engine: Engine) -> None:
        """Start turning `engine`."""
        self._thread = threading.Thread(target=self._run, args=(engine,), name="engine", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop turning and wait until the last turn is over."""
        self._is_ending = True
        if self._thread is not None:
            self._thread.join()

    def _run(self, engine: Engine) -> None:
        try:
            while not self._is_ending:
                self._pace.write(engine.turn())
        except BaseException as crash:  # noqa: BLE001 - the top of this thread: silence first, then tell
            self._pace.close()
            self._on_crash(crash)
        else:
            self._pace.close()
