"""The session writer: saves documents on a thread of its own, so that nobody waits for a disk."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from engine.core import commands as c
from engine.core.document import Document
from engine.core.lane import LaneFull
from engine.session.disk import put_on_disk, why_not_saved
from engine.session.format import to_text
from engine.session.lock import Claim, claim_session
from engine.session.opening import Opened, digest

_TRY_AGAIN_SECONDS = 0.05  # to hand a report over that found the lane full


class _Save(NamedTuple):
    document: Document
    path: str
    is_forced: bool


class _Adopt(NamedTuple):
    target: Path | None  # links followed
    digest: bytes
    claim: Claim | None


_Job = _Save | _Adopt | None  # None ends the thread


class SessionWriter:
    """Saves what it is given, newest first served: of several requests for one path, only the last is written.

    What became of each reaches the engine as `SessionSaved` or `SessionNotSaved`. It knows which files were opened or
    written here, and does not write over one that somebody else changed since, or that another window has open.

    Thread: `adopt`, `save` and `flush_and_close` from one thread, which is not kept waiting by the first two.
    """

    def __init__(self, submit: Callable[[c.Command], object], on_crash: Callable[[BaseException], None]) -> None:
        """Hand results over by `submit`, and a bug by `on_crash`; both are called on the writer's thread."""
        self._submit = submit
        self._on_crash = on_crash
        self._work: SimpleQueue[_Job] = SimpleQueue()
        self._unsaid: deque[c.Command] = deque()
        self._digests: dict[Path, bytes] = {}  # of each file as we last saw it
        self._claims: dict[Path, Claim] = {}
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)
        self._thread.start()

    def adopt(self, opened: Opened | None) -> str:
        """Take `opened` as the session of this window, or None for one that has no file yet; claims are given back.

        Returns:
            What to tell the player when another window has this session open too, else an empty string.
        """
        target = Path(os.path.realpath(opened.path)) if opened is not None else None
        claim = claim_session(target) if target is not None else None
        self._work.put(_Adopt(target, opened.digest if opened is not None else b"", claim))
        if claim is None or claim.holder is None or claim.holder.is_us:
            return ""
        return (
            f'"{target}" is open in another window ({claim.holder}); to keep what you change, save under another name'
        )

    def save(self, document: Document, path: str, *, is_forced: bool = False) -> None:
        """Have `document` written to `path`, an absolute one.

        Args:
            is_forced: The player knows that there is a file of that name, or that somebody changed it, and wants it
                gone; it becomes the backup. A session that another window has open is not written even so.
        """
        self._work.put(_Save(document, path, is_forced))

    def flush_and_close(self, wait_seconds: float = 10.0) -> bool:
        """Finish what was asked for and end; returns whether that was done within `wait_seconds`."""
        self._work.put(None)
        self._thread.join(wait_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        is_open = True
        while is_open:
            taken = self._taken()
            is_open = None not in taken
            for job in _coalesced(taken):
                if isinstance(job, _Adopt):
                    self._take_over(job)
                else:
                    self._say(self._saved(job))
            self._say()
        self._release_all_but(None)

    def _taken(self) -> list[_Job]:
        """Wait for work and return all there is."""
        taken: list[_Job] = []
        try:
            taken.append(self._work.get(timeout=_TRY_AGAIN_SECONDS if self._unsaid else None))
            while True:
                taken.append(self._work.get_nowait())
        except Empty:
            return taken

    def _saved(self, job: _Save) -> c.Command:
        """Do one job and return how it went. A bug of this thread ends here, because the next save may go well."""
        try:
            refusal = self._written(job)
        except OSError as error:
            refusal = why_not_saved(job.path, error)
        except Exception as bug:  # noqa: BLE001 - reported in full by on_crash
            self._on_crash(bug)
            refusal = f'"{job.path}" was not saved because of a bug in Moonloop ({type(bug).__name__}: {bug})'
        if refusal:
            return c.SessionNotSaved(path=job.path, message=refusal, origin="session")
        return c.SessionSaved(document=job.document, path=job.path, origin="session")

    def _written(self, job: _Save) -> str:
        """Write the file and return nothing, or return why it must not be written."""
        target = Path(os.path.realpath(job.path))
        claim = self._claim(target)
        is_kept = False
        try:
            content = to_text(job.document).encode()
            refusal = self._refusal(job, target, claim, content)
            if not refusal:
                put_on_disk(target, content)
                self._digests[target] = digest(content)
                self._claims[target] = claim
                self._release_all_but(target)
                is_kept = True
            return refusal
        finally:
            if not is_kept and claim is not self._claims.get(target):
                claim.release()

    def _claim(self, target: Path) -> Claim:
        """Return our claim to `target`; one that was refused is tried again, as the other window may be gone."""
        claim = self._claims.get(target)
        return claim if claim is not None and claim.holder is None else claim_session(target)

    def _refusal(self, job: _Save, target: Path, claim: Claim, content: bytes) -> str:
        reason = ""
        if claim.holder is not None:
            reason = f"another window has it open ({claim.holder}); save under another name, or close it there"
        elif not job.is_forced and target.is_file():
            there, known = digest(target.read_bytes()), self._digests.get(target)
            if there in (known, digest(content)):
                return ""
            if known is None:
                reason = "there is a file of that name already; save under another name, or force it"
            else:
                reason = "another program changed it meanwhile; save under another name, open it again, or force it"
        return reason and f'"{job.path}" was not saved: {reason}'

    def _take_over(self, job: _Adopt) -> None:
        self._release_all_but(job.target)
        if job.target is None or job.claim is None:
            return
        self._digests[job.target] = job.digest
        is_ours_already = job.claim.holder is not None and job.claim.holder.is_us
        self._claims[job.target] = self._claim(job.target) if is_ours_already else job.claim

    def _release_all_but(self, target: Path | None) -> None:
        for path in [path for path in self._claims if path != target]:
            self._claims.pop(path).release()

    def _say(self, *reports: c.Command) -> None:
        """Hand over what is to be told; what finds the lane full is told later."""
        self._unsaid.extend(reports)
        try:
            while self._unsaid:
                self._submit(self._unsaid[0])
                self._unsaid.popleft()
        except LaneFull:
            return


def _coalesced(jobs: list[_Job]) -> list[_Save | _Adopt]:
    """Return the jobs without the saves that a later one of the same path makes needless; being forced is passed on."""
    kept: list[_Save | _Adopt] = []
    later: dict[str, int] = {}
    for job in reversed(jobs):
        if isinstance(job, _Save) and job.path in later:
            newest = kept[later[job.path]]
            assert isinstance(newest, _Save)
            kept[later[job.path]] = newest._replace(is_forced=newest.is_forced or job.is_forced)
        elif job is not None:
            if isinstance(job, _Save):
                later[job.path] = len(kept)
            kept.append(job)
    return kept[::-1]
