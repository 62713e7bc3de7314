"""Writes sound to a WAV file of 24 bits, which is there only when it is whole. The same sound gives the same bytes."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

import numpy as np
import soundfile

from app.score import InputMistake
from engine.sound.protocol import Block

MOST_FRAMES = 2**32 // 6 - 1000  # a WAV file cannot be longer, at six bytes a frame
BLOCKS_AT_ONCE = 64


class WaveFile:
    """A file that is being written. Used by `with`: when the block is left by an exception, there is no file.

    Raises:
        InputMistake: it cannot be written; the sentence says why.
    """

    def __init__(self, path: str, rate: int) -> None:
        self.peak = 0.0  # the loudest frame so far, 1.0 is full scale
        self.frames = 0
        self._pending: list[Block] = []  # not written yet
        self._path = path
        self._part = Path(path).with_name(f".{Path(path).name}.{os.getpid()}.part")
        try:
            # 16-bit files are dithered by others and float files carry the time of day; 24 bits need neither.
            self._file = soundfile.SoundFile(self._part, "w", rate, 2, "PCM_24", format="WAV")
        except (OSError, soundfile.SoundFileError) as error:
            raise self._mistake(error) from None

    def write(self, block: Block) -> None:
        """Append a block, shape (2, frames)."""
        self.frames += block.shape[1]
        self._pending.append(block.copy())
        if len(self._pending) >= BLOCKS_AT_ONCE:
            self._put_down()

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
            raise self._mistake(error) from None

    def __enter__(self) -> WaveFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, bug: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._put_down()
            self._file.close()
            if kind is None:
                self._part.replace(self._path)
        except (OSError, soundfile.SoundFileError) as error:
            raise self._mistake(error) from None
        finally:
            self._part.unlink(missing_ok=True)

    def _mistake(self, error: Exception) -> InputMistake:
        """libsndfile says no more than "System error"; most often there is no such folder."""
        folder = Path(self._path).absolute().parent
        if not folder.is_dir():
            return InputMistake(f"{self._path}: there is no folder {folder}; make it, or write somewhere else")
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the disk is full, or refuses it"
        return InputMistake(f"{self._path}: this file cannot be written ({reason}); write somewhere else, or make room")
