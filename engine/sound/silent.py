"""Sound for when none is wanted: a backend that renders silence, and outputs that only keep time, or not even that."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from engine.core.document import Document
from engine.core.units import Value
from engine.sound.protocol import NO_VALUES, Block

_LATE_SECONDS = 0.5  # after a longer pause (a machine that slept) time is counted anew


class SilentSound:
    """A backend that makes no sound and takes next to no time."""

    def __init__(self, rate: int, block_frames: int) -> None:
        self.rate = rate
        self._block: Block = np.zeros((2, block_frames), dtype=np.float32)

    def reconcile(self, old: Document, new: Document) -> None:
        """Nothing follows the document."""

    def follow_beat(self, beat: Fraction, beats_per_frame: Fraction, is_playing: bool) -> None:
        """Nothing is in time with anything."""

    def note_on(
        self, module: str, note: float | None, velocity: float, voice_key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        """No note sounds."""

    def note_off(self, module: str, voice_key: int) -> None:
        """No note sounds."""

    def render(self, frames: int) -> Block:
        """Return silence."""
        return self._block[:, :frames]

    def silence(self) -> None:
        """It is silent."""

    def sample_ready(self, name: str) -> None:
        """No sample is used."""

    def types_changed(self) -> None:
        """No module sounds."""

    def settle(self) -> None:
        """Nothing is left over."""

    def stems(self) -> Mapping[str, Block]:
        """No module sounds."""
        return {}

    def modulated(self, _: str) -> Mapping[str, float]:
        """Return nothing: nothing is modulated."""
        return {}

    def complaints(self) -> tuple[str, ...]:
        """Nothing goes wrong in silence."""
        return ()

    def voices_sounding(self) -> int:
        """Return 0."""
        return 0

    def close(self) -> None:
        """There is nothing to give back."""


class SilentClock:
    """An output that plays nothing, in time: a block is taken when it would have been played.

    Deadlines are counted from the start, so it does not drift, whatever a single wait did.
    """

    underruns = 0

    def __init__(
        self,
        rate: int,
        name: str = "no device",
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name
        self._rate = rate
        self._now, self._sleep = now, sleep
        self._origin_seconds = now()
        self._frames = 0

    def write(self, block: Block) -> None:
        """Wait until the blocks so far would have been played."""
        self._frames += block.shape[1]
        wait_seconds = self._origin_seconds + self._frames / self._rate - self._now()
        if wait_seconds > 0:
            self._sleep(wait_seconds)
        elif wait_seconds < -_LATE_SECONDS:
            self._origin_seconds, self._frames = self._now(), 0

    def close(self) -> None:
        """There is nothing to give back."""


class NullOutput:
    """An output that takes everything at once, for rendering faster than real time."""

    underruns = 0
    name = "none"

    def write(self, block: Block) -> None:
        """Take it."""

    def close(self) -> None:
        """There is nothing to give back."""
