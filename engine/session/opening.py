"""Opens a session file: the document in it, or one mistake that tells all that is wrong."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from engine.core.document import Document
from engine.core.errors import NotAllowed, did_you_mean
from engine.session.problems import SessionMistake, SessionProblem
from engine.session.reading import Reading, from_text

SUFFIX = ".moonloop"
_ANOTHER = "open another file"


class Opened(NamedTuple):
    """A session as it was on disk."""

    document: Document
    path: str  # absolute
    digest: bytes  # of the file's bytes, to notice that somebody changed them
    warnings: tuple[SessionProblem, ...] = ()  # what is odd, and did not keep it from being opened


def open_session(path: str | Path) -> Opened:
    """Return what `path` holds.

    Raises:
        SessionMistake: it is no good session; the mistake lists all that is wrong, and offers the backup there may be.
    Thread: any; it reads a file, so rather not the GUI's when the file may be on a slow disk.
    """
    path = Path(os.path.abspath(path))
    content, reading = _read(path)
    if reading.document is None:
        backup = backup_of(path)
        fatal = [problem for problem in reading.problems if not problem.is_warning]
        raise SessionMistake(str(path), fatal, str(backup) if backup.is_file() else "")
    return Opened(reading.document, str(path), digest(content), tuple(reading.problems))


def validate(path: str | Path) -> list[SessionProblem]:
    """Return everything that is wrong or odd in `path`, in the order of the file; nothing when it is a good session."""
    return _read(Path(path))[1].problems


def backup_of(path: Path) -> Path:
    """Return where the version before the newest is kept."""
    return path.with_name(path.name + ".backup")


def digest(content: bytes) -> bytes:
    """Return what tells one version of a file from another."""
    return blake2b(content, digest_size=16).digest()


def session_path(typed: str, folder: str | Path) -> str:
    """Return the absolute path that a player means by `typed` in `folder`: `~` and the suffix are filled in.

    Raises:
        NotAllowed: no file can be called so.
    """
    if not typed or "\0" in typed:
        raise NotAllowed("a session needs a file name")
    path = Path(folder, Path(typed).expanduser())
    return os.path.abspath(path if path.suffix else path.with_name(path.name + SUFFIX))


def _read(path: Path) -> tuple[bytes, Reading]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "not a file"
            return b"", _wrong(f"this is {what}", _ANOTHER)
        content = path.read_bytes()
        return content, from_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return b"", _wrong("this is not a text in UTF-8, as a session is", _ANOTHER, f"line {line}")
    except (OSError, ValueError) as error:
        return b"", _wrong(*_unreadable(path, error))


def _unreadable(path: Path, error: Exception) -> tuple[str, str]:
    code = error.errno if isinstance(error, OSError) else errno.ENOENT
    if code in (errno.ENOENT, errno.ENOTDIR):
        folder = path.parent
        beside = [each.name for each in folder.glob(f"*{SUFFIX}")] if folder.is_dir() else []
        return "there is no such file", _ANOTHER + did_you_mean(path.name, beside)
    if code in (errno.EACCES, errno.EPERM):
        return "you may not read this file", "ask its owner, or change its permissions"
    return f"this file cannot be read ({error})", _ANOTHER


def _wrong(message: str, remedy: str, place: str = "") -> Reading:
    return Reading(None, [SessionProblem(place, message, remedy)])
