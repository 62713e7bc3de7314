"""Stopping Lua from outside: a deadline of processor time, a stop flag, a thread that arms Lua's hook when it is due.

A count hook slows every instruction, so where the platform allows it none runs until it is needed: the watching thread
calls `lua_sethook` on the running coroutine, which Lua means to be callable at any time. Elsewhere one always runs.
One race is left: Lua may free a frame of a deep stack while it is being walked. Arming stops as soon as Lua heeds it,
and the process is one that its supervisor can replace.
"""

from __future__ import annotations

import ctypes
import math
import threading
import time
from collections.abc import Callable
from typing import Any

COUNT_MASK = 8  # LUA_MASKCOUNT
NOT_YET, BUDGET, STOP = 0, 1, 2  # what `Deadline.reason` says; Lua is told numbers, which need no memory there
RETRY_SECONDS = 0.005  # how soon arming is repeated while the script still runs
IDLE_SECONDS = 3600.0
PROBE_COUNT = 12345


class HookSetter:
    """Lua's C function that sets a hook, called from outside of Lua."""

    def __init__(self, library_path: str) -> None:
        """Raises OSError or AttributeError where the library does not show its symbols."""
        library = ctypes.PyDLL(library_path)  # keeps the GIL: no coroutine can end while its hook is being set
        self._set: Any = library.lua_sethook
        self._set.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self._set.restype = None
        self._get: Any = library.lua_gethook
        self._get.argtypes = [ctypes.c_void_p]
        self._get.restype = ctypes.c_void_p
        self._get_count: Any = library.lua_gethookcount
        self._get_count.argtypes = [ctypes.c_void_p]
        self._hook: int | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it knows the hook function, which is one for all of a process."""
        return self._hook is not None

    def learn(self, address: int) -> bool:
        """Take the hook function from the coroutine at `address`, whose hook has PROBE_COUNT; False when it has not."""
        if self._get_count(address) == PROBE_COUNT:
            self._hook = self._get(address)
        return self.is_ready

    def arm(self, address: int) -> None:
        """Make the coroutine at `address` call its hook before its next instruction."""
        self._set(address, self._hook, COUNT_MASK, 1)


class Deadline:
    """When what runs now has to end. Set by the thread that runs Lua, read by any."""

    def __init__(self) -> None:
        self.began = 0.0
        self.limit_seconds = 0.0
        self.is_running = False
        self.stop_requested = False
        self.is_heeded = False  # Lua has asked for the reason and is ending

    def begin(self, limit_seconds: float) -> None:
        """Start the clock."""
        self.began, self.limit_seconds = time.process_time(), limit_seconds
        self.is_running, self.is_heeded = True, False

    def end(self) -> None:
        """Nothing runs any more."""
        self.is_running = False

    @property
    def used_seconds(self) -> float:
        """Processor seconds since `begin`."""
        return time.process_time() - self.began

    def ask(self) -> int:
        """The reason, as Lua asks for it from a hook; it is going to end then."""
        reason = self.reason()
        self.is_heeded = self.is_heeded or reason != NOT_YET
        return reason

    def reason(self) -> int:
        """Why to stop now; NOT_YET otherwise. `Thread:` any."""
        if self.stop_requested:
            return STOP
        return BUDGET if self.is_running and self.used_seconds > self.limit_seconds else NOT_YET


class Watch:
    """The thread that arms the hook of the running coroutine once the deadline has passed."""

    def __init__(self, deadline: Deadline, arm: Callable[[int], None]) -> None:
        self._deadline = deadline
        self.arm = arm
        self._address = 0  # of the coroutine that runs; 0 when none does
        self._arming = threading.Lock()  # held while a coroutine is armed, so that it cannot end meanwhile
        self._wake = threading.Event()
        self._next_look = 0.0  # on the monotonic clock: when the thread looks of its own accord
        self._closed = False
        self._thread = threading.Thread(target=self._watch, name="lua-watch", daemon=True)
        self._thread.start()

    def begin(self, address: int) -> None:
        """The coroutine at `address` runs from now on, under the deadline."""
        self._address = address  # before looking at the other's plan, as the other plans before looking at this
        if self._deadline.stop_requested or time.monotonic() + self._deadline.limit_seconds < self._next_look:
            self._wake.set()

    def end(self) -> None:
        """No coroutine runs."""
        with self._arming:
            self._address = 0

    def look_now(self) -> None:
        """Look at the deadline at once. `Thread:` any."""
        self._wake.set()

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._wake.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._closed:
            self._next_look = math.inf
            pause = self._look()
            self._next_look = time.monotonic() + pause
            self._wake.wait(pause)
            self._wake.clear()

    def _look(self) -> float:
        """Arm the hook when it is time; return the seconds until the next look."""
        deadline = self._deadline
        if not self._address:
            return IDLE_SECONDS
        if deadline.reason() != NOT_YET:
            with self._arming:
                if self._address and not deadline.is_heeded:
                    self.arm(self._address)
            return RETRY_SECONDS
        return max(deadline.limit_seconds - deadline.used_seconds, RETRY_SECONDS)
