"""The storm: does the sound ever stop, under a GUI-like load, a thread that hogs the interpreter and busy scripts?"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benches.effort import Effort
from benches.simulated_device import SimulatedDevice
from benches.storm_scene import STORM_SCRIPT, busy_script, storm_session
from benches.table import Result, percentile
from engine.core import commands as c
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.thread import EngineThread, Pace
from engine.scripts.log import LogRing
from engine.scripts.supervisor import Supervisor
from engine.sound.graph import SignalFlowSound
from engine.sound.output import BLOCKS_AHEAD, DeviceOutput
from engine.sound.sample_files import BUNDLED
from engine.sound.samples import SampleLoader, SampleStore
from tests.sink import NullSink

USUAL_SECONDS = 300.0
SWITCH_SECONDS = 0.0005


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the underruns of a storm on a simulated device, and on a real one that nobody hears."""
    seconds = effort.lasting(USUAL_SECONDS)
    device = SimulatedDevice(RATE, BLOCK_FRAMES, BLOCKS_AHEAD)
    voices, late = _play_through(seconds, device)
    slack_ms = (
        f"worst slack {min(device.slacks_seconds) * 1e3:.1f} ms, p1 {percentile(device.slacks_seconds, 1) * 1e3:.1f}"
    )
    name = f"underruns in {seconds:g} s, {voices} voices, simulated"
    yield Result(
        name, "0", str(device.underruns), device.underruns == 0, slack_ms, reason="the machine gave the engine no time"
    )
    yield Result("late notes meanwhile", "counted", str(late), True)
    with tempfile.TemporaryDirectory() as folder:
        sink = NullSink(Path(folder))
        os.environ.update(PULSE_SERVER=sink.server, ALSA_CONFIG_PATH=sink.alsa_config)
        sink.start()
        output = DeviceOutput(RATE, BLOCK_FRAMES)
        voices, late = _play_through(seconds, output)
        sink.kill()
    name = f"underruns in {seconds:g} s, {voices} voices, PulseAudio"
    yield Result(
        name, "0", str(output.underruns), output.underruns == 0, reason="PortAudio reported that blocks came late"
    )
    yield Result("late notes meanwhile", "counted", str(late), True)


def _play_through(seconds: float, pace: Pace) -> tuple[int, int]:
    """Play the scene on `pace` in the storm; returns the fewest voices that sounded, and how many notes were late."""
    before, crashes = sys.getswitchinterval(), list[BaseException]()
    sys.setswitchinterval(SWITCH_SECONDS)
    store = SampleStore()
    SampleLoader(store, RATE, BUNDLED, lambda _: None).load("pad")
    sound = SignalFlowSound(RATE, BLOCK_FRAMES, store)
    engine = Engine(sound)
    supervisor = Supervisor(engine, LogRing())
    supervisor.start(crashes.append)
    for command in storm_session():
        engine.submit(command)
    engine.start(EngineThread(pace, crashes.append))
    for name, text in {"notes": STORM_SCRIPT, "busy1": busy_script(1), "busy2": busy_script(2)}.items():
        engine.submit(c.AddScript(name=name, text=text))
        engine.submit(c.RunScript(name=name, text=text))
    _wait_until(lambda: len([s for s in engine.snapshot.scripts.values() if s.loops]) == 3)
    engine.submit(c.Play())
    _wait_until(lambda: sound.voices_sounding() >= 32)
    gc.collect()
    gc.freeze()
    voices = _storm(seconds, sound.voices_sounding)
    late = engine.snapshot.late_count
    supervisor.stop()
    engine.stop()
    gc.unfreeze()
    sys.setswitchinterval(before)
    if crashes:
        raise crashes[0]
    return voices, late


def _storm(seconds: float, voices: Callable[[], int]) -> int:
    """Have the loads of the storm for so long; returns the fewest voices seen."""
    is_over = threading.Event()
    loads = [threading.Thread(target=load, args=(is_over,), daemon=True) for load in (_draw, _hog)]
    for load in loads:
        load.start()
    fewest, end = voices(), time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.25)
        fewest = min(fewest, voices())
    is_over.set()
    for load in loads:
        load.join()
    return fewest


def _draw(is_over: threading.Event) -> None:
    """A GUI that works for 8 of each 16 ms."""
    while not is_over.is_set():
        end = time.perf_counter() + 0.008
        while time.perf_counter() < end:
            sum(range(500))
        time.sleep(0.008)


def _hog(is_over: threading.Event) -> None:
    """A thread that never lets go of the interpreter by itself."""
    number = 0
    while not is_over.is_set():
        for each in range(1000):
            number += each


def _wait_until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 20
    while not is_so():
        if time.monotonic() > give_up:
            raise TimeoutError("the scene did not come to be")
        time.sleep(0.01)
