"""A sound card that is not there: a PulseAudio daemon of our own with a null sink, which records what is played."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

RATE = 48_000
_SINK = "moonloop"
_PATIENCE_SECONDS = 20.0


class NullSink:
    """The daemon and a recorder of its sink's monitor.

    A null sink that nobody records takes sound in lumps of two seconds. So the recorder asks for 10 ms, and the sink is
    put to sleep and woken once to take that up.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recording = folder / "recording.raw"
        self._daemon: subprocess.Popen[bytes] | None = None
        self._recorder: subprocess.Popen[bytes] | None = None
        self._environment = dict(os.environ, HOME=str(folder), XDG_RUNTIME_DIR=str(folder), PULSE_SERVER=self.server)
        (folder / "asound.conf").write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )

    @property
    def server(self) -> str:
        """Where clients find the daemon."""
        return f"unix:{self._folder / 'pulse' / 'native'}"

    @property
    def alsa_config(self) -> str:
        """The file that makes the daemon the default device of ALSA, and with it of PortAudio."""
        return str(self._folder / "asound.conf")

    def start(self) -> None:
        """Start the daemon and the recorder, and wait until sound flows."""
        self._daemon = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no"),
                "--load=module-native-protocol-unix",
                f"--load=module-null-sink sink_name={_SINK} rate={RATE}",
            ],
            env=dict(self._environment, PULSE_SERVER=""),
            stderr=subprocess.DEVNULL,
        )
        self._until(lambda: self._tell("info"))
        self._record()
        for state in ("1", "0"):
            self._tell("suspend-sink", _SINK, state)
        self._until(lambda: self._recording.stat().st_size > 0)

    def kill(self) -> None:
        """End the daemon as a crash would."""
        assert self._daemon is not None
        self._daemon.kill()
        self._daemon.wait()
        if self._recorder is not None:
            self._recorder.kill()
            self._recorder.wait()

    def recorded(self) -> NDArray[np.float32]:
        """Return what has been played since the daemon was started last, shape (2, frames)."""
        sound = np.frombuffer(self._recording.read_bytes(), dtype=np.float32)
        return sound[: len(sound) // 2 * 2].reshape(-1, 2).T

    def wait_for(self, frames: int) -> NDArray[np.float32]:
        """Return the recording as soon as it has so many frames that are not silent."""
        self._until(lambda: bool(np.count_nonzero(self.recorded()[0]) >= frames))
        return self.recorded()

    def _record(self) -> None:
        with self._recording.open("wb") as file:
            self._recorder = subprocess.Popen(
                [
                    *("parec", "--latency-msec=10", "--raw", "--format=float32le", "--channels=2"),
                    *(f"--rate={RATE}", "-d", f"{_SINK}.monitor"),
                ],
                env=self._environment,
                stdout=file,
                stderr=subprocess.DEVNULL,
            )

    def _tell(self, *words: str) -> bool:
        told = subprocess.run(["pactl", *words], env=self._environment, capture_output=True, check=False)
        return told.returncode == 0

    def _until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, "the null sink did not come up"
            time.sleep(0.02)


def null_sink_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> NullSink:
    """Return a running null sink that this process plays on; skips where there is no PulseAudio."""
    if not (shutil.which("pulseaudio") and shutil.which("parec") and shutil.which("pactl")):
        pytest.skip("needs pulseaudio and its tools")
    sink = NullSink(folder)
    monkeypatch.setenv("PULSE_SERVER", sink.server)
    monkeypatch.setenv("ALSA_CONFIG_PATH", sink.alsa_config)
    sink.start()
    return sink
