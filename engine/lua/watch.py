"""Watching what runs: one thread for all runtimes of a process, which arms Lua's hook once a deadline has passed.

Some of Lua's own C code looks at no hook: to grow a table whose keys all collide takes it minutes. Who runs on for a
while after the end of its time hangs, and is told on: then only the end of its process helps.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable
from typing import ClassVar

from engine.lua.interrupt import NOT_YET, Deadline

RETRY_SECONDS = 0.005  # how soon arming is repeated while the script still runs
IDLE_SECONDS = 3600.0
HUNG_SECONDS = 1.0  # of processor time past the deadline: whatever can be interrupted has ended by then


class Watch:
    """One runtime, as the watching thread knows it: what it runs, until when, and how it is interrupted.

    Args:
        arm: Interrupts the coroutine at an address; None where nothing does so from outside.
        on_hang: Called, by the watching thread, with the addresses of what runs when it does not end.
    """

    def __init__(
        self,
        deadline: Deadline,
        arm: Callable[[int], None] | None,
        on_hang: Callable[[tuple[int, ...]], None] | None = None,
    ) -> None:
        self.arm = arm
        self.on_hang = on_hang
        self._deadline = deadline
        self._address = 0  # of the coroutine that runs; 0 when none does
        self._told_of = math.nan  # when what was told on last began
        self._inner: list[
            int
        ] = []  # addresses of the coroutines that it has resumed, and which stay there till the end
        self._arming = threading.Lock()  # held while coroutines are armed, so that they cannot end meanwhile
        self._watcher = _Watcher.join()

    def begin(self, address: int) -> None:
        """The coroutine at `address`, or what is no coroutine's, runs from now on, under the deadline."""
        self._address = address
        self._watcher.running[self] = None  # before looking at the other's plan, as the other plans before it looks
        if self._deadline.stop_requested or time.monotonic() + self._deadline.limit_seconds < self._watcher.next_look:
            self._watcher.wake()

    def add(self, address: int) -> None:
        """What runs has resumed the coroutine at `address`, which is there until `end`."""
        with self._arming:
            self._inner.append(address)

    def end(self) -> bool:
        """No coroutine runs, though Lua may; returns whether any was added, whose address is forgotten now."""
        with self._arming:
            self._address = 0
            had_inner = bool(self._inner)
            self._inner.clear()
        return had_inner

    def leave(self) -> None:
        """Nothing runs that the deadline is for."""
        self._watcher.running.pop(self, None)

    def look_now(self) -> None:
        """Look at the deadline at once. `Thread:` any."""
        self._watcher.wake()

    def close(self) -> None:
        """Nothing is to be watched any more."""
        self._watcher.leave()

    def look(self) -> float:
        """Arm the hook when it is time; return the seconds until the next look. `Thread:` the watching one."""
        deadline = self._deadline
        if not deadline.is_running:
            return IDLE_SECONDS
        if deadline.reason() == NOT_YET:
            return max(deadline.limit_seconds - deadline.used_seconds, RETRY_SECONDS)
        with self._arming:
            if self._address and self.arm and not deadline.is_heeded:
                for address in (self._address, *self._inner):
                    self.arm(address)
            if self.on_hang and deadline.overdue_seconds > HUNG_SECONDS and deadline.began != self._told_of:
                self._told_of = deadline.began
                self.on_hang((self._address, *self._inner) if self._address else ())
        return RETRY_SECONDS


class _Watcher:
    """The thread that looks at every watch under which something runs, when the next of them is due."""

    _door: ClassVar = threading.Lock()  # held while a watcher gets or loses a watch
    _newest: ClassVar[_Watcher | None] = None

    def __init__(self) -> None:
        self.running: dict[Watch, None] = {}  # changed by those that run Lua; copied before it is gone through
        self.next_look = 0.0  # on the monotonic clock: when the thread looks of its own accord
        self._members = 0  # watches that are not closed
        self._wake = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._watch, name="lua-watch", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look now."""
        self._wake.set()

    def leave(self) -> None:
        """A watch is closed; with the last one the thread ends."""
        with _Watcher._door:
            self._members -= 1
            if self._members > 0:
                return
            self._closed = True
            if _Watcher._newest is self:
                _Watcher._newest = None
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    @classmethod
    def join(cls) -> _Watcher:
        """Return the process's own, with one watch more."""
        with cls._door:
            if cls._newest is None:
                cls._newest = cls()
            cls._newest._members += 1
            return cls._newest

    @classmethod
    def forget(cls) -> None:
        """In a forked child the thread is not there, and who held the door is not either."""
        cls._newest, cls._door = None, threading.Lock()

    def _watch(self) -> None:
        while not self._closed:
            self.next_look = math.inf
            pause = min((watch.look() for watch in self.running.copy()), default=IDLE_SECONDS)
            self.next_look = time.monotonic() + pause
            self._wake.wait(pause)
            self._wake.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_Watcher.forget)
