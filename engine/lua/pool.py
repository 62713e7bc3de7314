"""A pool of runtimes for what is short-lived: made ahead, lent, and lent again only when nothing is left in them.

What a script did is gone with its world (`worlds.lua`). A runtime whose library was tampered with is thrown away, never
mended; one that is worn (`health.py`) is put in quarantine and ended later.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine.core.errors import EngineError, NotAllowed
from engine.lua.factory import RuntimeFactory
from engine.lua.health import REUSED_FROM, Record, score
from engine.lua.mistakes import LimitExceeded, Stopped
from engine.lua.runtime import Runtime
from engine.lua.sizing import Sizing

IDLE_SECONDS = 600.0  # after which one more than the least is ended
QUARANTINE_SECONDS = 60.0
TEND_SECONDS = 3.0  # between two looks at how much is used


class PoolExhausted(EngineError):
    """Every runtime is in use, and none was given back in time."""


@dataclass(frozen=True, slots=True)
class PoolStatistics:
    """How a pool is, and what it has done since it was made."""

    idle: int
    lent: int
    quarantined: int
    made: int
    ended: int  # of those made
    leases: int
    reused: int  # leases of a runtime that was lent before
    tampered: int  # thrown away because the library was not as it was
    worn: int  # put in quarantine
    exhausted: int  # wishes for which there was none in time
    longest_wait_seconds: float


@dataclass(eq=False)
class _Kept:
    """A runtime and what it has been through."""

    runtime: Runtime
    record: Record
    ends_at: float = 0.0  # on the pool's clock; of one in quarantine


@dataclass(eq=False)
class Lease:
    """The use of a runtime until it is given back."""

    _kept: _Kept | None
    began: float  # on the pool's clock
    has_failed: bool = False  # it had to be stopped by force, or came upon a bug

    @property
    def runtime(self) -> Runtime:
        """The runtime; raises NotAllowed when it was given back."""
        if self._kept is None:
            raise NotAllowed("this runtime was given back to its pool")
        return self._kept.runtime

    def end(self) -> _Kept | None:
        """Return what was lent, the first time."""
        kept, self._kept = self._kept, None
        return kept


def _ignore(_line: str) -> None:
    """Where lines go that nobody wants."""


@dataclass
class _Counts:
    made: int = 0
    ended: int = 0
    leases: int = 0
    reused: int = 0
    tampered: int = 0
    worn: int = 0
    exhausted: int = 0
    longest_wait_seconds: float = 0.0


class RuntimePool:
    """Lends runtimes of one factory. Thread: any.

    Args:
        least, most: How many runtimes there are.
        is_tended: Whether a thread makes runtimes ahead and ends those not needed; else `tend` is to be called.
        clock: Seconds from any origin, for ages and for how long things take.
    """

    def __init__(
        self,
        factory: RuntimeFactory,
        *,
        least: int = 1,
        most: int = 10,
        idle_seconds: float = IDLE_SECONDS,
        quarantine_seconds: float = QUARANTINE_SECONDS,
        is_tended: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not 0 <= least <= most or most < 1:
            raise ValueError(f"a pool has from {least} to {most} runtimes, which cannot be")
        self._factory = factory
        self._sizing = Sizing(least, most)
        self._idle_seconds = idle_seconds
        self._quarantine_seconds = quarantine_seconds
        self._clock = clock
        self._changed = threading.Condition()
        self._idle: deque[_Kept] = deque()  # the longest unused first
        self._lent: set[Lease] = set()
        self._quarantine: deque[_Kept] = deque()
        self._making = 0
        self._counts = _Counts()
        self._is_closed = False
        self._bell = threading.Event()
        self._make_ahead()
        self._tender = threading.Thread(target=self._keep_tending, name="lua-pool", daemon=True) if is_tended else None
        if self._tender is not None:
            self._tender.start()

    # --- lending ---

    @contextmanager
    def lease(self, deadline_seconds: float = 1.0, output: Callable[[str], None] = _ignore) -> Iterator[Runtime]:
        """Lend a runtime for the block, which gets what is printed line by line; raises what `acquire` does."""
        lease = self.acquire(deadline_seconds, output)
        try:
            yield lease.runtime
        except BaseException as mistake:
            is_own = isinstance(mistake, EngineError) and not isinstance(mistake, LimitExceeded | Stopped)
            lease.has_failed = not is_own
            raise
        finally:
            self.release(lease)

    def acquire(self, deadline_seconds: float = 1.0, output: Callable[[str], None] = _ignore) -> Lease:
        """Lend a runtime until it is released.

        Raises:
            PoolExhausted: None was free within the deadline.
            NotAllowed: The pool is closed.
        """
        kept = self._take(deadline_seconds) or self._make()
        kept.runtime.output = output
        lease = Lease(kept, self._clock())
        with self._changed:
            self._making -= 1
            self._lent.add(lease)
            self._counts.leases += 1
            self._counts.reused += kept.record.uses > 0
        return lease

    def _take(self, deadline_seconds: float) -> _Kept | None:
        """Return one that is idle, or None when one may be made; either way it is counted as being made."""
        began = time.monotonic()
        with self._changed:
            while not self._is_closed:
                if self._idle or self._size < self._sizing.most:
                    self._making += 1
                    kept = self._idle.pop() if self._idle else None
                    if not self._idle:
                        self._bell.set()
                    waited = time.monotonic() - began
                    self._counts.longest_wait_seconds = max(self._counts.longest_wait_seconds, waited)
                    return kept
                rest = began + deadline_seconds - time.monotonic()
                if rest <= 0:
                    self._counts.exhausted += 1
                    in_use = f"all {self._sizing.most} Lua runtimes are in use"
                    raise PoolExhausted(f"{in_use}, and none was free within {deadline_seconds:g} s")
                self._changed.wait(rest)
        raise NotAllowed("the pool of Lua runtimes is closed")

    def release(self, lease: Lease) -> None:
        """Take a runtime back; again is nothing."""
        kept = lease.end()
        if kept is None:
            return
        is_intact = self._is_intact(kept.runtime)
        now = self._clock()
        kept.record = kept.record.after_use(
            now - lease.began, kept.runtime.memory_bytes, now, has_failed=lease.has_failed
        )
        with self._changed:
            self._lent.discard(lease)
            if is_intact and not self._is_closed and score(kept.record, now) >= REUSED_FROM:
                self._idle.append(kept)
            else:
                self._put_aside(kept, now, is_intact)
            self._changed.notify()
        self._end_those_due(now)

    def _is_intact(self, runtime: Runtime) -> bool:
        try:
            return not self._is_closed and self._factory.renew(runtime)
        except (EngineError, MemoryError, RuntimeError):  # it is full, closed, or runs yet: when in doubt it is not
            return False

    def _put_aside(self, kept: _Kept, now: float, is_intact: bool) -> None:
        self._bell.set()
        if self._is_closed or not is_intact:
            self._counts.tampered += not self._is_closed
            kept.ends_at = now
            self._quarantine.appendleft(kept)
        else:
            self._counts.worn += 1
            kept.ends_at = now + self._quarantine_seconds
            self._quarantine.append(kept)

    # --- tending ---

    def tend(self) -> None:
        """Make ahead what is missing, and end what is worn, old or too many. `Thread:` any."""
        now = self._clock()
        with self._changed:
            if self._is_closed:
                return
            self._sizing.note(len(self._lent), self._size)
            while self._idle and self._is_superfluous(self._idle[0], now):
                kept = self._idle.popleft()
                kept.ends_at = now
                self._quarantine.appendleft(kept)
                self._sizing.settle(self._size)
        self._end_those_due(now)
        self._make_ahead()

    def _is_superfluous(self, kept: _Kept, now: float) -> bool:
        if score(kept.record, now) < REUSED_FROM:
            return True
        is_old = now - kept.record.idle_since > self._idle_seconds
        needed = self._sizing.least if is_old else self._sizing.wanted
        return self._size > max(needed, len(self._lent) + 1)

    def _make_ahead(self) -> None:
        """Have as many as are wanted, and one that is idle."""
        while True:
            with self._changed:
                is_enough = self._size >= self._sizing.wanted and (self._idle or self._size >= self._sizing.most)
                if self._is_closed or is_enough:
                    return
                self._making += 1
            kept = self._make()
            with self._changed:
                self._making -= 1
                (self._quarantine if self._is_closed else self._idle).append(kept)
                self._changed.notify()
            self._end_those_due(self._clock())

    def _make(self) -> _Kept:
        try:
            runtime = self._factory.make()
        except BaseException:
            with self._changed:
                self._making -= 1
                self._changed.notify()
            raise
        with self._changed:
            self._counts.made += 1
        return _Kept(runtime, Record(idle_since=self._clock()))

    def _end_those_due(self, now: float) -> None:
        due = []
        with self._changed:
            while self._quarantine and (self._is_closed or self._quarantine[0].ends_at <= now):
                due.append(self._quarantine.popleft())
            self._counts.ended += len(due)
        for kept in due:
            kept.runtime.close()

    def _keep_tending(self) -> None:
        next_look = time.monotonic() + TEND_SECONDS
        while not self._is_closed:
            self._bell.wait(max(0.0, next_look - time.monotonic()))
            self._bell.clear()
            if time.monotonic() >= next_look:
                next_look += TEND_SECONDS
                self.tend()
            else:
                self._make_ahead()

    # --- the pool itself ---

    @property
    def _size(self) -> int:
        """How many there are, or are about to be; not those in quarantine."""
        return len(self._idle) + len(self._lent) + self._making

    def statistics(self) -> PoolStatistics:
        """Return how it is, and what it has done."""
        with self._changed:
            counts = self._counts
            return PoolStatistics(
                len(self._idle), len(self._lent), len(self._quarantine), counts.made, counts.ended, counts.leases,
                counts.reused, counts.tampered, counts.worn, counts.exhausted, counts.longest_wait_seconds,
            )  # fmt: skip

    def close(self, timeout_seconds: float = 5.0) -> int:
        """End every runtime; those lent, or being made, are waited for until the timeout; then those lent are stopped.

        Again is nothing.

        Returns:
            How many are still out; each of them ends when it is given back.
        """
        until = time.monotonic() + timeout_seconds
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            self._quarantine.extend(self._idle)
            self._idle.clear()
        self._bell.set()
        self._end_those_due(self._clock())
        with self._changed:
            while (self._lent or self._making) and (rest := until - time.monotonic()) > 0:
                self._changed.wait(rest)
            still_out = list(self._lent)
        for lease in still_out:
            lease.runtime.request_stop()
        if self._tender is not None and self._tender is not threading.current_thread():
            self._tender.join()
        return len(still_out)
