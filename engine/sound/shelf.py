"""The samples of the store as the engine plays them: laid out in buffers, a little in each block."""

from __future__ import annotations

from collections import deque

from engine.sound.samples import SampleStore
from engine.sound.segments import Segments


class Shelf:
    """Samples by name, laid out when they are first asked for.

    Thread: the engine's only.
    """

    def __init__(self, store: SampleStore) -> None:
        self._store = store
        self._laid_out: dict[str, Segments] = {}
        self._to_make: deque[tuple[Segments, int]] = deque()  # buffers

    def sample(self, name: str) -> Segments | None:
        """Return a sample; None while the store has not got it, or the head of a long one."""
        found = self._laid_out.get(name)
        return found if found is not None else self.renew(name)

    def renew(self, name: str) -> Segments | None:
        """Lay out anew a sample that has changed."""
        sample = self._store.get(name)
        if sample is None:
            return None
        found = self._laid_out.get(name)
        if found is None or found.sample is not sample:
            found = self._laid_out[name] = Segments(sample, self._to_make)
        return found

    def folder(self, name: str) -> tuple[str, ...] | None:
        """Return the names of the samples in a folder; None where it is none, or was not looked into yet."""
        return self._store.folder(name)

    def keep_only(self, names: set[str]) -> None:
        """Let go of the samples that no module names any more."""
        for name in self._laid_out.keys() - names:
            del self._laid_out[name]
        kept = [entry for entry in self._to_make if entry[0].sample.name in names]
        self._to_make.clear()  # the laid out ones hold it: it must stay the same one
        self._to_make.extend(kept)

    def make_one(self) -> None:
        """Make one of the buffers that are still missing."""
        if self._to_make:
            segments, number = self._to_make.popleft()
            segments.make(number)

    def settle(self) -> None:
        """Make every buffer that is still missing."""
        while self._to_make:
            self.make_one()
