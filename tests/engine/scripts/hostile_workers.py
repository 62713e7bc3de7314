"""Worker processes that are the real ones, but for how long something may hang before they end themselves."""

from __future__ import annotations

import socket

from engine.lua import watch
from engine.scripts.performing.worker import work

HUNG_SECONDS = 0.05  # of processor time past the deadline; a second in real life, which a hundred attacks would add up


def work_impatiently(end: socket.socket) -> None:
    """Be a worker."""
    watch.HUNG_SECONDS = HUNG_SECONDS
    work(end)
