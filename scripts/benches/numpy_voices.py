"""The scene of voices in numpy, all of them at once: what a synthesiser without a graph of native nodes would take."""

from __future__ import annotations

from time import thread_time

import numpy as np


def seconds_of_processor(voices: int, blocks: int, rate: int, block_frames: int) -> float:
    """Return what so many voices take for so many blocks: a looping player, a filter, an envelope and a panner each."""
    scene = _Scene(voices, rate, block_frames)
    scene.render()
    began = thread_time()
    for _ in range(blocks):
        scene.render()
    return thread_time() - began


class _Scene:
    def __init__(self, voices: int, rate: int, block_frames: int) -> None:
        self._frames = np.arange(block_frames)
        self._sound = np.random.default_rng(1).uniform(-0.01, 0.01, 2 * rate + 2).astype(np.float32)
        self._length = 2 * rate
        self._steps = 1 + 0.01 * (np.arange(voices) % 7)
        self._places = np.zeros(voices)
        warped = np.tan(np.pi * (500 + 10 * np.arange(voices)) / rate).astype(np.float32)
        self._first = 1 / (1 + warped * (warped + np.float32(1.6)))
        self._second = warped * self._first
        self._third = warped * self._second
        self._state = np.zeros((2, voices), np.float32)
        self._envelope = np.full((block_frames, voices), 0.5, np.float32)
        self._sides = np.full((2, voices), 0.7, np.float32)

    def render(self) -> tuple[np.ndarray, np.ndarray]:
        """Return a block of the left and one of the right."""
        played = self._filtered(self._played()) * self._envelope
        return played @ self._sides[0], played @ self._sides[1]

    def _played(self) -> np.ndarray:
        places = (self._places + self._frames[:, None] * self._steps) % self._length
        whole = places.astype(np.int64)
        part = (places - whole).astype(np.float32)
        self._places = (self._places + len(self._frames) * self._steps) % self._length
        return np.asarray(self._sound[whole] * (1 - part) + self._sound[whole + 1] * part)

    def _filtered(self, sound: np.ndarray) -> np.ndarray:
        low, high = self._state
        made = np.empty_like(sound)
        for frame, heard in enumerate(sound):
            rest = heard - high
            band = self._first * low + self._second * rest
            made[frame] = passed = high + self._second * low + self._third * rest
            low, high = 2 * band - low, 2 * passed - high
        self._state = np.stack([low, high])
        return made
