"""What changes with every block and is glanced at: levels, load and the newest sound. Never in a snapshot."""

from __future__ import annotations

import numpy as np

from engine.sound.protocol import Block

_SCOPE_SECONDS = 2.0
_SMOOTHING = 0.05  # how much of a block's load goes into the shown one


class Meters:
    """Written by the engine once a block, read by anyone.

    Buffers are overwritten in place. A reader may see the middle of a write: one block on a screen, and no more.
    Thread: `take` the engine's only, everything else any.
    """

    def __init__(self, rate: int, block_frames: int) -> None:
        self._rate = rate
        self._ring: Block = np.zeros((2, int(_SCOPE_SECONDS * rate)), dtype=np.float32)
        self._square = np.zeros((2, block_frames), dtype=np.float32)
        self.frames_taken = 0  # since the start
        self.peak = (0.0, 0.0)  # left and right, of the newest block
        self.rms = (0.0, 0.0)
        self.load = 0.0  # render time over block time, smoothed; 1.0 is all there is
        self.worst_load = 0.0  # since `forget_worst`

    def take(self, block: Block, render_seconds: float) -> None:
        """Measure one block, which took so long to make."""
        frames = block.shape[1]
        square = np.multiply(block, block, out=self._square[:, :frames])
        left, right = square.max(axis=1) ** 0.5
        self.peak = (float(left), float(right))
        left, right = square.mean(axis=1) ** 0.5
        self.rms = (float(left), float(right))
        load = render_seconds * self._rate / frames
        self.load += (load - self.load) * _SMOOTHING
        self.worst_load = max(self.worst_load, load)
        self._keep(block)

    def forget_worst(self) -> None:
        """Count the worst load from now on."""
        self.worst_load = 0.0

    def scope(self, frames: int) -> Block:
        """Return a copy of the newest `frames`, oldest first; at most two seconds."""
        size = self._ring.shape[1]
        frames = min(frames, size)
        end = self.frames_taken % size
        return (
            np.roll(self._ring, -end, axis=1)[:, size - frames :]
            if end < frames
            else self._ring[:, end - frames : end].copy()
        )

    def _keep(self, block: Block) -> None:
        size = self._ring.shape[1]
        begin = self.frames_taken % size
        fits = min(block.shape[1], size - begin)
        self._ring[:, begin : begin + fits] = block[:, :fits]
        self._ring[:, : block.shape[1] - fits] = block[:, fits:]
        self.frames_taken += block.shape[1]
