"""What tests look for in sound: levels of tones, steps, and how an effect answers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.core.document import MASTER, Document
from engine.core.units import Value
from tests.engine.sound.scenes import RATE, Take, document, module, sampler

Sound = NDArray[np.float32]


def tone(frames: int, hz: float, level: float = 0.25) -> Sound:
    """Return a sine."""
    return (level * np.sin(2 * np.pi * hz * np.arange(frames) / RATE)).astype(np.float32)


def level_db(sound: NDArray[np.floating]) -> float:
    """Return the root mean square in decibels of full scale."""
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64)) + 1e-30))


def tone_db(sound: NDArray[np.floating], hz: float) -> float:
    """Return the level of one tone in a sound, in decibels of a sine of full scale."""
    turns = np.exp(-2j * np.pi * hz * np.arange(sound.shape[-1]) / RATE)
    window = np.hanning(sound.shape[-1])
    return float(20 * np.log10(2 * abs(np.sum(sound * window * turns)) / window.sum() + 1e-15))


def largest_step(sound: NDArray[np.floating]) -> float:
    """Return the largest step from a frame to the next."""
    return float(np.abs(np.diff(sound)).max())


def effect_scene(type_name: str, **values: Value) -> Document:
    """Return a sampler "source" that loops "sound" into an effect "effect", and that into the master."""
    return document(
        sampler("source", 2, playStyle="loop", release=0.005), module("effect", 3, type_name, **values),
        cables=[("source", "effect", 0), ("effect", MASTER, 0)],
    )  # fmt: skip


def effect_take(sound: Sound, type_name: str, **values: Value) -> Take:
    """Return a take of `sound`, once, through an effect."""
    start = effect_scene(type_name, **values)
    start = document(
        sampler("source", 2), start.modules["effect"], cables=[("source", "effect", 0), ("effect", MASTER, 0)]
    )
    return Take(start, sound=sound).on(0, "source")
