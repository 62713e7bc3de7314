"""What plays in the storm: 32 held voices, notes that come and go, and two scripts that work hard."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from engine.core import commands as c
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.live import SampleStatus
from engine.core.thread import EngineThread, Pace
from engine.scripts.supervising.log import LogRing
from engine.scripts.supervising.supervisor import Supervisor
from engine.sound.graph import SignalFlowSound
from engine.sound.sample_files import BUNDLED
from engine.sound.samples import SampleLoader, SampleStore

VOICES = 32
SWITCH_SECONDS = 0.0005  # as the application sets it
PATIENCE_SECONDS = 20.0
NOTES = """
live_loop("chords", function()
  for i = 1, 16 do
    trigger("pad1", { note = 40 + i, length = 4, velocity = 0.05 })
    trigger("pad2", { note = 52 + i, length = 4, velocity = 0.05 })
  end
  sleep(2)
end)
live_loop("notes", function() trigger("lead", { note = choose{ 60, 63, 67 }, length = 1/8 }) sleep(1/8) end)
"""
BUSY = """
synth("busy%d", { volume = 0.1 })
live_loop("work", function()
  local sum = 0
  for i = 1, 3000000 do sum = sum + i %% 7 end
  trigger("busy%d", { note = 48 + sum %% 12, length = 1/8 })
  sleep(1/4)
end)
"""
PAD = (("sample", "pad"), ("playStyle", "loop"), ("cutoff", 3000.0), ("attack", 0.01), ("release", 0.2))


class Scene(NamedTuple):
    """What plays."""

    engine: Engine
    sound: SignalFlowSound


@contextmanager
def playing(pace: Pace) -> Iterator[Scene]:
    """Play on `pace`; all voices sound when it begins. A bug of the engine or the supervisor is raised in the end."""
    crashes: list[BaseException] = []
    with ExitStack() as ending:
        ending.callback(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(SWITCH_SECONDS)
        scene = _made()
        supervisor = Supervisor(scene.engine, LogRing())
        supervisor.start(crashes.append)
        ending.callback(scene.engine.stop)
        ending.callback(supervisor.stop)
        scene.engine.start(EngineThread(pace, crashes.append))
        _begin(scene)
        gc.collect()
        gc.freeze()  # a collection of everything would hold up all threads for 15 to 30 ms
        ending.callback(gc.unfreeze)
        yield scene
    if crashes:
        raise crashes[0]


def _made() -> Scene:
    store = SampleStore()
    SampleLoader(store, RATE, BUNDLED, lambda _: None).load("pad")
    sound = SignalFlowSound(RATE, BLOCK_FRAMES, store)
    return Scene(Engine(sound), sound)


def _begin(scene: Scene) -> None:
    engine = scene.engine
    for command in (
        c.AddModule(type="sampler", name="pad1", values=PAD),
        c.AddModule(type="sampler", name="pad2", values=PAD),
        c.AddModule(type="synth", name="lead"),
        c.ReportSample(status=SampleStatus("pad", "ready")),
    ):
        engine.submit(command)
    scripts = {"notes": NOTES, "busy1": BUSY % (1, 1), "busy2": BUSY % (2, 2)}
    for name, text in scripts.items():
        engine.submit(c.AddScript(name=name, text=text))
        engine.submit(c.RunScript(name=name, text=text))
    _wait_until(lambda: len([each for each in engine.snapshot.scripts.values() if each.loops]) == len(scripts))
    engine.submit(c.Play())
    _wait_until(lambda: scene.sound.voices_sounding() >= VOICES)


def _wait_until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > give_up:
            raise TimeoutError("the scene did not come to be")
        time.sleep(0.01)
