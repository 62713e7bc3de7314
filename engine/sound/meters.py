"""What changes with every block and is glanced at: levels, load and the newest sound. Never in a snapshot."""

from __future__ import annotations

import numpy as np

from engine.sound.loudness import loudness
from engine.sound.protocol import Block
from engine.sound.ring import Ring

_KEPT_SECONDS = 3.0
_MOMENTARY_SECONDS, _SHORT_TERM_SECONDS = 0.4, 3.0
_SMOOTHING = 0.05  # how much of a block's load goes into the shown one


class Meters:
    """Written by the engine once a block, read by anyone.

    Buffers are overwritten in place. A reader may see the middle of a write: one block on a screen, and no more.
    Thread: `take` the engine's only, everything else any.
    """

    def __init__(self, rate: int, block_frames: int) -> None:
        self._rate = rate
        self._ring = Ring(int(_KEPT_SECONDS * rate))
        self._square = np.zeros((2, block_frames), dtype=np.float32)
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
        self._ring.write(block)

    @property
    def frames_taken(self) -> int:
        """How many frames have been measured since the start."""
        return self._ring.frames_taken

    def forget_worst(self) -> None:
        """Count the worst load from now on."""
        self.worst_load = 0.0

    def scope(self, frames: int) -> Block:
        """Return a copy of the newest `frames`, oldest first; at most three seconds."""
        return self._ring.newest(frames)

    @property
    def momentary_loudness(self) -> float:
        """LUFS of the last 0.4 seconds, worked out when it is asked for (half a millisecond); -inf in silence."""
        return loudness(self._ring.newest(round(_MOMENTARY_SECONDS * self._rate)), self._rate)

    @property
    def short_term_loudness(self) -> float:
        """LUFS of the last 3 seconds, worked out when it is asked for (five milliseconds); -inf in silence."""
        return loudness(self._ring.newest(round(_SHORT_TERM_SECONDS * self._rate)), self._rate)
