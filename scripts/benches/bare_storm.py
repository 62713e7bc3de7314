"""The bare SignalFlow voices in the same storm: what a thread that does nothing but render can have of this machine."""

from __future__ import annotations

import sys
import threading
import time

import numpy as np

from benches.bare_voices import BareVoices
from benches.simulated_device import SimulatedDevice
from benches.storm_loads import loads
from benches.storm_scene import SWITCH_SECONDS
from engine.core.engine import BLOCK_FRAMES, RATE
from engine.sound.output import BLOCKS_AHEAD

VOICES_EACH = 16


def bare_storm(seconds: float, voices: int) -> SimulatedDevice:
    """Return the device that so many bare voices have played on for so long, under the loads but without scripts."""
    device = SimulatedDevice(RATE, BLOCK_FRAMES, BLOCKS_AHEAD)
    noise = np.random.default_rng(1).uniform(-0.01, 0.01, (1, 2 * RATE)).astype(np.float32)
    bare = BareVoices(RATE, BLOCK_FRAMES, voices // VOICES_EACH, VOICES_EACH, noise)
    player = threading.Thread(target=_play, args=(bare, device, time.monotonic() + seconds))
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        with loads():
            player.start()
            player.join()
    finally:
        sys.setswitchinterval(before)
        bare.close()
    return device


def _play(bare: BareVoices, device: SimulatedDevice, end: float) -> None:
    silence = np.zeros((2, BLOCK_FRAMES), dtype=np.float32)
    while time.monotonic() < end:
        bare.render()
        device.write(silence)
