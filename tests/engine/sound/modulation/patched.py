"""Documents in which parameters are moved, and takes of them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from engine.core.document import Connection, Document
from tests.engine.sound.scenes import RATE, Take


def moving(
    before: Document, source: str, end: str, depth: float = 1.0, offset: float = 0.0, *, is_delayed: bool = False
) -> Document:
    """Return `before` with a cable from a modulator to a parameter, `bass.cutoff`; or with another depth of it."""
    target, _, parameter = end.partition(".")
    made = Connection(
        source, target, "parameter", 2000 + len(before.connections), parameter=parameter, depth=depth, offset=offset,
        is_delayed=is_delayed,
    )  # fmt: skip
    if made.key in before.connections:
        made = replace(made, number=before.connections[made.key].number)
    return replace(before, connections=before.connections.set(made.key, made))


def resting(before: Document, source: str, end: str) -> Document:
    """Return `before` without that cable."""
    target, _, parameter = end.partition(".")
    key = Connection(source, target, "parameter", 0, parameter=parameter).key
    return replace(before, connections=before.connections.delete(key))


def is_sliced_alike(take: Take, frames: int, cuts: Iterable[int] = (1, 100, 255, 257, 1_000, 3_333, 5_001)) -> bool:
    """Whether a take gives the same bytes when it is cut at other frames."""
    return np.array_equal(take.record(frames), take.record(frames, cuts))


def loudness(heard: NDArray[np.float32], frames: int = 480) -> NDArray[np.float32]:
    """Return the level of the left side, a value for each so many frames."""
    whole = heard.shape[1] // frames * frames
    parts: NDArray[np.float32] = np.sqrt((heard[0, :whole].reshape(-1, frames) ** 2).mean(axis=1))
    return parts


def brightness(heard: NDArray[np.float32], frames: int = 2_400) -> NDArray[np.float64]:
    """Return the middle of the spectrum in Hz, a value for each so many frames."""
    parts = heard[0, : heard.shape[1] // frames * frames].reshape(-1, frames)
    spectra = np.abs(np.fft.rfft(parts * np.hanning(frames), axis=1))
    hertz = np.fft.rfftfreq(frames, 1 / RATE)
    middles: NDArray[np.float64] = (spectra * hertz).sum(axis=1) / np.maximum(spectra.sum(axis=1), 1e-9)
    return middles


def pulse_hz(curve: NDArray[np.floating], frames: int) -> float:
    """Return how often a curve of one value for each so many frames goes up and down in a second."""
    spectrum = np.abs(np.fft.rfft(curve - curve.mean()))
    return float(spectrum.argmax() * RATE / frames / len(curve))
