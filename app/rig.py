"""Puts engine, sound, samples and scripts together: live, paced by a device, or offline, as fast as it goes."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from app.package_supply import PackageSupply, package_folder
from app.plug_in_supply import PlugInSupply, plug_in_folder
from app.sample_supply import SampleSupply
from app.session_files import SessionFiles
from engine.core import commands as c
from engine.core.document import MASTER
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.live import UNDER_WAY, DeviceStatus, RecordingStatus, SampleStatus
from engine.core.snapshot import Snapshot
from engine.core.thread import EngineThread
from engine.core.ticket import Ticket
from engine.scripts.supervising.backstage import RUN_BUDGET_SECONDS
from engine.scripts.supervising.log import LogRing
from engine.scripts.supervising.supervisor import Supervisor
from engine.scripts.supervising.workers import Workers
from engine.sound.meters import Meters
from engine.sound.output import DeviceOutput
from engine.sound.pace import DevicePace
from engine.sound.protocol import Block, SoundBackend
from engine.sound.recorder import Recorder
from engine.sound.sample_files import BUNDLED, SampleMistake
from engine.sound.samples import SampleLoader, SampleStore

SWITCH_SECONDS = 0.0005  # how soon a busy thread lets another one run; Python's own 5 ms are a whole block
OnCrash = Callable[[BaseException, str], None]  # the bug, and in which part it was


class Terms(NamedTuple):
    """How a rig is to run."""

    rate: int = RATE  # frames per second
    seed: int = 0
    run_budget_seconds: float = RUN_BUDGET_SECONDS
    folders: Sequence[Path] = ()  # where relative sample files are looked for


def freeze_garbage() -> None:
    """Never look again at what there is now: a full collection of it takes as long as three blocks of sound."""
    gc.collect()
    gc.freeze()


class LiveRig:
    """Everything that plays while somebody listens. `start` it, and `stop` it in the end.

    Thread: the one that made it; what it holds says for itself.
    """

    def __init__(self, terms: Terms, on_crash: OnCrash) -> None:
        self.log = LogRing()
        self.meters = Meters(terms.rate, BLOCK_FRAMES)
        self._store = SampleStore()
        sound = _signal_flow(terms.rate, self._store)
        self.modulated = sound.modulated
        self._recorder = Recorder(terms.rate, sound.stems, self._report_recording)
        self.engine = Engine(sound, terms.rate, taps=(self.meters.take, self._recorder.take))
        self._on_crash = on_crash
        self._loader = SampleLoader(self._store, terms.rate, BUNDLED, self._report_sample)
        self._loader.set_folders(terms.folders)
        self.samples = SampleSupply(self._loader.want)
        self._plug_ins = PlugInSupply(plug_in_folder(), self.engine.submit)
        self._packages = PackageSupply(package_folder(), self.engine.submit)
        self.supervisor = _supervisor(self.engine, self.log, terms)
        self._files = SessionFiles(self.engine)

    def start(self) -> None:
        """Let the loader read, scripts run and the engine turn."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self._loader.start()
        self._plug_ins.read()
        self._plug_ins.watch()
        self._packages.start(self.engine)
        self.samples.follow(self.engine)
        self.engine.subscribe(self._recorder.look)
        self._files.start(lambda bug: self._on_crash(bug, "the watcher of the session's files"))
        self.supervisor.start(lambda bug: self._on_crash(bug, "the script supervisor"))
        pace = DevicePace(self.engine.rate, self._open_device, self._report_device, self._wanted_device)
        self.engine.start(EngineThread(pace, lambda bug: self._on_crash(bug, "the engine")))

    def stop(self) -> None:
        """Stop everything in reverse."""
        self._packages.stop()
        self._plug_ins.stop()
        self._files.stop()
        self.supervisor.stop()
        self.engine.stop()
        self._recorder.stop()
        self._loader.stop()

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for relative sample files in `folders`, those of the session that was opened."""
        self._loader.set_folders(folders)

    def _open_device(self) -> DeviceOutput:
        return DeviceOutput(self.engine.rate, self.engine.block_frames, device=self._wanted_device())

    def _wanted_device(self) -> str:
        return str(self.engine.snapshot.document.modules[MASTER].values["device"])

    def _report_device(self, status: DeviceStatus) -> None:
        self.engine.submit(c.ReportDevice(status=status))

    def _report_recording(self, status: RecordingStatus) -> None:
        self.engine.submit(c.ReportRecording(status=status))

    def _report_sample(self, status: SampleStatus) -> None:
        self.engine.submit(c.ReportSample(status=status))


class OfflineRig:
    """Engine and scripts in step, on one thread, with no clock: the same input gives the same output, bit for bit."""

    def __init__(self, terms: Terms, sound: SoundBackend | None = None, workers: Workers | None = None) -> None:
        """Make it with the real sound, or with `sound` for who wants none; `workers` are somebody else's to close."""
        self.log = LogRing()
        self._store = SampleStore()
        self._sound = sound if sound is not None else _signal_flow(terms.rate, self._store)
        self._loader = SampleLoader(self._store, terms.rate, BUNDLED, self._report_sample)
        self._loader.set_folders(terms.folders)
        self._recorder = Recorder(terms.rate, self._sound.stems, self._report_recording)
        self.engine = Engine(self._sound, terms.rate, taps=(self._recorder.take,))
        self.engine.subscribe(self._recorder.look)
        PlugInSupply(plug_in_folder(), self.engine.submit).read()
        self.supervisor = _supervisor(self.engine, self.log, terms, workers)
        SampleSupply(self._load).follow(self.engine)

    def do(self, command: c.Command) -> Ticket:
        """Hand a command over and turn until it is done, or refused; returns its ticket."""
        ticket = self.engine.submit(command)
        self.turn()
        while not ticket.is_done(self.engine.snapshot):
            self.turn()
        return ticket

    def turn(self) -> Block:
        """Let scripts come as far as the next block needs, and return that block."""
        self.supervisor.meet()
        return self.engine.turn()

    def settle(self) -> Snapshot:
        """Turn until scripts have done what they were asked for and samples are in place; returns what that came to."""
        self.turn()
        while not scripts_are_settled(self.engine.snapshot) or self.engine.has_unread:
            self.turn()
        self._sound.settle()
        return self.engine.snapshot

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for relative sample files in `folders`."""
        self._loader.set_folders(folders)

    def stems(self) -> Mapping[str, Block]:
        """Return each module's own sound of the newest block."""
        return self._sound.stems()

    def close(self) -> None:
        """Stop everything in reverse."""
        self.supervisor.stop()
        self.engine.stop()
        self._recorder.stop()

    def _report_recording(self, status: RecordingStatus) -> None:
        """Thread: the recorder's own."""
        self.engine.submit(c.ReportRecording(status=status))

    def _load(self, name: str) -> None:
        """Read a sample here and now, so that it is in place before the next block."""
        try:
            status = SampleStatus(name, "ready", count=self._loader.load(name))
        except SampleMistake as mistake:
            status = SampleStatus(name, "failed", str(mistake))
        self._report_sample(status)

    def _report_sample(self, status: SampleStatus) -> None:
        self.engine.submit(c.ReportSample(status=status))


def scripts_are_settled(snapshot: Snapshot) -> bool:
    """Whether every script's newest wish has come to its end, good or bad."""
    for name, script in snapshot.document.scripts.items():
        if script.request.wish == "none":
            continue
        status = snapshot.scripts.get(name)
        if status is None or status.asked != script.request.number or status.state in UNDER_WAY:
            return False
    return True


def wait_until(
    engine: Engine, is_so: Callable[[Snapshot], bool], stop: threading.Event, within_seconds: float | None = None
) -> bool:
    """Wait until a snapshot is as wished; returns False when `stop` was set, or the time was over, first."""
    came = threading.Event()
    unsubscribe = engine.subscribe(lambda _: came.set())
    give_up = None if within_seconds is None else monotonic() + within_seconds
    try:
        while not is_so(engine.snapshot):
            if stop.is_set() or (give_up is not None and monotonic() > give_up):
                return False
            came.wait(0.05)
            came.clear()
        return True
    finally:
        unsubscribe()


def _supervisor(engine: Engine, log: LogRing, terms: Terms, workers: Workers | None = None) -> Supervisor:
    return Supervisor(
        engine, log, terms.seed, terms.run_budget_seconds, folders=tuple(map(str, terms.folders)),
        workers=workers, packages=(str(package_folder()),),
    )  # fmt: skip


def _signal_flow(rate: int, store: SampleStore) -> SoundBackend:
    # Imported late: it takes a fifth of a second, and command lines that make no sound should not wait for it.
    from engine.sound.graph import SignalFlowSound  # noqa: PLC0415

    return SignalFlowSound(rate, BLOCK_FRAMES, store)
