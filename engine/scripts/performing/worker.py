"""A worker process: one script's performer at the end of a link. Nothing that it does can hold up anybody else.

A worker can make a copy of itself: it forks. The copy has everything that the script has, and a link of its own.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import stat
import threading
import warnings
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic

from msgspec import DecodeError

from engine.core.errors import EngineError
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.link import LAST_SECONDS, WorkerLink
from engine.scripts.performing.performer import Performer

MOST_LINES_AT_ONCE = 200  # in each stretch of so many seconds: a flood of prints is cut, and its length told
LINES_EVERY_SECONDS = 0.1
FETCH_SECONDS = 5.0  # how long the text of another script is waited for

CAN_BRANCH = hasattr(os, "fork")
OPEN_FILES = "/dev/fd"  # where systems that fork list those of a process

Inbox = SimpleQueue[tuple[p.ToWorker, socket.socket | None] | None]
Fetched = SimpleQueue[p.Fetched]


class Lines:
    """What the script printed since it was sent last."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str]] = []
        self._dropped = 0
        self._taken_seconds = 0.0
        self._stretch_seconds = 0.0  # when the present stretch began
        self._room = 0  # lines that it may still have

    def add(self, level: str, text: str) -> None:
        """Keep a line, or count it when there are too many."""
        if self._is_stretch_over:
            self._stretch_seconds, self._room = monotonic(), MOST_LINES_AT_ONCE
        if self._room > 0:
            self._room -= 1
            self._lines.append((level, text))
        else:
            self._dropped += 1

    @property
    def is_time(self) -> bool:
        """Whether the player has waited long enough to see them, though the script still runs."""
        return monotonic() - self._taken_seconds > LINES_EVERY_SECONDS

    @property
    def has_more_to_tell(self) -> bool:
        """Whether lines were dropped, which is told at the end of the stretch if not before."""
        return self._dropped > 0

    @property
    def _is_stretch_over(self) -> bool:
        return monotonic() - self._stretch_seconds > LINES_EVERY_SECONDS

    def take(self) -> p.Printed | None:
        """Return what is to be sent, and forget it."""
        if not self._lines and not (self._dropped and self._is_stretch_over):
            return None
        taken = p.Printed(tuple(self._lines), self._dropped)
        self._lines, self._dropped, self._taken_seconds = [], 0, monotonic()
        return taken


class Post:
    """A performer at its post: takes messages from the link, one after the other."""

    def __init__(self, end: socket.socket) -> None:
        self._lines = Lines()
        self._held: list[bytes] = []  # what goes along with the next message
        self._performer = Performer(self._say, self._show, self._fetch, self._end_hung)
        self._take_post(end)

    def serve(self) -> None:
        """Do what is asked until the supervisor's end of the link is closed."""
        self._say(p.Ready(os.getpid()))
        while (taken := self._next()) is not None:
            message, end = taken
            if not isinstance(message, p.GoOn | p.Advance):
                self._send_held()
            if end is None:
                self._performer.hear(message)
            else:
                self._branch(end)

    def _next(self) -> tuple[p.ToWorker, socket.socket | None] | None:
        """Wait for a message, and tell meanwhile what is to be told soon."""
        if self._held and self._inbox.empty():
            self._send_held()
        while self._lines.has_more_to_tell:
            try:
                return self._inbox.get(timeout=LINES_EVERY_SECONDS)
            except Empty:
                self._send_printed()
        return self._inbox.get()

    def _take_post(self, end: socket.socket) -> None:
        self._link = WorkerLink(end)
        self._sending = threading.Lock()
        self._inbox: Inbox = SimpleQueue()
        self._fetched: Fetched = SimpleQueue()
        reader = threading.Thread(
            target=_read, args=(self._link, self._inbox, self._fetched, self._performer), name="link", daemon=True
        )
        reader.start()

    def _branch(self, end: socket.socket) -> None:
        """Fork; the copy leaves this link to the original and serves at `end`."""
        with warnings.catch_warnings():
            # The other threads read a link and watch Lua. The copy makes its own, and needs none of their locks.
            warnings.simplefilter("ignore", DeprecationWarning)
            is_copy = os.fork() == 0
        if not is_copy:
            end.close()
            return
        self._link.close()
        self._close_others(end)
        self._lines, self._held = Lines(), []
        self._performer.wake_as_copy()
        self._take_post(end)
        self._say(p.Ready(os.getpid()))

    def _close_others(self, own: socket.socket) -> None:
        """Let go of the ends of copies to come, which were being read: held open here, nobody would see those end."""
        while not self._inbox.empty():
            taken = self._inbox.get()
            if taken is not None and taken[1] is not None:
                taken[1].close()
        for number in map(int, os.listdir(OPEN_FILES)):
            with suppress(OSError):  # the listing itself was one of them
                if number != own.fileno() and stat.S_ISSOCK(os.fstat(number).st_mode):
                    os.close(number)

    def _say(self, message: p.FromWorker) -> None:
        """Send a message. That the news has come can wait for what is done next, if that is there already."""
        self._held.append(encode(message))
        if not isinstance(message, p.Fed):
            self._send_printed()
            self._send_held()

    def _send_held(self) -> None:
        held, self._held = self._held, []
        if held:
            with self._sending:
                self._link.send(*held)

    def _end_hung(self, words: p.Hung) -> None:
        """Say what hangs, and end this process: nothing else would help. Thread: the one that watches Lua."""
        if self._sending.acquire(timeout=LAST_SECONDS):
            printed = self._lines.take()
            for message in (printed, words):
                if message is not None:
                    self._link.send_last(encode(message))
        os._exit(1)

    def _show(self, level: str, text: str) -> None:
        self._lines.add(level, text)
        if self._lines.is_time:
            self._send_printed()

    def _send_printed(self) -> None:
        printed = self._lines.take()
        if printed is not None:
            with self._sending:
                self._link.send(encode(printed))

    def _fetch(self, script: str) -> str | None:
        """Return the text of a script of the session, None when there is none; raises TimedOut."""
        self._say(p.Fetch(script))
        try:
            while (fetched := self._fetched.get(timeout=FETCH_SECONDS)).script != script:
                pass  # the answer to a question that was given up
        except Empty:
            raise TimedOut(f'the text of script "{script}" did not come in time; run this again') from None
        return fetched.text


class TimedOut(EngineError):
    """An answer did not come."""


def work(end: socket.socket) -> None:
    """Be a worker until the supervisor's end of the link is closed: the process's entry point."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the application
    if CAN_BRANCH:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # copies are nobody's to wait for
    post = Post(end)
    gc.freeze()  # so that copies share what is there now
    with suppress(BrokenPipeError, ConnectionResetError):  # the supervisor is gone, and with it whom to tell
        post.serve()


def _read(link: WorkerLink, inbox: Inbox, fetched: Fetched, performer: Performer) -> None:
    """Queue what comes. What cannot wait until the script has ended takes effect at once: to break off, and to end.

    What the script itself waits for has a queue of its own.
    """
    while (message := _read_message(link)) is not None:
        match message:
            case p.Break(number=run):
                performer.break_off(run)
            case p.Fetched():
                fetched.put(message)
            case p.Branch():
                inbox.put((message, link.take_socket()))
            case _:
                inbox.put((message, None))
    os._exit(0)  # whatever runs: there is nothing left to save


def _read_message(link: WorkerLink) -> p.ToWorker | None:
    """Wait for the next message; None when there will be none, for the other end is gone or sends what is none."""
    try:
        frame = link.read()
        return None if frame is None else p.to_worker.decode(frame)
    except (OSError, DecodeError, RecursionError):
        return None
