"""A simulated device: it plays a block every 5.3 ms, counts those that came too late, and makes no sound."""

from __future__ import annotations

import time

from engine.sound.protocol import Block


class SimulatedDevice:
    """Takes blocks ahead of their time, as a real device's buffer does.

    Thread: the engine's; its numbers are read when that has ended.
    """

    def __init__(self, rate: int, block_frames: int, blocks_ahead: int) -> None:
        self.underruns = 0
        self.slacks_seconds: list[float] = []  # how long before its time each block came
        self._block_seconds = block_frames / rate
        self._ahead = blocks_ahead
        self._taken = blocks_ahead  # its buffer begins full of silence
        self._origin: float | None = None

    def write(self, _: Block) -> None:
        """Take a block; returns when there is room for another."""
        now = time.perf_counter()
        origin = self._origin = self._origin if self._origin is not None else now
        self._taken += 1
        slack_seconds = origin + (self._taken - 1) * self._block_seconds - now
        self.slacks_seconds.append(slack_seconds)
        if slack_seconds < 0:
            self.underruns += 1
            self._taken = max(self._taken, int((now - origin) / self._block_seconds) + 1)
        room = origin + (self._taken - self._ahead + 1) * self._block_seconds - time.perf_counter()
        if room > 0:
            time.sleep(room)

    def close(self) -> None:
        """There is nothing to give back."""
