"""The storm: does the sound ever stop, under a GUI-like load, a thread that hogs the interpreter and busy scripts?"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from benches.bare_storm import bare_storm
from benches.effort import Effort
from benches.neighbours import Neighbours
from benches.simulated_device import SimulatedDevice
from benches.storm_loads import loads
from benches.storm_scene import VOICES, Scene, playing
from benches.table import Result, percentile
from engine.core.engine import BLOCK_FRAMES, RATE
from engine.core.thread import Pace
from engine.sound.output import BLOCKS_AHEAD, DeviceOutput
from tests.sink import NullSink

USUAL_SECONDS = 300.0
BARE_SECONDS = 30.0
LOOK_SECONDS = 0.25


class Device(Pace, Protocol):
    """A pace that knows how often it had nothing to play."""

    underruns: int


class Survived(NamedTuple):
    """What came of a storm."""

    underruns: int
    voices: int  # the fewest that sounded
    late: int  # notes
    neighbours: str  # what other programs took meanwhile


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the underruns of a storm on a simulated device, and on a real one that nobody hears."""
    seconds = effort.lasting(USUAL_SECONDS)
    yield from _on_simulated_device(seconds)
    yield from _on_null_sink(seconds)


def _on_simulated_device(seconds: float) -> Iterator[Result]:
    bare_seconds = min(seconds, BARE_SECONDS)
    bare = bare_storm(bare_seconds, VOICES)
    device = SimulatedDevice(RATE, BLOCK_FRAMES, BLOCKS_AHEAD)
    with playing(device) as scene:
        begun = len(device.slacks_seconds)
        survived = _survive(seconds, device, scene)
    yield _underruns(seconds, survived, "simulated", f"bare voices {bare.underruns} in {bare_seconds:g} s")
    slacks, bare_slacks = device.slacks_seconds[begun:], bare.slacks_seconds
    yield Result(
        "  a block came before its time, p1 (worst)",
        "reported",
        f"{percentile(slacks, 1) * 1e3:.1f} ms ({min(slacks) * 1e3:.1f})",
        True,
        f"bare {percentile(bare_slacks, 1) * 1e3:.1f} ms ({min(bare_slacks) * 1e3:.1f})",
    )
    yield _late(survived)


def _on_null_sink(seconds: float) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        sink = NullSink(Path(folder))
        try:
            sink.start()
        except FileNotFoundError as missing:
            yield Result("underruns, PulseAudio", "0", "-", False, reason=f"{missing.filename} is not installed")
            return
        try:
            with _default_device(sink):
                device = DeviceOutput(RATE, BLOCK_FRAMES)
                with playing(device) as scene:
                    survived = _survive(seconds, device, scene)
        finally:
            sink.kill()
    yield _underruns(seconds, survived, "PulseAudio", "")
    yield _late(survived)


def _survive(seconds: float, device: Device, scene: Scene) -> Survived:
    underruns, late = device.underruns, scene.engine.snapshot.late_count
    voices, end = scene.sound.voices_sounding(), time.monotonic() + seconds
    neighbours = Neighbours()
    with loads():
        while time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
            voices = min(voices, scene.sound.voices_sounding())
    late = scene.engine.snapshot.late_count - late
    return Survived(device.underruns - underruns, voices, late, neighbours.told())


def _underruns(seconds: float, survived: Survived, device: str, baseline: str) -> Result:
    is_met = survived.underruns == 0 and survived.voices >= VOICES
    return Result(
        f"underruns in {seconds:g} s, {survived.voices} voices, {device}",
        "0",
        str(survived.underruns),
        is_met,
        baseline,
        reason=f"the engine's thread came too late to the processor or to Python's lock; {survived.neighbours}",
    )


def _late(survived: Survived) -> Result:
    return Result("  late notes meanwhile", "reported", str(survived.late), True, survived.neighbours)


@contextmanager
def _default_device(sink: NullSink) -> Iterator[None]:
    """Make `sink` what this process plays on."""
    before = dict(os.environ)
    os.environ.update(PULSE_SERVER=sink.server, ALSA_CONFIG_PATH=sink.alsa_config)
    try:
        yield
    finally:
        for name in ("PULSE_SERVER", "ALSA_CONFIG_PATH"):
            os.environ.pop(name)
            os.environ.update({name: before[name]} if name in before else {})
