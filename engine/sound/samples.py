"""Samples in memory, by name: the store from which everybody has them, and the thread that fills it."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Thread

import msgspec

from engine.core.live import SampleStatus
from engine.sound.decode import Sound, read_sound
from engine.sound.sample_files import SampleMistake, find_sample


class Sample(msgspec.Struct, frozen=True, eq=False):
    """A sound in memory, at the engine's rate."""

    name: str  # as documents have it
    sound: Sound  # shape (1 or 2, frames); nobody writes into it


class SampleStore:
    """The samples that have been read.

    Thread: any.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._samples: dict[str, Sample] = {}

    def get(self, name: str) -> Sample | None:
        """Return the sample of that name, or None while it is not there."""
        with self._lock:
            return self._samples.get(name)

    def put(self, sample: Sample) -> None:
        """Keep a sample, in place of an earlier one of its name."""
        sample.sound.flags.writeable = False
        with self._lock:
            self._samples[sample.name] = sample

    def keep_only(self, names: Iterable[str]) -> None:
        """Forget all samples but these."""
        wanted = set(names)
        with self._lock:
            self._samples = {name: sample for name, sample in self._samples.items() if name in wanted}

    def names(self) -> list[str]:
        """Return what there is, in alphabetical order."""
        with self._lock:
            return sorted(self._samples)


class SampleLoader:
    """Reads samples on a thread of its own and tells how each is getting on.

    `report` is called on that thread: "loading", then "ready" or "failed" with the sentence to show.
    Thread: `want`, `set_folders`, `start` and `stop` any; `load` any.
    """

    def __init__(self, store: SampleStore, rate: int, bundled: Path, report: Callable[[SampleStatus], None]) -> None:
        self._store = store
        self._rate = rate
        self._bundled = bundled
        self._report = report
        self._folders: tuple[Path, ...] = ()
        self._wishes: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = Thread(target=self._run, name="sample loader", daemon=True)

    def start(self) -> None:
        """Begin to read what is wanted."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, after the sample that it is reading."""
        self._wishes.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def set_folders(self, folders: Iterable[Path]) -> None:
        """Look for relative files in these, in this order."""
        self._folders = tuple(folders)

    def want(self, name: str) -> None:
        """Have a sample read, or read again; an empty name is none."""
        if name:
            self._wishes.put(name)

    def load(self, name: str) -> Sample:
        """Read a sample in the calling thread and keep it; raises SampleMistake."""
        sample = Sample(name, read_sound(find_sample(name, self._bundled, self._folders), self._rate))
        self._store.put(sample)
        return sample

    def _run(self) -> None:
        while (name := self._wishes.get()) is not None:
            self._report(SampleStatus(name, "loading"))
            try:
                self.load(name)
            except SampleMistake as mistake:
                self._report(SampleStatus(name, "failed", str(mistake)))
            else:
                self._report(SampleStatus(name, "ready"))
