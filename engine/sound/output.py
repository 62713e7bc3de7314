"""The audio device: opened, written to, lost and found again; the only importer of sounddevice."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread
from types import ModuleType
from typing import Any

import numpy as np

from engine.sound.protocol import Block, DeviceGone, Output

BLOCKS_AHEAD = 4  # of 256 frames at 48 kHz this is 21 ms, which stood the heaviest load tried
_SEEK_SECONDS = 1.0


class DeviceOutput:
    """An open device, written to block by block. Its callback is native, so Python's lock cannot make it stumble."""

    def __init__(self, rate: int, block_frames: int, blocks_ahead: int = BLOCKS_AHEAD, device: str = "") -> None:
        """Open the device whose name contains `device`, or the system's own choice.

        Raises:
            DeviceGone: there is none, or it refuses.
        """
        portaudio = _portaudio()
        self._error: type[Exception] = portaudio.PortAudioError
        self._interleaved = np.zeros((block_frames, 2), dtype=np.float32)
        self.underruns = 0
        try:
            number = _find(portaudio, device)
            self._stream = portaudio.OutputStream(
                samplerate=rate,
                blocksize=block_frames,
                device=number,
                channels=2,
                dtype="float32",
                latency=blocks_ahead * block_frames / rate,
            )
            self._stream.start()
            self.name = str(portaudio.query_devices(self._stream.device)["name"])
        except (portaudio.PortAudioError, ValueError) as error:
            raise DeviceGone(f"{_what(device)} cannot be opened ({_reason(error)})") from error

    def write(self, block: Block) -> None:
        """Take a block of at most the block size, and return when there is room for the next.

        Raises:
            DeviceGone: it was unplugged, or its sound server has ended. It is closed then.
        """
        interleaved = self._interleaved[: block.shape[1]]
        interleaved[:] = block.T
        try:
            self.underruns += bool(self._stream.write(interleaved))
        except self._error as error:
            self.close()
            raise DeviceGone(f'the device "{self.name}" is gone ({_reason(error)})') from error

    def close(self) -> None:
        """Give the device back; does nothing when that was done already."""
        self._stream.close(ignore_errors=True)


class DeviceSeeker:
    """Looks for a device on a thread of its own until there is one: looking can take long, and music must not wait.

    One seeker finds one device. Every other device must be closed while it seeks, because PortAudio sees what has been
    plugged in only when it is started anew, which ends every open stream.
    """

    def __init__(self, open_device: Callable[[], Output]) -> None:
        self._open = open_device
        self._lock = Lock()
        self._found: Output | None = None
        self._is_stopped = Event()
        self._thread = Thread(target=self._seek, name="device seeker", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def take(self) -> Output | None:
        """Return the device that was found, once; None while there is none. Thread: any."""
        with self._lock:
            found, self._found = self._found, None
            return found

    def stop(self) -> None:
        """Give up; a device that was found and not taken is closed."""
        self._is_stopped.set()
        if self._thread.is_alive():
            self._thread.join()
        found = self.take()
        if found is not None:
            found.close()

    def _seek(self) -> None:
        while not self._is_stopped.wait(_SEEK_SECONDS):
            try:
                start_anew()
                found = self._open()
            except DeviceGone:
                continue
            with self._lock:
                self._found = found
            return


def output_devices() -> tuple[str, ...]:
    """Return the names of the devices that can play, as they were when PortAudio was started. Thread: any."""
    try:
        devices = _portaudio().query_devices()
    except DeviceGone:
        return ()
    return tuple(str(device["name"]) for device in devices if device["max_output_channels"] >= 2)


def start_anew() -> None:
    """Have PortAudio look at the devices again; ends every open stream.

    Raises:
        DeviceGone: it cannot be started.
    """
    portaudio = _portaudio()
    try:
        portaudio._terminate()
        portaudio._initialize()
    except portaudio.PortAudioError as error:
        raise DeviceGone(f"the audio system cannot be started ({_reason(error)})") from error


def _portaudio() -> ModuleType:
    """Return sounddevice, imported late: that fails where the PortAudio library is missing: then there is no device."""
    try:
        import sounddevice  # noqa: PLC0415
    except OSError as error:
        raise DeviceGone("the PortAudio library is missing; on Debian, install libportaudio2") from error
    module: ModuleType = sounddevice
    return module


def _find(portaudio: Any, device: str) -> int | None:
    """Return the number of the first device whose name contains `device`; None leaves the choice to the system."""
    if not device:
        return None
    for number, known in enumerate(portaudio.query_devices()):
        if device.lower() in known["name"].lower() and known["max_output_channels"] >= 2:
            return number
    raise ValueError("there is no device of that name")


def _what(device: str) -> str:
    return f'the device "{device}"' if device else "the audio device"


def _reason(error: Exception) -> str:
    """Return the sentence of a PortAudio error, without its numbers."""
    return str(error.args[0]).rstrip(".") if error.args else type(error).__name__
