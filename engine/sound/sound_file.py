"""Writes sound to a WAV or FLAC file of 24 bits. The same sound gives the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import soundfile

from engine.core.errors import EngineError
from engine.sound.protocol import Block

MOST_FRAMES = 2**32 // 6 - 1000  # a WAV file cannot be longer, at six bytes a frame
FORMATS = {".wav": "WAV", ".flac": "FLAC"}
_BLOCKS_AT_ONCE = 64


class FileMistake(EngineError):
    """A file cannot be written; the sentence says why."""


class SoundFile:
    """A file of two channels that is being written; it has its name from the start, or only once it is whole.

    Raises:
        FileMistake: it cannot be written.
    """

    def __init__(self, path: Path, rate: int, appears_whole: bool) -> None:
        self.path = path
        self.peak = 0.0  # the loudest frame so far, 1.0 is full scale
        self.frames = 0
        self._pending: list[Block] = []  # not written yet
        self._written = path.with_name(f".{path.name}.{os.getpid()}.part") if appears_whole else path
        if os.path.exists(self._written) and not os.path.isfile(self._written):
            raise FileMistake(f"{path}: this is no plain file, so nothing can be written to it; name another one")
        try:
            # 16-bit files are dithered by others and float files carry the time of day; 24 bits need neither.
            self._file = soundfile.SoundFile(
                self._written, "w", rate, 2, "PCM_24", format=FORMATS.get(path.suffix.lower(), "WAV")
            )
        except (OSError, soundfile.SoundFileError) as error:
            raise self.mistake(error) from None

    def write(self, block: Block) -> None:
        """Append a block, shape (2, frames), which is copied."""
        self.frames += block.shape[1]
        self._pending.append(block.copy())
        if len(self._pending) >= _BLOCKS_AT_ONCE:
            self._put_down()

    def write_silence(self, frames: int) -> None:
        """Append silence."""
        if frames:
            self.write(np.zeros((2, frames), dtype=np.float32))

    def close(self) -> None:
        """Write the rest, and give the file its name."""
        try:
            self._put_down()
            self._file.close()
            if self._written != self.path:
                self._written.replace(self.path)
        except (OSError, soundfile.SoundFileError) as error:
            raise self.mistake(error) from None

    def discard(self) -> None:
        """Have no file."""
        self._pending.clear()
        self._file.close()
        self._written.unlink(missing_ok=True)

    def _put_down(self) -> None:
        """Write what was kept: libsndfile takes as long for a block as for many."""
        if not self._pending:
            return
        sound = np.concatenate(self._pending, axis=1)
        self._pending.clear()
        self.peak = max(self.peak, float(np.abs(sound).max(initial=0.0)))
        try:
            self._file.write(np.clip(sound.T, -1.0, 1.0))
        except (OSError, soundfile.SoundFileError) as error:
            raise self.mistake(error) from None

    def mistake(self, error: Exception) -> FileMistake:
        """Return what to say of an error: libsndfile's own words are "System error"; mostly there is no such folder."""
        folder = self.path.absolute().parent
        if not folder.is_dir():
            return FileMistake(f"{self.path}: there is no folder {folder}; make it, or write somewhere else")
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the disk is full, or refuses it"
        return FileMistake(f"{self.path}: this file cannot be written ({reason}); write somewhere else, or make room")
