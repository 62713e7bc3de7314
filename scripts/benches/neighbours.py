"""How much of the processor other programs take: a number measured beside a busy neighbour says little about us."""

from __future__ import annotations

import os
import time
from pathlib import Path

_PROCESSES = Path("/proc")


class Neighbours:
    """Counts from when it is made. Ours are the processes of our process group, workers and sound server included."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._all, self._ours = _busy_ticks(), _our_ticks()

    def told(self) -> str:
        """Return a few words on what others took of a core, empty where the system does not tell."""
        if not self._all:
            return ""
        ours = sum(ticks - self._ours.get(process, 0) for process, ticks in _our_ticks().items())
        others_seconds = max(0, _busy_ticks() - self._all - ours) / os.sysconf("SC_CLK_TCK")
        return f"others took {others_seconds / (time.monotonic() - self._began):.0%} of a core"


def _busy_ticks() -> int:
    """Return how long all cores have been busy; 0 where that cannot be known."""
    try:
        numbers = (_PROCESSES / "stat").read_text().splitlines()[0].split()[1:9]
    except FileNotFoundError:
        return 0
    idle, waiting = int(numbers[3]), int(numbers[4])
    return sum(map(int, numbers)) - idle - waiting


def _our_ticks() -> dict[str, int]:
    """Return how long each of our processes has been busy."""
    ours: dict[str, int] = {}
    for folder in _PROCESSES.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        if int(fields[2]) == os.getpgrp():
            ours[folder.name] = int(fields[11]) + int(fields[12])
    return ours
