"""The files that a script may use: those of one folder, by plain relative paths, bounded in size and number.

No link is followed, nothing but plain files is opened, and what the operating system refuses is told in its words.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate, count
from pathlib import Path
from typing import Any, NamedTuple

from engine.core.errors import NotAllowed

LONGEST_FILE_BYTES = 4 << 20
MOST_FILES = 1000
LONGEST_PATH = 240
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)  # Windows'

CAN_WALK = os.open in os.supports_dir_fd  # else a link that is made between a look and the opening is followed
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)

Answer = Any  # a value, or None and what went wrong, as Lua's own functions answer


class _Place(NamedTuple):
    """Where a file is, or would be: a name in a folder that is open; without one, a whole path."""

    name: str
    folder: int | None


class ScriptFiles:
    """What a script's file functions do.

    Args:
        folder: Where the files lie; it is made by the first that is written. None: there is no place for files.
    """

    def __init__(
        self, folder: Path | None, *, longest_bytes: int = LONGEST_FILE_BYTES, most_files: int = MOST_FILES
    ) -> None:
        self.folder = folder
        self._longest_bytes = longest_bytes
        self._most_files = most_files

    @property
    def functions(self) -> Mapping[str, Callable[..., Answer]]:
        """What the prelude calls, by the name that it calls it."""
        return {
            "file_read": self._answering(self._read),
            "file_begin": self._answering(self._begin),
            "file_append": self._answering(self._append),
            "file_remove": self._answering(self._remove),
            "file_rename": self._answering(self._rename),
            "file_free_name": self._free_name,
        }

    def _read(self, path: str) -> bytes:
        with self._at(path) as place, _opened(place, os.O_RDONLY) as file:
            if _size(file) > self._longest_bytes:
                raise NotAllowed(f"the file is longer than {self._longest_bytes >> 20} MB")
            content: bytes = file.read(self._longest_bytes)
            return content

    def _begin(self, path: str, keeps: bool) -> int:
        self._check(path)
        self._require_folder().mkdir(parents=True, exist_ok=True)
        with self._at(path) as place:
            if _kind_of(place) is None:
                self._require_room()
            with _opened(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND | (0 if keeps else os.O_TRUNC)) as file:
                return _size(file)

    def _append(self, path: str, content: str | bytes) -> int:
        content = content if isinstance(content, bytes) else content.encode()
        with self._at(path) as place, _opened(place, os.O_WRONLY | os.O_APPEND) as file:
            if _size(file) + len(content) > self._longest_bytes:
                raise NotAllowed(f"a file may have {self._longest_bytes >> 20} MB at most")
            file.write(content)
            file.flush()
            return _size(file)

    def _remove(self, path: str) -> bool:
        with self._at(path) as place:
            _require_file(place)
            os.unlink(place.name, dir_fd=place.folder)
        return True

    def _rename(self, path: str, new_path: str) -> bool:
        with self._at(path) as place, self._at(new_path) as new_place:
            _require_file(place)
            if _kind_of(new_place) is not None:
                _require_file(new_place)
            os.replace(place.name, new_place.name, src_dir_fd=place.folder, dst_dir_fd=new_place.folder)
        return True

    def _free_name(self) -> str:
        """Return the first name of the kind tmp1, tmp2, ... that no file has."""
        folder = self._require_folder()
        return next(name for number in count(1) if not os.path.lexists(folder / (name := f"tmp{number}")))

    def _answering(self, function: Callable[..., Answer]) -> Callable[..., Answer]:
        def answer(*arguments: Any) -> Answer:
            try:
                return function(*arguments)
            except OSError as trouble:
                return None, trouble.strerror or "it cannot be done"

        return answer

    def _require_folder(self) -> Path:
        if self.folder is None:
            raise NotAllowed("there is no folder for this script's files yet; save the session first")
        return self.folder

    def _require_room(self) -> None:
        held = sum(len(files) for _, _, files in os.walk(self._require_folder()))
        if held >= self._most_files:
            raise NotAllowed(f"there are {held} files already, and no more are allowed; remove some")

    def _check(self, named: str | bytes) -> list[str]:
        """Return the folders and the name that `named` says; raises NotAllowed when they could lead out of here."""
        if isinstance(named, bytes):
            raise NotAllowed("the path is not text: its bytes are no UTF-8")
        parts = [part for part in named.split("/") if part not in {"", "."}]
        is_plain = not named.startswith("/") and "\\" not in named and named.isprintable() and ".." not in parts
        if not is_plain or not parts or len(named) > LONGEST_PATH or any(map(_is_odd, parts)):
            raise NotAllowed(
                f'"{named[:60]}" is outside of the folder for files; use a plain name, such as "notes.txt"'
            )
        return parts

    @contextmanager
    def _at(self, named: str | bytes) -> Iterator[_Place]:
        """Have where `named` is for as long as the block lasts; raises NotAllowed when a link is on the way there."""
        folder = self._require_folder()
        *inside, name = self._check(named)
        way = list(accumulate(inside, Path.__truediv__, initial=folder))
        if any(map(Path.is_symlink, [*way, way[-1] / name])):
            raise NotAllowed(f'"{str(named)[:60]}" leads through a link, which is not followed')
        if not CAN_WALK:
            yield _Place(str(way[-1] / name), None)
            return
        with _opened_folder(folder, inside) as opened:
            yield _Place(name, opened)


def _is_odd(part: str) -> bool:
    """Whether `part` means something else than a name on some system: a drive, a stream, a device."""
    return ":" in part or part.endswith((" ", ".")) or part.partition(".")[0].strip().lower() in DEVICES


@contextmanager
def _opened_folder(folder: Path, inside: Iterable[str]) -> Iterator[int]:
    """Open a folder step by step: a link that somebody puts on the way meanwhile is not followed either."""
    opened = os.open(folder, _FOLDER)
    try:
        for part in inside:
            deeper = os.open(part, _FOLDER, dir_fd=opened)
            os.close(opened)
            opened = deeper
        yield opened
    finally:
        os.close(opened)


def _kind_of(place: _Place) -> int | None:
    """What is there, a link as itself; None for nothing."""
    try:
        return os.stat(place.name, dir_fd=place.folder, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return None


def _require_file(place: _Place) -> None:
    if not stat.S_ISREG(os.stat(place.name, dir_fd=place.folder, follow_symlinks=False).st_mode):
        raise NotAllowed("this is no plain file")


def _size(file: Any) -> int:
    return os.fstat(file.fileno()).st_size


@contextmanager
def _opened(place: _Place, flags: int) -> Iterator[Any]:
    """Open a plain file, and nothing that could be waited for, such as a pipe."""
    if _kind_of(place) is not None or not flags & os.O_CREAT:
        _require_file(place)
    careful = flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    opened = os.open(place.name, careful, 0o644, dir_fd=place.folder)
    with os.fdopen(opened, "ab" if flags & os.O_WRONLY else "rb") as file:
        if not stat.S_ISREG(os.fstat(opened).st_mode):  # it was put there meanwhile
            raise NotAllowed("this is no plain file")
        yield file
