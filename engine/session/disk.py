"""Puts a file on disk so that at every moment either the old or the new one is there, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
from pathlib import Path

from engine.session.opening import backup_of

_MAY_PASS = (errno.EAGAIN, errno.EBUSY, errno.EINTR)  # worth another try
_PAUSES_SECONDS = (0.05, 0.2, 0.8)

_SENTENCES = {
    errno.ENOSPC: "the disk is full; make room, then save again",
    errno.EDQUOT: "your share of the disk is full; make room, then save again",
    errno.EFBIG: "the file would be larger than is allowed here; save somewhere else",
    errno.EROFS: "the disk is read-only; save somewhere else",
    errno.EACCES: "you may not write there; save somewhere else, or change the permissions",
    errno.EPERM: "you may not write there; save somewhere else, or change the permissions",
    errno.ENOENT: "there is no such folder; make it, or save somewhere else",
    errno.ENOTDIR: "that does not lie in a folder; save somewhere else",
    errno.EISDIR: "that is a folder; save under another name",
    errno.ENAMETOOLONG: "the name is too long; save under a shorter one",
    errno.ELOOP: "its links go round in a circle; save under another name",
    errno.EBUSY: "another program is using the file; close it there, then save again",
}


def put_on_disk(path: Path, content: bytes) -> None:
    """Write `content` to `path`, and keep what was there as its backup.

    Links are followed and the file's mode is kept. Whatever fails, what was on disk is as it was.

    Raises:
        OSError: it cannot be done; what may pass was tried again for a second.
    """
    target = Path(os.path.realpath(path))
    for pause_seconds in _PAUSES_SECONDS:
        try:
            return _replace(target, content)
        except OSError as error:
            if error.errno not in _MAY_PASS:
                raise
        time.sleep(pause_seconds)  # another program holds the file for a moment; nothing tells when it lets go
    return _replace(target, content)


def why_not_saved(path: str, error: OSError) -> str:
    """Return the sentence that tells a player why `path` could not be written, and what to do."""
    reason = _SENTENCES.get(error.errno or 0, f"{error.strerror or error}; save somewhere else")
    return f'"{path}" was not saved: {reason}. Nothing is lost: the session is still open, and the file as it was'


def _replace(target: Path, content: bytes) -> None:
    mode = _mode_of(target)
    part = target.with_name(f".moonloop-{secrets.token_hex(6)}.part")
    try:
        _write_new(part, content)
        if mode is not None:
            os.chmod(part, mode & 0o7777)
            _keep_backup(target)
        os.replace(part, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
    _settle_folder(target.parent)


def _mode_of(target: Path) -> int | None:
    """Return the mode of the file that is to be replaced, None when there is none; raises what writing it would raise.

    A rename asks only whether the folder may be written, and would put a file where a player wanted none to be changed.
    """
    if target.is_symlink():  # after all links were followed
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    if not target.exists():
        return None
    with open(target, "r+b") as file:
        return os.fstat(file.fileno()).st_mode


def _write_new(path: Path, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_backup(target: Path) -> None:
    """A second name for the old file costs no room on a full disk; where there are no such links, it is copied."""
    part = target.with_name(f".moonloop-{secrets.token_hex(6)}.part")
    try:
        try:
            os.link(target, part)
        except OSError:
            shutil.copy2(target, part)
        os.replace(part, backup_of(target))
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


def _settle_folder(folder: Path) -> None:
    """A rename survives a power cut once its folder is on disk. Windows cannot; some network disks refuse."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
