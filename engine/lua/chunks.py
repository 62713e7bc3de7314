"""A cache of compiled chunks: the newest stay, within bounds of bytes, number and age, and what happened is counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from engine.lua.bare import bytecode_of

MOST_ENTRIES = 100
MOST_BYTES = 16 << 20
KEEP_SECONDS = 30 * 60.0


@dataclass(frozen=True, slots=True)
class ChunkStatistics:
    """What a cache holds, and how it did since it was made."""

    entries: int
    held_bytes: int  # texts and bytecode
    hits: int
    misses: int
    evictions: int  # for want of room
    expired: int  # unused for too long


@dataclass(slots=True)
class _Chunk:
    code: bytes
    size_bytes: int
    until_seconds: float  # on the cache's clock; the longest unused has the earliest


class ChunkCache:
    """Bytecode by name and text.

    Both are the key, whole, so two chunks are never confused, and each is known by its own name in messages. Bytecode
    comes from the host's own compiler only; scripts can neither read it nor load any.

    Args:
        compile_text: Makes bytecode of text and name; what it raises is passed on, and not remembered.
        keep_seconds: How long a chunk stays that nobody asks for.
        clock: Seconds from any origin.
    Thread: any.
    """

    def __init__(
        self,
        compile_text: Callable[[str, str], bytes] = bytecode_of,
        *,
        most_entries: int = MOST_ENTRIES,
        most_bytes: int = MOST_BYTES,
        keep_seconds: float = KEEP_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._compile = compile_text
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._chunks: dict[tuple[str, str], _Chunk] = {}
        self._held_bytes = 0
        self._hits = self._misses = self._evictions = self._expired = 0
        self._lock = threading.Lock()

    def bytecode(self, text: str, name: str) -> bytes:
        """Return the bytecode of `text`, one character a byte, as the chunk `name`; raises what compiling it does."""
        key, now = (name, text), self._clock()
        # A hit takes no lock, which would be a quarter of what it costs: a dict answers whole, and no thread comes
        # in between where CPython calls nothing.
        known = self._chunks.get(key)
        if known is not None and now < known.until_seconds:
            known.until_seconds = now + self._keep_seconds
            self._hits += 1
            return known.code
        with self._lock:
            self._misses += 1
        code = self._compile(text, name)  # not under the lock: the others need not wait for it
        with self._lock:
            self._keep(key, _Chunk(code, len(code) + len(text) + len(name), now + self._keep_seconds))
            self._make_room(now)
        return code

    def forget(self) -> None:
        """Forget every chunk; what was counted stays."""
        with self._lock:
            self._chunks.clear()
            self._held_bytes = 0

    def statistics(self) -> ChunkStatistics:
        """Return what it holds and how it did."""
        with self._lock:
            return ChunkStatistics(
                len(self._chunks), self._held_bytes, self._hits, self._misses, self._evictions, self._expired
            )

    def _keep(self, key: tuple[str, str], chunk: _Chunk) -> None:
        self._drop(key)
        if chunk.size_bytes <= self._most_bytes:  # a larger one would push out everything else, and not fit
            self._chunks[key] = chunk
            self._held_bytes += chunk.size_bytes

    def _make_room(self, now: float) -> None:
        while self._chunks:
            oldest = min(self._chunks, key=lambda key: self._chunks[key].until_seconds)
            if now >= self._chunks[oldest].until_seconds:
                self._expired += 1
            elif len(self._chunks) > self._most_entries or self._held_bytes > self._most_bytes:
                self._evictions += 1
            else:
                return
            self._drop(oldest)

    def _drop(self, key: tuple[str, str]) -> None:
        gone = self._chunks.pop(key, None)
        if gone is not None:
            self._held_bytes -= gone.size_bytes


@cache
def shared_chunks() -> ChunkCache:
    """Return the cache of this process."""
    return ChunkCache()
