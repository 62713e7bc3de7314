"""Stopping Lua from outside: Lua's own function that sets a hook, and a deadline of processor time with a stop flag.

A count hook slows every instruction, so where the platform allows it none runs until it is needed: a watching thread
(`watch.py`) calls `lua_sethook` on the running coroutine, which Lua means to be callable at any time. Elsewhere one
always runs. One race is left: Lua may free a frame of a deep stack while it is being walked. Arming stops as soon as
Lua heeds it, and the process is one that its supervisor can replace.
"""

from __future__ import annotations

import ctypes
import threading
import time
from typing import Any

COUNT_MASK = 8  # LUA_MASKCOUNT
NOT_YET, BUDGET, STOP = 0, 1, 2  # what `Deadline.reason` says; Lua is told numbers, which need no memory there
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


def _thread_seconds(clock: int | None) -> float:
    """Processor seconds of the thread with this clock, so that busy neighbours accuse nobody."""
    return time.process_time() if clock is None else time.clock_gettime(clock)


def _clock_of_this_thread() -> int | None:
    if hasattr(time, "pthread_getcpuclockid"):  # where it is not, all threads of the process count
        return time.pthread_getcpuclockid(threading.get_ident())
    return None


class Deadline:
    """When what runs now has to end. Set by the thread that runs Lua, read by any."""

    def __init__(self) -> None:
        self._clock: int | None = None  # of the thread that runs Lua
        self.began = 0.0
        self.limit_seconds = 0.0
        self.is_running = False
        self.stop_requested = False
        self.is_heeded = False  # Lua has asked for the reason and is ending
        self.is_missed = False  # what Python did for Lua, where no hook reaches, was broken off
        self._stop_seconds = 0.0  # what was used when the stop was requested

    def begin(self, limit_seconds: float) -> None:
        """Start the clock."""
        self._clock = _clock_of_this_thread()
        self.began = time.process_time() if self._clock is None else time.thread_time()  # quicker than by its clock
        self.limit_seconds, self._stop_seconds = limit_seconds, 0.0
        self.is_running, self.is_heeded, self.is_missed = True, False, False

    def request_stop(self) -> None:
        """Have what runs, or else what runs next, end now. `Thread:` any."""
        self._stop_seconds = self.used_seconds if self.is_running else 0.0
        self.stop_requested = True

    def end(self) -> None:
        """Nothing runs any more."""
        self.is_running = False

    @property
    def used_seconds(self) -> float:
        """Processor seconds since `begin`."""
        return _thread_seconds(self._clock) - self.began

    @property
    def overdue_seconds(self) -> float:
        """Processor time that was taken since what runs had to end; 0 or less: it need not end yet. `Thread:` any."""
        if not self.is_running:
            return 0.0
        due = min(self.limit_seconds, self._stop_seconds) if self.stop_requested else self.limit_seconds
        return self.used_seconds - due

    def miss(self) -> bool:
        """Whether time is up, as who works for Lua asks; that breaks off then, and the script fails of that."""
        is_over = self.overdue_seconds > 0
        self.is_missed = self.is_missed or is_over
        return is_over  # not the flag, which outlives what runs: afterwards there is time again

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
