"""The bare SignalFlow shape of a scene of sampler voices: what there is below everything that Moonloop adds."""

from __future__ import annotations

import numpy as np
import signalflow as flow
from numpy.typing import NDArray


class BareVoices:
    """Looping players, each through a filter and an envelope, summed and panned in groups; all of them sound.

    There can be one graph in a process: `close` it before a sound backend is made.
    """

    def __init__(self, rate: int, block_frames: int, groups: int, voices_each: int, sound: NDArray[np.float32]) -> None:
        config = flow.AudioGraphConfig()
        config.sample_rate, config.output_buffer_size = rate, block_frames
        device = flow.AudioOut_Dummy(2, rate, block_frames)
        self._graph = flow.AudioGraph(config=config, output_device=device, start=False)
        self._block = flow.Buffer(2, block_frames)
        self._sound = flow.Buffer(sound)
        self._sound.sample_rate = rate
        voices = [[self._voice(number) for number in range(voices_each)] for _ in range(groups)]
        self._graph.play(flow.Sum([flow.StereoPanner(flow.Sum(group), 0.0) for group in voices]))

    def render(self) -> None:
        """Render a block."""
        self._graph.render_to_buffer(self._block)

    def close(self) -> None:
        """Destroy the graph."""
        self._graph.destroy()

    def _voice(self, number: int) -> flow.Node:
        player = flow.BufferPlayer(self._sound, rate=1 + 0.01 * (number % 7), loop=1)
        filtered = flow.SVFilter(player, "low_pass", 500 + 10 * number, 0.2)
        return filtered * flow.ADSREnvelope(0.001, 0.05, 0.5, 0.1, gate=1)
