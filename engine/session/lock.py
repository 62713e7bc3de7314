"""Tells two windows on one session of each other, by a lock on a small file beside it.

The system itself gives the lock back when a program dies, so none is ever left behind; the file only says whose it is.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from pathlib import Path

import msgspec

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 20  # Windows forbids others to read what is locked, so the locked byte lies beyond the text


class Holder(msgspec.Struct, frozen=True):
    """The program that has a session open."""

    pid: int = 0  # 0 when it cannot be told
    host: str = ""

    def __str__(self) -> str:
        where = "" if self.host in ("", socket.gethostname()) else f" on {self.host}"
        return f"process {self.pid}{where}" if self.pid else "another program"

    @property
    def is_us(self) -> bool:
        """Whether it is this very process."""
        return self == _us()


class Claim:
    """One program's claim to a session. `holder` is who has it already, or None when it is ours now.

    Where no lock can be kept, as in a folder that is read-only, every claim is granted.
    """

    def __init__(self, path: Path, opened: int | None, holder: Holder | None = None) -> None:
        self.holder = holder
        self._path = path
        self._opened = opened

    def release(self) -> None:
        """Let others have the session; does nothing when that was done already."""
        if self._opened is None:
            return
        if sys.platform != "win32":  # which cannot remove what is open
            self._path.unlink(missing_ok=True)
        os.close(self._opened)
        self._opened = None
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()


def claim_session(path: str | Path) -> Claim:
    """Claim the session file `path`, under whatever name: links are followed."""
    target = Path(os.path.realpath(path))
    lock_path = target.with_name(f".{target.name}.lock")
    while True:
        try:
            opened = os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return Claim(lock_path, None)
        if not _lock(opened):
            holder = _read_holder(opened)
            os.close(opened)
            return Claim(lock_path, None, holder)
        if _is_still_there(lock_path, opened):
            _write_holder(opened)
            return Claim(lock_path, opened)
        os.close(opened)  # its last holder removed it between our two calls


def _lock(opened: int) -> bool:
    """Whether the lock is ours now. A file system without locks gives it to everybody."""
    try:
        if sys.platform == "win32":
            os.lseek(opened, _FAR, os.SEEK_SET)
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_still_there(path: Path, opened: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False


def _us() -> Holder:
    return Holder(os.getpid(), socket.gethostname())


def _write_holder(opened: int) -> None:
    with contextlib.suppress(OSError):  # a full disk: the lock holds all the same, and does not say whose it is
        os.ftruncate(opened, 0)
        os.lseek(opened, 0, os.SEEK_SET)
        os.write(opened, msgspec.json.encode(_us()))


def _read_holder(opened: int) -> Holder:
    try:
        os.lseek(opened, 0, os.SEEK_SET)
        return msgspec.json.decode(os.read(opened, 1000), type=Holder)
    except (OSError, msgspec.DecodeError):
        return Holder()
