"""Reads a file of sound into numbers at the engine's rate, whole or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from engine.sound.resampling import Sound, length_at, resampled
from engine.sound.sample_files import FOREIGN_SUFFIXES, SampleMistake

LONGEST_SECONDS = 14_400  # four hours: 5.5 GB of a disk, in stereo at 48 kHz
_RATES = range(1000, 768001)
_CHUNK = 1 << 16  # frames read at a time


class SoundReader:
    """A file of sound that is being read. Made by `reading`.

    Thread: any one. Other threads run on while it reads and computes.
    """

    def __init__(self, path: Path, file: soundfile.SoundFile, rate: int) -> None:
        self._path, self._file, self._rate = path, file, rate
        self._check(file.frames, file.samplerate)
        self.channels = min(2, file.channels)
        self.frames = length_at(file.frames, file.samplerate, rate)  # as the file says: there may be fewer

    def pieces(self) -> Iterator[Sound]:
        """Yield the sound, at the engine's rate; what is not a number in it is silence.

        Raises:
            SampleMistake: it cannot be read on, or was empty.
        """
        came = 0
        for piece in self._at_the_engines_rate():
            came += piece.shape[1]
            yield piece
        if not came:
            raise SampleMistake(f'"{self._path.name}" is empty; export it again or use another file')

    def _at_the_engines_rate(self) -> Iterator[Sound]:
        own = self._file.samplerate
        return self._as_recorded() if own == self._rate else resampled(self._as_recorded(), own, self._rate)

    def _as_recorded(self) -> Iterator[Sound]:
        """Yield until there is no more, as a file may tell a wrong length."""
        left = LONGEST_SECONDS * self._file.samplerate
        while left > 0:
            with _told_as_mistakes(self._path):
                chunk = self._file.read(min(_CHUNK, left), dtype="float32", always_2d=True)
            if not len(chunk):
                return
            left -= len(chunk)
            np.nan_to_num(chunk, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
            yield _mixed_down(chunk)

    def _check(self, frames: int, source_rate: int) -> None:
        name = self._path.name
        if source_rate not in _RATES:
            raise SampleMistake(
                f'"{name}" has a rate of {source_rate} Hz; use a file of {_RATES.start} to {_RATES.stop - 1} Hz'
            )
        seconds = frames / source_rate
        if seconds > LONGEST_SECONDS:
            raise SampleMistake(
                f'"{name}" lasts {seconds:.0f} s; a sample may last {LONGEST_SECONDS} s, so cut it or use a part of it'
            )


@contextmanager
def reading(path: Path, rate: int) -> Iterator[SoundReader]:
    """Open a file of sound, to be read at `rate`, for as long as the block lasts.

    Raises:
        SampleMistake: it cannot be read, or lasts longer than four hours.
    """
    with _told_as_mistakes(path):
        file = soundfile.SoundFile(path)
    with file:
        yield SoundReader(path, file, rate)


def read_sound(path: Path, rate: int) -> Sound:
    """Return the sound of a file, of one or two channels, at `rate`; what is not a number in it becomes silence.

    Raises:
        SampleMistake: it cannot be read, is empty, or lasts longer than four hours.

    Thread: any. Other threads run on while it reads and computes.
    """
    with reading(path, rate) as reader:
        return np.concatenate(list(reader.pieces()), axis=1)


def _mixed_down(chunk: Sound) -> Sound:
    """Return frames of many channels as two: of more than two, the odd ones are the left, the even ones the right."""
    if chunk.shape[1] > 2:
        chunk = np.stack((chunk[:, 0::2].mean(axis=1), chunk[:, 1::2].mean(axis=1)), axis=1)
    return np.ascontiguousarray(chunk.T)


@contextmanager
def _told_as_mistakes(path: Path) -> Iterator[None]:
    try:
        yield
    except (soundfile.LibsndfileError, OSError) as error:
        suffix = path.suffix.lower()
        reason = f"{suffix[1:]} files are not supported" if suffix in FOREIGN_SUFFIXES else _reason(error)
        raise SampleMistake(
            f'"{path.name}" cannot be read as sound ({reason}); use a WAV, FLAC, AIFF, OGG or MP3 file'
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, soundfile.LibsndfileError):
        return str(error.error_string).rstrip(".").lower()
    return (getattr(error, "strerror", None) or str(error)).lower()
