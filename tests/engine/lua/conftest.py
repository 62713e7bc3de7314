"""A runtime for each test, with what its script printed and a small host to talk to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine.lua.coroutine import Coroutine, LuaFunction
from engine.lua.limits import Limits
from engine.lua.mistakes import LuaMistake
from engine.lua.runtime import Runtime


class Script:
    """A runtime, the lines that were printed, and what the API function `tell` was told."""

    def __init__(self, limits: Limits | None = None, **options: Any) -> None:
        self.printed: list[str] = []
        self.told: list[Any] = []
        self.runtime = Runtime(limits, output=self.printed.append, **options)
        self.runtime.install("tell", lambda *values: self.told.extend(values))
        self.runtime.install("keep", self.told.append, takes_functions=True)
        self.runtime.install("wait", lambda *values: values, waits=True)

    def run(self, text: str, **options: Any) -> list[str]:
        """What `text` prints."""
        self.printed.clear()
        self.runtime.run_chunk(text, "song.lua", **options)
        return list(self.printed)

    def fail(self, text: str) -> LuaMistake:
        """The mistake of `text`."""
        with pytest.raises(LuaMistake) as caught:
            self.runtime.run_chunk(text, "song.lua")
        return caught.value

    def value(self, expression: str) -> str:
        """An expression's value as text."""
        return self.runtime.evaluate(expression, "value")

    def loop(self, body: str, seed: int | None = None) -> Coroutine:
        """A coroutine that runs `body`."""
        self.runtime.run_chunk(f"keep(function(...) {body} end)", "loop.lua")
        function = self.told.pop()
        assert isinstance(function, LuaFunction)
        return self.runtime.spawn(function, seed=seed)


@pytest.fixture
def make_script() -> Iterator[Callable[..., Script]]:
    """Makes scripts, and closes them."""
    made: list[Script] = []

    def make(limits: Limits | None = None, **options: Any) -> Script:
        made.append(Script(limits, **options))
        return made[-1]

    yield make
    for script in made:
        script.runtime.close()


@pytest.fixture
def script(make_script: Callable[..., Script]) -> Script:
    """A script with the usual limits."""
    return make_script()
