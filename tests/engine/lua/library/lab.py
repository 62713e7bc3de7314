"""A script's Lua with the library, and virtual time: `clock.run`, `clock.sleep` and `os.clock` as in a loop."""

from __future__ import annotations

from heapq import heappop, heappush

import pytest

from engine.lua.coroutine import Coroutine, LuaFunction
from engine.lua.limits import Limits
from engine.lua.mistakes import LuaMistake
from engine.lua.packages import PackageFinder
from engine.lua.requiring import Requiring
from engine.lua.runtime import Runtime


class Lab:
    """A runtime, what was printed and logged in it, and how often it slept."""

    def __init__(self, *, strict: bool = False, limits: Limits | None = None) -> None:
        self.now = 0.0
        self.jump = 0.0  # what os.clock adds from the first sleep on
        self.printed: list[str] = []
        self.logged: list[tuple[str, str]] = []
        self.heard: list[str] = []  # what was printed and logged, in order
        self.sleeps: list[float] = []
        self._begun = 0
        self._due: list[tuple[float, int, Coroutine | LuaFunction]] = []
        level = "strict" if strict else "standard"  # what Lua has there; what may be taken is the same
        self.runtime = Runtime(limits or Limits(), level=level, output=self._print, clock=self._clock)
        self.runtime.install("log", self._log)
        self.runtime.install("clock.run", self._begin, takes_functions=True)
        self.runtime.install("clock.sleep", self._sleep, waits=True)
        Requiring(self.runtime, PackageFinder())

    def _clock(self) -> float:
        return self.now + self.jump if self.sleeps else self.now

    def _print(self, line: str) -> None:
        self.printed.append(line)
        self.heard.append(line)

    def _log(self, level: str, text: str) -> None:
        self.logged.append((level, text))
        self.heard.append(f"{level} {text}")

    def _begin(self, body: LuaFunction) -> None:
        self._enter(self.now, body)

    def _sleep(self, seconds: float) -> float:
        self.sleeps.append(seconds)
        return seconds

    def _enter(self, due: float, what: Coroutine | LuaFunction) -> None:
        self._begun += 1
        heappush(self._due, (due, self._begun, what))

    def run(self, text: str) -> list[str]:
        """What `text` prints, at once and in what it started, until nothing of that sleeps any more."""
        self.printed.clear()
        self.runtime.run_chunk(text, "song.lua")
        while self._due:
            due, _, what = heappop(self._due)
            self.now = max(self.now, due)
            coroutine = self.runtime.spawn(what) if isinstance(what, LuaFunction) else what
            turn = coroutine.resume()
            if not turn.is_finished:
                self._enter(self.now + turn.values[0], coroutine)
        return list(self.printed)

    def inside(self, body: str) -> list[str]:
        """What `body` prints as the main task of `async.run`, with a clock to sleep on."""
        opening = 'local async = require "async" clock.run(function() async.run(function() '
        return self.run(f"{opening}{body}\nend) end)")

    def fail(self, text: str) -> LuaMistake:
        """The mistake of `text`."""
        with pytest.raises(LuaMistake) as caught:
            self.run(text)
        return caught.value

    def close(self) -> None:
        """End the runtime."""
        self.runtime.close()
