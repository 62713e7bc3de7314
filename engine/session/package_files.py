"""Reads what is in packages folders, for who wants to know when it changes. Nothing of it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from engine.core.errors import EngineError
from engine.core.live import PackageStatus
from engine.lua.compiling import compiler_message
from engine.lua.packages import digest_of, read_package

MOST_FILES = 5000  # of one folder; further ones are read when they are required, and not watched


class _Known(NamedTuple):
    """A file as it was read last."""

    stamp: tuple[int, int]  # when it was changed, and how long it is
    status: PackageStatus


class PackageFiles:
    """The files of packages folders. One that is half written, or wrong, counts as it was before, with a message."""

    def __init__(self) -> None:
        self._known: dict[Path, _Known] = {}

    def read(self, roots: Iterable[Path]) -> tuple[PackageStatus, ...]:
        """Return how the files in `roots` are now; only those that changed since the last time are read."""
        before, self._known = self._known, {}
        for root in roots:
            for path in islice(_files(root), MOST_FILES):
                known = _look_at(path, root, before.get(path))
                if known is not None:
                    self._known[path] = known
        return tuple(self._known[path].status for path in sorted(self._known))


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*.lua") if path.is_file())


def _look_at(path: Path, root: Path, known: _Known | None) -> _Known | None:
    try:
        state = path.stat()
    except OSError:
        return None  # it is gone again
    stamp = state.st_mtime_ns, state.st_size
    if known is not None and known.stamp == stamp:
        return known
    good = known.status.digest if known is not None else ""
    try:
        text = read_package(path, root)
    except EngineError as mistake:
        return _Known(stamp, PackageStatus(str(path), good, str(mistake)))
    wrong = compiler_message(text)
    if wrong is None:
        return _Known(stamp, PackageStatus(str(path), digest_of(text)))
    line, message = wrong
    told = f"{path.relative_to(root).as_posix()}:{line}: {message}; scripts go on with what they have loaded"
    return _Known(stamp, PackageStatus(str(path), good, told))
