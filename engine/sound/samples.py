"""Samples by name: the store from which everybody has them, and the thread that fills it."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock, Thread

import msgspec
import numpy as np

from engine.core.live import SampleStatus
from engine.core.units import Frame
from engine.sound.decode import SoundReader, reading
from engine.sound.resampling import Sound
from engine.sound.sample_files import SampleMistake, files_in, find_sample
from engine.sound.spool import Spool

IN_MEMORY_SECONDS = 60  # longer samples are kept on disk, 23 MB of stereo at 48 kHz are not
_HEAD_SECONDS = 4  # of a long sample that are there before it can be played
_TELL_EVERY = 10  # per cent
_COMPLETE = 100


class Sample(msgspec.Struct, frozen=True, eq=False):
    """A sound at the engine's rate, in memory or on disk."""

    name: str  # as documents have it
    sound: Sound  # shape (1 or 2, frames); nobody writes into it
    spool: Spool | None = None  # where it is, if that is on disk

    @property
    def filled(self) -> Frame:
        """How many frames are there already; it rises while a long one is being read."""
        return int(self.sound.shape[1]) if self.spool is None else min(self.spool.filled, int(self.sound.shape[1]))

    def expect(self, first: Frame, end: Frame) -> None:
        """Have these frames brought into memory beforehand, as far as they are there; nobody waits for it."""
        if self.spool is not None:
            self.spool.expect(first, min(end, self.filled))


class SampleStore:
    """The samples that have been read, and what is in the folders that were looked into.

    Thread: any.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._samples: dict[str, Sample] = {}
        self._folders: dict[str, tuple[str, ...]] = {}

    def get(self, name: str) -> Sample | None:
        """Return the sample of that name, or None while it is not there."""
        with self._lock:
            return self._samples.get(name)

    def put(self, sample: Sample) -> None:
        """Keep a sample, in place of an earlier one of its name."""
        sample.sound.flags.writeable = False
        with self._lock:
            self._samples[sample.name] = sample

    def forget(self, name: str) -> None:
        """Keep a sample no longer; who plays it may go on."""
        with self._lock:
            self._samples.pop(name, None)

    def folder(self, name: str) -> tuple[str, ...] | None:
        """Return the names of the samples in a folder; None when it is none, or was not looked into yet."""
        with self._lock:
            return self._folders.get(name)

    def put_folder(self, name: str, samples: Sequence[str]) -> None:
        """Keep what is in a folder."""
        with self._lock:
            self._folders[name] = tuple(samples)

    def keep_only(self, names: Iterable[str]) -> None:
        """Forget all samples and folders but these."""
        wanted = set(names)
        with self._lock:
            self._samples = {name: sample for name, sample in self._samples.items() if name in wanted}
            self._folders = {name: samples for name, samples in self._folders.items() if name in wanted}

    def names(self) -> list[str]:
        """Return what there is, in alphabetical order."""
        with self._lock:
            return sorted(self._samples)


class SampleLoader:
    """Reads samples on a thread of its own and tells how each is getting on.

    `report` is called on that thread: "loading", with how much is there when that takes long, then "ready" or "failed"
    with the sentence to show. Of a folder each file is told too.
    Thread: `want`, `set_folders`, `start` and `stop` any; `load` any.
    """

    def __init__(self, store: SampleStore, rate: int, bundled: Path, report: Callable[[SampleStatus], None]) -> None:
        self._store = store
        self._rate = rate
        self._bundled = bundled
        self._report = report
        self._folders: tuple[Path, ...] = ()
        self._wishes: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._is_ending = False
        self._thread = Thread(target=self._run, name="sample loader", daemon=True)

    def start(self) -> None:
        """Begin to read what is wanted."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, in the middle of a long sample too."""
        self._is_ending = True
        self._wishes.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def set_folders(self, folders: Iterable[Path]) -> None:
        """Look for relative files in these, in this order."""
        self._folders = tuple(folders)

    def want(self, name: str) -> None:
        """Have a sample or a folder read, or read again; an empty name is none."""
        if name:
            self._wishes.put(name)

    def load(self, name: str) -> int:
        """Read a sample, or all those of a folder, in the calling thread; returns how many there are.

        Raises:
            SampleMistake: it cannot be had. Of a folder: none of its files can.
        """
        path = find_sample(name, self._bundled, self._folders)
        if path.is_dir():
            return self._load_folder(name, path)
        with reading(path, self._rate) as reader:
            if reader.frames > IN_MEMORY_SECONDS * self._rate:
                self._load_long(name, reader)
            else:
                self._store.put(Sample(name, np.concatenate(list(reader.pieces()), axis=1)))
        return 1

    def _run(self) -> None:
        while (name := self._wishes.get()) is not None and not self._is_ending:
            self._try(name)

    def _try(self, name: str) -> str:
        """Read a sample and report how it went; returns why it could not be had, or nothing."""
        self._report(SampleStatus(name, "loading"))
        try:
            count = self.load(name)
        except SampleMistake as mistake:
            self._report(SampleStatus(name, "failed", str(mistake)))
            return str(mistake)
        if not self._is_ending:
            self._report(SampleStatus(name, "ready", count=count))
        return ""

    def _load_folder(self, name: str, folder: Path) -> int:
        """Read what is in a folder; what cannot be read is told, and left out."""
        mistakes = {file: self._try(file) for file in files_in(name, folder) if not self._is_ending}
        good = [file for file, mistake in mistakes.items() if not mistake]
        if mistakes and not good:
            raise SampleMistake(f'no file in folder "{name}" can be used: {next(iter(mistakes.values()))}')
        self._store.put_folder(name, good)
        return len(good)

    def _load_long(self, name: str, reader: SoundReader) -> None:
        """Read a sample onto the disk; it can be played as soon as its head is there."""
        spool = Spool(name, reader.channels, reader.frames)
        head = _HEAD_SECONDS * self._rate
        sample = Sample(name, spool.sound, spool)
        told = 0
        try:
            for piece in reader.pieces():
                spool.append(piece)
                if self._is_ending:
                    return
                if spool.filled >= head and self._store.get(name) is not sample:
                    self._store.put(sample)
                percent = _COMPLETE * spool.filled // reader.frames // _TELL_EVERY * _TELL_EVERY
                if told < percent < _COMPLETE:
                    told = percent
                    self._report(SampleStatus(name, "loading", f"{percent} %"))
        except SampleMistake:
            self._store.forget(name)
            raise
        if spool.filled < reader.frames:  # the file ends before it said it would
            self._store.put(Sample(name, spool.sound[:, : spool.filled], spool))
