"""`require` in one runtime: what prelude/packages.lua asks the host, and which packages are loaded.

The loaded packages themselves, and which uses which, are Lua's, so that a run that fails puts them back with the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from engine.core.errors import EngineError, NotAllowed, WrongType
from engine.lua.convert import readable_text
from engine.lua.packages import SCRIPT_ORIGIN, Package, PackageFinder, check_name, version_told
from engine.lua.runtime import Runtime
from engine.lua.sandbox import CHUNK_NAME
from engine.lua.sugar import unsweetened
from engine.lua.versions import Requirement, read_version

MOST_CHARACTERS = 16 << 20  # in all packages of a script
ITSELF = ""  # the script, among those that use packages
_SCRIPT = Package(ITSELF, "", "", "")


class _Loaded(NamedTuple):
    """A package as the runtime knows it."""

    package: Package
    uses: tuple[str, ...]  # names of packages


class Requiring:
    """Gives `require` to a runtime.

    Thread: the runtime's.
    """

    def __init__(self, runtime: Runtime, finder: PackageFinder) -> None:
        self.finder = finder
        self.script = ""  # the name of the script whose runtime it is; no package of that name can be required
        self._runtime = runtime
        self._found: dict[Package, int] = {}  # with the number under which Lua knows it
        self._last_number = 0
        self.has_news = False  # something was loaded, or forgotten, since `used` was asked
        self._chunks: dict[str, str] = {}  # chunk name -> origin of the package that has it
        for name, function in (("read", self._read), ("find", self._find), ("agree", self._agree)):
            runtime.serve(f"{name}_package", "require", function)

    # --- for a host ---

    def begin_run(self, given: Iterable[Package] = ()) -> None:
        """Have the run to come see packages as they are now: forget those that changed, and all that use them.

        Args:
            given: Packages that are to be as they were, whatever has become of them.
        """
        self.finder.begin_run(given)
        loaded = self._loaded()
        mistaken = self._chunks.pop(f"{self.script}.lua", None)  # since the script got that name
        gone = {
            name
            for name, each in loaded.items()
            if name != ITSELF and (each.package.origin == mistaken or self._has_changed(each.package))
        }
        while more := {name for name, each in loaded.items() if name not in gone and gone.intersection(each.uses)}:
            gone |= more
        self.has_news = True
        self._runtime.ask("forget_packages", *sorted(gone | {ITSELF}))

    def used(self) -> tuple[Package, ...]:
        """Return what the script uses, itself or by others, in the order of their names; none of the library.

        To be asked after a run that succeeded: texts that are loaded no more, or were given for it, are forgotten.
        """
        self.has_news = False
        self.finder.given = {}
        loaded = self._loaded()
        alive = {each.package for each in loaded.values()}
        self._found = {package: number for package, number in self._found.items() if package in alive}
        used, waiting = set[str](), [ITSELF]
        while waiting:
            for name in loaded[waiting.pop()].uses:
                if name in loaded and name not in used:
                    used.add(name)
                    waiting.append(name)
        packages = (loaded[name].package for name in sorted(used))
        return tuple(package for package in packages if not package.is_bundled)

    def _loaded(self) -> dict[str, _Loaded]:
        """Every loaded package by name, and the script itself."""
        if not self._found:  # nothing was ever loaded, which Lua need not be asked
            return {ITSELF: _Loaded(_SCRIPT, ())}
        flat = [iter(self._runtime.ask("loaded_packages"))] * 3
        found = {number: package for package, number in self._found.items()}
        return {
            readable_text(name): _Loaded(found.get(number, _SCRIPT), tuple(readable_text(uses).split()))
            for name, number, uses in zip(*flat, strict=True)
        }

    def _has_changed(self, package: Package) -> bool:
        if package.is_bundled:
            return False
        try:
            now = self.finder.find(package.name)
        except EngineError:
            return True
        return (now.origin, now.text) != (package.origin, package.text)

    # --- for Lua ---

    def _read(self, name: Any = None) -> tuple[str, str]:
        """Return name and requirement of what a script wrote."""
        if not isinstance(name, str):
            raise WrongType('require: give it the name of a package, as in require "promise"')
        front, _, requirement = name.partition("@")
        Requirement(requirement)
        return check_name(front), requirement

    def _find(self, name: str, loading: str) -> tuple[int, str, str, str]:
        """Return number, chunk name, version and text of the package `name`; `loading` are those on the way to it."""
        way = loading.split()
        if name in way:
            raise NotAllowed(_circle([*way[way.index(name) :], name]))
        package = self.finder.find(name)
        if package.origin == f"{SCRIPT_ORIGIN}{self.script}":
            raise NotAllowed(_circle([name, *way, name]))
        self.has_news = True
        if package not in self._found:
            if sum(len(each.text) for each in self._found) + len(package.text) > MOST_CHARACTERS:
                raise NotAllowed(
                    f"the packages of one script are too long together: at most {MOST_CHARACTERS >> 20} MB"
                )
            self._last_number += 1
            self._found[package] = self._last_number
        return (
            self._found[package],
            self._chunk_for(package),
            version_told(package.text),
            unsweetened(package.text).text,
        )

    def _agree(self, name: str, version: str, requirement: str, first: str) -> None:
        """Raise NotAllowed unless the version that is loaded is one that is wanted."""
        found = read_version(version)
        if found is None:
            raise NotAllowed(f'"{name}@{requirement}" is wanted, and "{name}" does not tell its version')
        if not Requirement(requirement).allows(found):
            loaded = f", which {first} required first" if first else ""
            raise NotAllowed(f'"{name}@{requirement}" is wanted, and "{name}" is {found}{loaded}')

    def _chunk_for(self, package: Package) -> str:
        """What Lua is to call a package's text: no two that are loaded, nor the script's own, have the same name.

        The library is ours: a mistake in how it is used is told at the player's line.
        """
        if package.is_bundled:
            return CHUNK_NAME.removeprefix("=").format(package.name)
        own = f"{self.script}.lua"
        number, wanted = 1, package.chunk
        while True:
            shown = readable_text(self._runtime.name_chunk(wanted))
            if wanted != own and self._chunks.setdefault(shown, package.origin) == package.origin:
                return shown
            number += 1
            wanted = f"({number}) {package.chunk}" if number > 2 else f"packages/{package.chunk}"


def _circle(names: list[str]) -> str:
    return f"packages require each other in a circle: {' -> '.join(names)}"
