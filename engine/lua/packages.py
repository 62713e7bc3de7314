"""Where the packages are that scripts `require`: finds the text of one by its name. Nothing here runs.

Looked in, in this order: the library that comes along, the session's scripts, and the packages folders.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple

from engine.core.errors import NotAllowed, UnknownName, did_you_mean

LIBRARY = Path(__file__).parents[2] / "resources" / "lua"
LONGEST_NAME = 100  # characters
LONGEST_PACKAGE_BYTES = 1 << 20
SCRIPT_ORIGIN = "script:"
SETTLED_NANOSECONDS = 2_000_000_000
_MOST_NAMES = 1000  # of a folder, for "did you mean"


class Package(NamedTuple):
    """The text of a package as it was found."""

    name: str  # as scripts call it, with dots: `pl.class`
    origin: str  # the file's path, or `script:drums`; no two places have the same
    chunk: str  # what mistakes in it are told with: `pl/class.lua`
    text: str
    is_bundled: bool = False  # it came along with the application, and so never changes

    @property
    def digest(self) -> str:
        """What tells this text from others."""
        return digest_of(self.text)


@lru_cache(512)
def digest_of(text: str) -> str:
    """Return what tells `text` from others."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def check_name(name: str) -> str:
    """Return a package's name with dots; raises NotAllowed for one that could lead out of the packages folder."""
    dotted = name.replace("/", ".")
    parts = dotted.split(".")
    if len(dotted) > LONGEST_NAME or not all(part and all(_is_of_name(char) for char in part) for part in parts):
        raise NotAllowed(
            f'"{name[:LONGEST_NAME]}" is no name of a package; write letters, digits, _ and -, '
            'with dots between folders, as in require "pl.class"'
        )
    return dotted


def _is_of_name(char: str) -> bool:
    return char.isalnum() or char in "_-"


class PackageFinder:
    """Finds packages for one script.

    Args:
        fetch: Returns the text of one of the session's scripts, None where there is none.
        scripts: Returns the names of the session's scripts.
    """

    def __init__(
        self,
        fetch: Callable[[str], str | None] = lambda _: None,
        scripts: Callable[[], Iterable[str]] = tuple,
        library: Path = LIBRARY,
    ) -> None:
        self.roots: tuple[Path, ...] = ()  # the packages folders
        self.given: Mapping[str, Package] = {}  # by name: those that are to be as they were, wherever they are now
        self._fetch = fetch
        self._scripts = scripts
        self._library = library
        self._texts: dict[str, tuple[tuple[int, int, int], str]] = {}  # of files, by path, with what tells a change
        self._fetched: dict[str, str | None] = {}  # texts of scripts, as of this run

    def begin_run(self, given: Iterable[Package] = ()) -> None:
        """Find things as they are from now on, but `given` ones as they are given."""
        self.given = {package.name: package for package in given}
        self._fetched = {}

    def find(self, name: str) -> Package:
        """Return the package called `name`, a checked one.

        Raises:
            UnknownName: There is none; the sentence says where it was looked for.
            NotAllowed: It is there, and cannot be read.
        """
        inside = os.path.join(*name.split("."))
        relative = (f"{inside}.lua", os.path.join(inside, "init.lua"))
        bundled = self._in_folders(name, relative, [self._library])
        if bundled is not None:
            return bundled._replace(is_bundled=True)
        found = self.given.get(name) or self._in_scripts(name) or self._in_folders(name, relative, self.roots)
        if found is None:
            places = ["the library", "this session's scripts", *(f"{root / relative[0]}" for root in self.roots)]
            near = did_you_mean(name, self._names())
            raise UnknownName(f'there is no package "{name}" in {", ".join(places)}{near}')
        return found

    def _in_scripts(self, name: str) -> Package | None:
        if name not in self._scripts():
            return None
        if name not in self._fetched:
            self._fetched[name] = self._fetch(name)
        text = self._fetched[name]
        return None if text is None else Package(name, f"{SCRIPT_ORIGIN}{name}", f"{name}.lua", text)

    def _in_folders(self, name: str, relative: Iterable[str], roots: Iterable[Path]) -> Package | None:
        for root in roots:
            for inside in relative:
                path = os.path.join(root, inside)
                if os.path.isfile(path):
                    return Package(name, path, inside.replace(os.sep, "/"), self._text(path, root))
        return None

    def _text(self, path: str, root: Path) -> str:
        """Read a file, unless it is as it was. What was changed just now may change again within the clock's tick."""
        try:
            state = os.stat(path)
        except OSError as error:
            raise _unreadable(path, error) from None
        stamp = state.st_mtime_ns, state.st_size, state.st_ino
        known = self._texts.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        text = read_package(Path(path), root)
        if time.time_ns() - state.st_mtime_ns > SETTLED_NANOSECONDS:
            self._texts[path] = stamp, text
        return text

    def _names(self) -> Iterator[str]:
        yield from self._scripts()
        for root in (self._library, *self.roots):
            for _, path in zip(range(_MOST_NAMES), _entries(root), strict=False):
                if path.suffix == ".lua" or path.is_dir():
                    yield path.stem


def _entries(root: Path) -> Iterable[Path]:
    try:
        return sorted(root.iterdir())
    except OSError:
        return ()


def _unreadable(path: str | Path, error: OSError) -> NotAllowed:
    return NotAllowed(f'the package file "{path}" cannot be read ({error.strerror})')


def _is_in(file: IO[bytes], path: Path, root: Path) -> bool:
    """Whether `file`, opened as `path`, is in `root`, whatever links led there and have been changed meanwhile."""
    real = path.resolve()
    return real.is_relative_to(root.resolve()) and os.path.samestat(os.fstat(file.fileno()), real.stat())


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for whoever writes into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_package(path: Path, root: Path) -> str:
    """Return the text of a package's file; raises NotAllowed."""
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            if not _is_in(file, path, root):
                raise NotAllowed(f'the package file "{path}" is a link that leads out of the packages folder')
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotAllowed(f'the package file "{path}" is no plain file')
            read = file.read(LONGEST_PACKAGE_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(read) > LONGEST_PACKAGE_BYTES:
        raise NotAllowed(f'the package file "{path}" is too long; the longest is {LONGEST_PACKAGE_BYTES >> 20} MB')
    text = read.decode("utf-8-sig", "replace")
    return f"--{text}" if text.startswith("#") else text  # a first line for the system's shell, as Lua's own does


def version_told(text: str) -> str:
    """Return what the comment at the top of a package says as `-- version: 1.2.0`; empty where it says nothing."""
    for line in text.splitlines()[:30]:
        said = line.strip()
        if said and not said.startswith("--"):
            return ""
        word, colon, version = said.lstrip("-").strip().partition(":")
        if colon and word.strip().lower() == "version":
            return version.strip()
    return ""
