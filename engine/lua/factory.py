"""Making runtimes that are all alike: one level, one API, the same texts run first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from engine.lua.levels import Policy
from engine.lua.limits import Limits
from engine.lua.runtime import Runtime

WARM_UP = "-- compiled and run once, so that the first script need not wait for what happens once"


def _show_nothing(_line: str) -> None:
    """What is printed while nobody has the runtime."""


class RuntimeFactory:
    """Makes runtimes, each ready to run a script in a world of its own.

    Args:
        level: The name of a level, or a policy on top of one.
        limits: What a script may take, by default what its level says.
        install: Gives a new runtime its API.
        first_texts: Name and text of what is run first in each world; what it defines is there for the script.
        files: Where the files lie, at a level that has them.
    """

    def __init__(
        self,
        level: str | Policy = "standard",
        *,
        limits: Limits | None = None,
        install: Callable[[Runtime], None] = lambda _: None,
        first_texts: Sequence[tuple[str, str]] = (),
        files: Path | None = None,
        seed: int = 0,
    ) -> None:
        self._level = level
        self._limits = limits
        self._install = install
        self._first_texts = tuple(first_texts)
        self._files = files
        self._seed = seed

    def make(self) -> Runtime:
        """Return a runtime; raises LuaMistake when a text that is to run first fails. `Thread:` any."""
        runtime = Runtime(self._limits, level=self._level, files=self._files, output=_show_nothing, seed=self._seed)
        try:
            self._install(runtime)
            runtime.run_chunk(WARM_UP, "warm-up")
            if not self.renew(runtime):
                raise AssertionError("a runtime that nothing has run in is not intact")
        except BaseException:
            runtime.close()
            raise
        return runtime

    def renew(self, runtime: Runtime) -> bool:
        """Make a runtime as it was when it was made; False when that cannot be promised."""
        runtime.output = _show_nothing
        if not runtime.renew():
            return False
        for name, text in self._first_texts:
            runtime.run_chunk(text, name)
        return True
