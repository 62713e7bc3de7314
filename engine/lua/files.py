"""The files that a script may use: those of one folder, by plain relative paths, bounded in size and number.

No link is followed, nothing but plain files is opened, and what the operating system refuses is told in its words.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from engine.core.errors import NotAllowed

LONGEST_FILE_BYTES = 4 << 20
MOST_FILES = 1000
LONGEST_PATH = 240
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)  # Windows'

Answer = Any  # a value, or None and what went wrong, as Lua's own functions answer


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
        place = self._place(path)
        if _size(place) > self._longest_bytes:
            raise NotAllowed(f"the file is longer than {self._longest_bytes >> 20} MB")
        with _opened(place, os.O_RDONLY) as file:
            content: bytes = file.read(self._longest_bytes)
            return content

    def _begin(self, path: str, keeps: bool) -> int:
        place = self._place(path)
        if not place.exists():
            self._require_room()
            self._require_folder().mkdir(parents=True, exist_ok=True)
        with _opened(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND | (0 if keeps else os.O_TRUNC)):
            return _size(place)

    def _append(self, path: str, content: str | bytes) -> int:
        content = content if isinstance(content, bytes) else content.encode()
        place = self._place(path)
        if _size(place) + len(content) > self._longest_bytes:
            raise NotAllowed(f"a file may have {self._longest_bytes >> 20} MB at most")
        with _opened(place, os.O_WRONLY | os.O_APPEND) as file:
            file.write(content)
        return _size(place)

    def _remove(self, path: str) -> bool:
        place = self._place(path)
        _require_file(place)
        place.unlink()
        return True

    def _rename(self, path: str, new_path: str) -> bool:
        place, new_place = self._place(path), self._place(new_path)
        _require_file(place)
        if new_place.exists():
            _require_file(new_place)
        place.replace(new_place)
        return True

    def _free_name(self) -> str:
        """Return the first name of the kind tmp1, tmp2, ... that no file has."""
        folder = self._require_folder()
        return next(name for number in count(1) if not (folder / (name := f"tmp{number}")).exists())

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

    def _place(self, named: str | bytes) -> Path:
        """Return where `named` is; raises NotAllowed when that is not in the folder for certain."""
        folder = self._require_folder()
        if isinstance(named, bytes):
            raise NotAllowed("the path is not text: its bytes are no UTF-8")
        parts = [part for part in named.split("/") if part not in {"", "."}]
        is_plain = not named.startswith("/") and "\\" not in named and named.isprintable() and ".." not in parts
        if not is_plain or not parts or len(named) > LONGEST_PATH or any(map(_is_odd, parts)):
            raise NotAllowed(
                f'"{named[:60]}" is outside of the folder for files; use a plain name, such as "notes.txt"'
            )
        place = folder
        for part in parts:
            place /= part
            if place.is_symlink():
                raise NotAllowed(f'"{named[:60]}" leads through a link, which is not followed')
        return place


def _is_odd(part: str) -> bool:
    """Whether `part` means something else than a name on some system: a drive, a stream, a device."""
    return ":" in part or part.endswith((" ", ".")) or part.partition(".")[0].strip().lower() in DEVICES


def _require_file(place: Path) -> None:
    if not stat.S_ISREG(place.lstat().st_mode):
        raise NotAllowed("this is no plain file")


def _size(place: Path) -> int:
    return place.stat().st_size if place.exists() else 0


def _opened(place: Path, flags: int) -> Any:
    """Open a plain file, and nothing that could be waited for, such as a pipe."""
    if place.exists() or not flags & os.O_CREAT:
        _require_file(place)
    careful = flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(place, careful, 0o644), "ab" if flags & os.O_WRONLY else "rb")
