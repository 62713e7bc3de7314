"""The packages of one script, in its worker: found as of each run, and told to the crew when they are others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from engine.lua.packages import Package, PackageFinder
from engine.lua.requiring import Requiring
from engine.lua.runtime import Runtime
from engine.scripts import protocol as p


class UsedPackages:
    """What a performer does about `require`.

    Thread: the worker's main one.
    """

    def __init__(
        self,
        runtime: Runtime,
        fetch: Callable[[str], str | None],
        scripts: Callable[[], Iterable[str]],
        say: Callable[[p.FromWorker], None],
    ) -> None:
        self._requiring = Requiring(runtime, PackageFinder(fetch, scripts))
        self._say = say
        self._told: tuple[Package, ...] = ()

    def begin_line(self, roots: Iterable[str]) -> None:
        """Have a line of the console see packages as they are now."""
        self._begin((), roots)
        self._requiring.used()

    def begin_round(self, script: str, roots: Iterable[str]) -> None:
        """Have a round, or a text that is run once, see packages as they are now; nobody is told what it uses."""
        self._requiring.script = script
        self.begin_line(roots)

    def begin_run(self, run: p.Run, script: str) -> None:
        """Have `run` see packages as they are now, or as they were where it says so."""
        self._requiring.script = script
        self._begin((Package(each.name, each.origin, each.chunk, each.text) for each in run.packages), run.roots)

    def _begin(self, given: Iterable[Package], roots: Iterable[str]) -> None:
        self._requiring.finder.roots = tuple(map(Path, roots))
        self._requiring.begin_run(given)

    def tell(self) -> None:
        """Tell which packages the script uses, when they are others than before."""
        if not self._requiring.has_news:
            return
        used = self._requiring.used()
        if used != self._told:
            self._told = used
            self._say(p.Using(tuple(p.Used(each.name, each.origin, each.chunk, each.text) for each in used)))
