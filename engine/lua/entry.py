"""The one door into a script's Lua: a deadline, a guard for memory, and what is done after a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from engine.core.errors import NotAllowed
from engine.lua.convert import Value, readable_text
from engine.lua.coroutine import Coroutine, Turn
from engine.lua.interrupt import Deadline
from engine.lua.limits import Limits
from engine.lua.verdict import Report, error_mistake, memory_mistake, stop_mistake
from engine.lua.watch import Watch

FAILED, YIELDED, FINISHED = 0, 1, 2  # what the prelude's `enter` says first
OWN_SECONDS = 1.0  # for our own work in what a script has left: Lua's collector cannot be interrupted either


class Entry:
    """Goes into Lua for a runtime, one coroutine at a time, and comes out with a Turn or an exception."""

    def __init__(self, limits: Limits, lua: Any, lua_error: type[Exception], deadline: Deadline) -> None:
        self._limits = limits
        self._lua = lua
        self._lua_error = lua_error
        self._deadline = deadline
        self._watch: Watch | None = None
        self._prelude: Any = None
        self._bug: BaseException | None = None
        self._is_busy = False
        self.is_closed = False  # nothing in Lua is to be called any more
        self._released: list[int] = []  # numbers to give back before the next entry; filled by finalizers
        self.chunk_names: dict[str, str] = {}  # as Lua shows them -> as they were given
        self.methods: set[str] = set()  # of all handles, for "did you mean"

    def connect(self, prelude: Any, watch: Watch | None) -> None:
        """Take what can only be made once this is there."""
        self._prelude, self._watch, self.is_closed = prelude, watch, False

    def watch_too(self, address: int) -> None:
        """The script has resumed a coroutine of its own at `address`."""
        if self._watch:
            self._watch.add(address)

    def keep_bug(self, bug: BaseException) -> None:
        """An API function raised what is no mistake of the player's: raise it when Lua has unwound."""
        self._bug = self._bug or bug

    def release(self, number: int) -> None:
        """Give back a number before the next entry. `Thread:` any, finalizers too."""
        self._released.append(number)

    def prepare(self) -> None:
        """To be called before anything in Lua is.

        Raises:
            NotAllowed: The runtime is closed.
            RuntimeError: Lua runs already; it is an API function that tries.
            MemoryExceeded: What the script keeps leaves no room to do anything.
        """
        if self.is_closed:
            raise NotAllowed("this runtime is closed: nothing can run in it any more")
        if self._is_busy:
            raise RuntimeError("Lua runs already: an API function cannot call back into it")
        while self._released:
            self._prelude["release"](self._released.pop())
        self.require_memory()

    def call(self, function: str, *values: Any) -> Any:
        """Call a function of the prelude that runs nothing of the script's; raises MemoryExceeded."""
        try:
            return self._prelude[function](*values)
        except MemoryError:
            raise memory_mistake(self._limits, self._lua.get_memory_used()) from None

    def require_memory(self) -> None:
        """Raise MemoryExceeded when what the script keeps leaves no room for crossing."""
        if self._is_out_of_memory():
            raise memory_mistake(self._limits, self._lua.get_memory_used())

    def _is_out_of_memory(self) -> bool:
        soft_limit = self._limits.soft_memory_bytes
        if self._lua.get_memory_used() > soft_limit:
            self._collect()
        used: int = self._lua.get_memory_used()
        return used > soft_limit

    @contextmanager
    def extra_room(self) -> Iterator[None]:
        """Let our own work after a failure have memory that the script had not; collect what the script left."""
        self._lua.set_max_memory(self._limits.memory_bytes + self._limits.headroom_bytes)
        try:
            yield
        finally:
            self._collect()
            self._lua.set_max_memory(self._limits.memory_bytes)

    def _collect(self) -> None:
        """Collect garbage, which takes as long as the script has made it take."""
        if self._is_busy or self._watch is None:  # it is being watched, or nobody could do anything
            self._lua.gccollect()
            return
        self._deadline.begin(OWN_SECONDS)
        self._watch.begin(0)
        try:
            self._lua.gccollect()
        finally:
            self._deadline.end()
            self._watch.leave()

    def run(
        self,
        coroutine: Coroutine,
        values: list[Any],
        seconds: float,
        read: Callable[[Any], Value],
        read_last: Callable[[Any], Value] | None = None,
    ) -> Turn:
        """Run `coroutine` until it waits or ends, for at most `seconds`; `values` are Lua's.

        What it waits with goes through `read`, what it returns through `read_last`, by default only scalars do.
        Raises what `Coroutine.resume` says, and what they raise.
        """
        self.prepare()
        self._is_busy = True
        self._deadline.begin(seconds)
        try:
            answer = self._watched(coroutine, "enter", seconds, *values)
            verdict, results = (answer[0], answer[1:]) if isinstance(answer, tuple) else (answer, ())
            if verdict == YIELDED:
                return Turn(False, tuple(read(result) for result in results))
            coroutine.close()
            if verdict == FINISHED:
                return Turn(True, tuple(map(read_last or _scalar, results)))
            raise self._failure(coroutine)
        finally:
            self._deadline.end()
            if self._watch:
                self._watch.leave()
            self._is_busy = False

    def _watched(self, coroutine: Coroutine, function: str, *values: Any) -> Any:
        """Call a function of the prelude that runs `coroutine`, and have it interrupted when it is time."""
        if self._watch:
            self._watch.begin(coroutine.address)
        try:
            return self._prelude[function](coroutine.number, *values)
        except self._lua_error:  # no memory was left even to leave; why is asked later, as after any failure
            return FAILED
        finally:
            if self._watch and self._watch.end():
                self._prelude["forget_watched"]()

    def _failure(self, coroutine: Coroutine) -> BaseException:
        """What `coroutine` failed of; its memory is free again afterwards."""
        with self.extra_room():
            answer = self._prelude["report"](coroutine.number)
            names = self._prelude["names"]()
            if answer[0] is None:
                self._watched(coroutine, "unwind")
            self._prelude["release"](coroutine.number)
        bug, self._bug = self._bug, None
        if bug:
            return bug
        report = Report.from_lua(answer, self.chunk_names, coroutine.origin)
        if report.why == "bug":
            return RuntimeError(f"a Python exception was raised into Lua by lupa itself: {report.message}")
        if not report.why and self._deadline.is_missed:
            report = replace(report, why="stop" if self._deadline.stop_requested else "budget")
        if not report.why:
            return error_mistake(report, self.chunk_names, sorted(readable_text(name) for name in names), self.methods)
        self._deadline.stop_requested &= report.why != "stop"
        return stop_mistake(report, self._limits, self._deadline.limit_seconds, self._deadline.used_seconds)


def _scalar(value: Any) -> Value:
    """A result of a script's that nobody asked for, without what it may keep alive."""
    if isinstance(value, str):
        return readable_text(value)
    return value if isinstance(value, bool | int | float) else None
