"""What plays, without a sound and without a device: everything else is as it is for a player."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.thread import EngineThread
from engine.scripts.supervising.log import LogRing
from engine.scripts.supervising.supervisor import Supervisor
from engine.sound.meters import Meters
from engine.sound.silent import SilentClock, SilentSound


class SilentRig:
    """An engine on its own thread, and scripts in their own processes."""

    def __init__(self, on_crash: Callable[[BaseException, str], None]) -> None:
        self.log, self.meters = LogRing(), Meters(RATE, BLOCK_FRAMES)
        self.engine = Engine(SilentSound(RATE, BLOCK_FRAMES), taps=(self.meters.take,))
        self._on_crash = on_crash
        self.modulated: Callable[[str], Mapping[str, float]] = lambda _: {}
        self._supervisor = Supervisor(self.engine, self.log)
        self.folders: tuple[Path, ...] = ()

    def start(self) -> None:
        self._supervisor.start(lambda bug: self._on_crash(bug, "the script supervisor"))
        self.engine.start(EngineThread(SilentClock(RATE), lambda bug: self._on_crash(bug, "the engine")))

    def stop(self) -> None:
        self._supervisor.stop()
        self.engine.stop()

    def look_in(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
