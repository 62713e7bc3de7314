"""A worker process: one script's performer at the end of a link. Nothing that it does can hold up anybody else."""

from __future__ import annotations

import gc
import os
import signal
import socket
import threading
from queue import SimpleQueue

from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.link import read_frame, send_frame
from engine.scripts.performer import Performer

MOST_LINES_AT_ONCE = 200  # a flood of prints is cut, and its length told


class _Lines:
    """What the script printed since it was sent last."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str]] = []
        self._dropped = 0

    def add(self, text: str) -> None:
        if len(self._lines) < MOST_LINES_AT_ONCE:
            self._lines.append(("info", text))
        else:
            self._dropped += 1

    def take(self) -> p.Printed | None:
        if not self._lines:
            return None
        taken = p.Printed(tuple(self._lines), self._dropped)
        self._lines, self._dropped = [], 0
        return taken


def work(end: socket.socket) -> None:
    """Be a worker until the supervisor's end of the link is closed: the process's entry point."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the application
    lines = _Lines()
    inbox: SimpleQueue[p.ToWorker | None] = SimpleQueue()

    def say(message: p.FromWorker) -> None:
        printed = lines.take()
        if printed is not None:
            send_frame(end, encode(printed))
        send_frame(end, encode(message))

    performer = Performer(say, lines.add)
    reader = threading.Thread(target=_read, args=(end, inbox, performer), name="link", daemon=True)
    reader.start()
    gc.freeze()
    say(p.Ready())
    while (message := inbox.get()) is not None:
        performer.hear(message)
    os._exit(0)  # the reader's thread may be inside Lua's watch; there is nothing left to save


def _read(end: socket.socket, inbox: SimpleQueue[p.ToWorker | None], performer: Performer) -> None:
    """Queue what comes; a request to break off takes effect at once, whatever runs."""
    while (frame := read_frame(end)) is not None:
        message = p.to_worker.decode(frame)
        if isinstance(message, p.Break):
            performer.runtime.request_stop()
        inbox.put(message)
    inbox.put(None)
    performer.runtime.request_stop()
