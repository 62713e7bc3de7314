"""Paces the engine by a device while there is one, else by a silent clock; the music goes on either way."""

from __future__ import annotations

from collections.abc import Callable

from engine.core.live import DeviceStatus
from engine.sound.output import DeviceSeeker
from engine.sound.protocol import Block, DeviceGone, Output
from engine.sound.silent import SilentClock

NO_DEVICE = "no device"


class DevicePace:
    """What the engine's thread writes its blocks to.

    Args:
        rate: Frames per second.
        open_device: Returns an open device, or raises DeviceGone; called on the engine's thread for the first block,
            and after a loss on a seeker's thread, once a second, until there is one.
        report: Told of each change, on the engine's thread.
        wanted: Returns which device `open_device` would open; when that is another one, it is changed at once.
    """

    def __init__(
        self,
        rate: int,
        open_device: Callable[[], Output],
        report: Callable[[DeviceStatus], None],
        wanted: Callable[[], str] = lambda: "",
    ) -> None:
        self._rate = rate
        self._wanted = wanted
        self._had = wanted()  # which device was wanted when the present one was opened
        self._open = open_device
        self._report = report
        self._output: Output | None = None
        self._seeker: DeviceSeeker | None = None
        self._status = DeviceStatus()

    def write(self, block: Block) -> None:
        """Hand a block to what there is, and return when the next is wanted. It never fails."""
        if self._output is None or self._wanted() != self._had:
            self.close()
            self._had = self._wanted()
            self._output = self._open_first()
        try:
            self._output.write(block)
        except DeviceGone as gone:
            self._output = self._go_silent(str(gone))
        if self._seeker is not None and (found := self._seeker.take()) is not None:
            self._output = self._have(found)
        if self._output.underruns != self._status.underruns:
            self._tell(DeviceStatus(self._output.name, True, "", self._output.underruns))

    def close(self) -> None:
        """Let the device go, and look for none any more."""
        if self._seeker is not None:
            self._seeker.stop()
            self._seeker = None
        if self._output is not None:
            self._output.close()

    def _open_first(self) -> Output:
        try:
            return self._have(self._open())
        except DeviceGone as gone:
            return self._go_silent(str(gone))

    def _have(self, device: Output) -> Output:
        if self._seeker is not None:
            self._seeker.stop()
            self._seeker = None
        self._tell(DeviceStatus(device.name, True, "", device.underruns))
        return device

    def _go_silent(self, reason: str) -> Output:
        self._seeker = DeviceSeeker(self._open)
        self._seeker.start()
        self._tell(
            DeviceStatus(NO_DEVICE, False, f"{reason}; the music goes on silently, and sounds when there is one")
        )
        return SilentClock(self._rate)

    def _tell(self, status: DeviceStatus) -> None:
        self._status = status
        self._report(status)
