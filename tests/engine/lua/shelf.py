"""A shelf: folders of packages, the session's scripts, and a runtime whose script requires them."""

from __future__ import annotations

from pathlib import Path

from engine.lua.packages import PackageFinder
from engine.lua.requiring import Requiring
from tests.engine.lua.conftest import Script


class Shelf:
    """Packages for one script, `song` unless said otherwise."""

    def __init__(self, script: Script, folder: Path) -> None:
        self.script = script
        self.library, self.folder, self.other = folder / "library", folder / "packages", folder / "mine"
        self.scripts: dict[str, str] = {}
        finder = PackageFinder(self.scripts.get, lambda: self.scripts, self.library)
        finder.roots = (self.folder, self.other)
        self.requiring = Requiring(script.runtime, finder)
        self.requiring.script = "song"

    def put(self, **texts: str) -> None:
        """Write packages into the packages folder; `pl__class` is pl/class.lua."""
        put(self.folder, **texts)

    def run(self, text: str) -> list[str]:
        """Run `text` as a run of the script, and return what it prints."""
        with self.script.runtime.keeping_globals():
            self.script.runtime.reinstate_library()
            self.requiring.begin_run()
            return self.script.run(text)

    @property
    def used(self) -> list[str]:
        """The names of the packages that the script uses."""
        return [package.name for package in self.requiring.used()]


def put(folder: Path, **texts: str) -> None:
    """Write packages into a folder; `pl__class` is pl/class.lua."""
    for name, text in texts.items():
        path = folder / Path(*name.split("__")).with_suffix(".lua")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
