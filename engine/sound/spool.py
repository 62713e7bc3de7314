"""A long sound on disk: written piece by piece, read as an array, of which memory holds what is in use."""

from __future__ import annotations

import mmap
import shutil
import tempfile
import weakref

import numpy as np

from engine.core.units import Frame
from engine.sound.resampling import Sound
from engine.sound.sample_files import SampleMistake

_LEFT_FREE = 1 << 30  # bytes of the disk that are nobody's to fill
_BYTES = 4  # of a number


class Spool:
    """A temporary file without a name, gone with the last who holds it, or with the process.

    One thread writes. `sound` may be read by any thread, up to `filled`.

    Raises:
        SampleMistake: the disk has no room for it.
    """

    def __init__(self, name: str, channels: int, frames: Frame) -> None:
        """Make room for a sound of that size, > 0; `name` is what a player calls it."""
        self._name = name
        self._width = channels * _BYTES
        size = frames * self._width
        place = tempfile.gettempdir()
        if size > shutil.disk_usage(place).free - _LEFT_FREE:
            raise SampleMistake(
                f'"{name}" needs {size / 1e9:.1f} GB in "{place}"; make room there, or use a part of it'
            )
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is open as long as the spool lives
        weakref.finalize(self, self._file.close)
        self._file.truncate(size)
        self._map = mmap.mmap(self._file.fileno(), size, access=mmap.ACCESS_READ)
        self.sound: Sound = np.frombuffer(self._map, np.float32).reshape(frames, channels).T
        self.filled: Frame = 0  # frames that can be read

    def append(self, piece: Sound) -> None:
        """Write what comes next; what goes beyond the room is left out. Raises SampleMistake: the disk is full."""
        piece = piece[:, : self.sound.shape[1] - self.filled]
        try:
            self._file.write(np.ascontiguousarray(piece.T).data)
        except OSError as error:
            raise SampleMistake(
                f'"{self._name}" does not fit on the disk ({error.strerror}); make room there'
            ) from error
        self.filled += piece.shape[1]

    def expect(self, first: Frame, end: Frame) -> None:
        """Have these frames fetched from the disk beforehand, where the system can do that; nobody waits for it."""
        if hasattr(mmap, "MADV_WILLNEED"):
            begin = first * self._width // mmap.PAGESIZE * mmap.PAGESIZE
            length = min(end * self._width, len(self._map)) - begin
            if length > 0:
                self._map.madvise(mmap.MADV_WILLNEED, begin, length)
