"""Reads a file of sound into numbers at the engine's rate."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from pathlib import Path

import numpy as np
import soundfile
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from engine.sound.sample_files import SampleMistake

LONGEST_SECONDS = 600
_RATES = range(1000, 768001)
_CHUNK = 1 << 16  # frames read at a time
_ROWS = 1 << 12  # frames computed at a time
_CROSSINGS = 32  # zero crossings of the kernel on each side: what it passes is flat to 0.9 of the lower half rate
_KAISER = 9.0  # 90 dB down where it stops
_PLACES = 512  # kernels that are computed; between them straight lines do, 106 dB down

Sound = NDArray[np.float32]  # shape (channels, frames)


def read_sound(path: Path, rate: int) -> Sound:
    """Return the sound of a file, of one or two channels, at `rate`; what is not a number in it becomes silence.

    Raises:
        SampleMistake: it cannot be read, is empty, or lasts longer than ten minutes.

    Thread: any. Other threads run on while it reads and computes.
    """
    try:
        with soundfile.SoundFile(path) as file:
            _check(path, file.frames, file.samplerate)
            sound, source_rate = _read(file), file.samplerate
    except (soundfile.LibsndfileError, OSError) as error:
        raise SampleMistake(
            f'"{path.name}" cannot be read as sound ({_reason(error)}); use a WAV, FLAC, AIFF, OGG or MP3 file'
        ) from error
    np.nan_to_num(sound, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    if not sound.shape[1]:
        raise SampleMistake(f'"{path.name}" is empty; export it again or use another file')
    return sound if source_rate == rate else resample(sound, source_rate, rate)


def resample(sound: Sound, source_rate: int, rate: int) -> Sound:
    """Return `sound` at another rate, by a windowed sinc: at its own pitch it is then played as it is."""
    ratio = Fraction(rate, source_rate)
    up, down = ratio.numerator, ratio.denominator
    half = ceil(_CROSSINGS * max(Fraction(1), 1 / ratio))
    windows = sliding_window_view(np.pad(sound, ((0, 0), (half, half + 1))), 2 * half, axis=1)
    made = np.zeros((sound.shape[0], ceil(sound.shape[1] * ratio)), dtype=np.float32)
    kernels = _kernels(half, min(1.0, float(ratio)))
    for phase in range(min(up, made.shape[1])):
        first, behind = divmod(phase * down, up)
        step, rest = divmod(behind * _PLACES / up, 1.0)
        kernel = kernels[int(step)] * np.float32(1.0 - rest) + kernels[int(step) + 1] * np.float32(rest)
        target = made[:, phase::up]
        for row in range(0, target.shape[1], _ROWS):
            begin = first + 1 + row * down
            rows = min(_ROWS, target.shape[1] - row)
            target[:, row : row + rows] = windows[:, begin : begin + (rows - 1) * down + 1 : down] @ kernel
    return made


def _kernels(half: int, cutoff: float) -> NDArray[np.float32]:
    """Return the weights of 2 * half frames for places from 0 to 1 behind frame half - 1, in _PLACES equal steps."""
    offsets = np.arange(1 - half, half + 1) - np.arange(_PLACES + 1)[:, None] / _PLACES
    window = np.i0(_KAISER * np.sqrt(np.maximum(0.0, 1.0 - (offsets / half) ** 2)))
    weights = np.sinc(offsets * cutoff) * window
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)


def _check(path: Path, frames: int, source_rate: int) -> None:
    if source_rate not in _RATES:
        raise SampleMistake(
            f'"{path.name}" has a rate of {source_rate} Hz; use a file of {_RATES.start} to {_RATES.stop - 1} Hz'
        )
    seconds = frames / source_rate
    if seconds > LONGEST_SECONDS:
        raise SampleMistake(
            f'"{path.name}" lasts {seconds:.0f} s; a sample may last {LONGEST_SECONDS} s, so cut it or use a part of it'
        )


def _read(file: soundfile.SoundFile) -> Sound:
    """Read by chunks, so that a file of unknown or wrong length is cut at what there is, and memory holds it once."""
    channels = min(2, file.channels)
    most = LONGEST_SECONDS * file.samplerate
    chunks: list[Sound] = []
    while len(chunks) * _CHUNK < most:
        chunk = file.read(_CHUNK, dtype="float32", always_2d=True)
        chunks.append(np.ascontiguousarray(chunk[:, :channels].T))
        if len(chunk) < _CHUNK:
            break
    return np.concatenate(chunks, axis=1)


def _reason(error: Exception) -> str:
    if isinstance(error, soundfile.LibsndfileError):
        return str(error.error_string).rstrip(".").lower()
    return (getattr(error, "strerror", None) or str(error)).lower()
