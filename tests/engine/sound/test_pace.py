"""The pace: a device that comes, goes and comes back, through the seam that real devices use."""

from __future__ import annotations

import threading

import numpy as np

from engine.core.live import DeviceStatus
from engine.sound.pace import NO_DEVICE, DevicePace
from engine.sound.protocol import Block, DeviceGone

RATE = 48_000
BLOCK = np.zeros((2, 256), np.float32)


class PluggedIn:
    """A device that plays until it is pulled out."""

    def __init__(self, name: str = "speakers") -> None:
        self.name = name
        self.underruns = 0
        self.blocks = 0
        self.is_closed = False
        self.is_pulled = False

    def write(self, block: Block) -> None:
        if self.is_pulled:
            raise DeviceGone(f'the device "{self.name}" is gone')
        self.blocks += 1

    def close(self) -> None:
        self.is_closed = True


def test_pace_opens_the_device_for_the_first_block_and_says_so():
    told: list[DeviceStatus] = []
    device = PluggedIn()
    pace = DevicePace(RATE, lambda: device, told.append)
    assert told == []

    pace.write(BLOCK)

    assert device.blocks == 1
    assert told == [DeviceStatus("speakers", is_open=True)]


def test_pace_keeps_time_silently_when_there_is_no_device_and_says_why():
    def nothing() -> PluggedIn:
        raise DeviceGone("the audio device cannot be opened")

    told: list[DeviceStatus] = []
    pace = DevicePace(RATE, nothing, told.append)
    pace.write(BLOCK)
    pace.close()

    assert [status.name for status in told] == [NO_DEVICE]
    assert not told[0].is_open
    assert told[0].message.startswith("the audio device cannot be opened; the music goes on silently")


def test_pace_goes_on_when_the_device_is_pulled_out_and_takes_the_next_one():
    told: list[DeviceStatus] = []
    first, second = PluggedIn("first"), PluggedIn("second")
    coming = [first, second]
    is_back = threading.Event()

    def open_device() -> PluggedIn:
        device = coming.pop(0)
        if device is second:
            is_back.set()
        return device

    pace = DevicePace(RATE, open_device, told.append)
    pace.write(BLOCK)
    first.is_pulled = True
    pace.write(BLOCK)
    assert is_back.wait(20)
    while second.blocks == 0:
        pace.write(BLOCK)
    pace.close()

    assert [status.name for status in told] == ["first", NO_DEVICE, "second"]
    assert second.is_closed


def test_pace_reports_underruns_as_they_are_counted():
    told: list[DeviceStatus] = []
    device = PluggedIn()
    pace = DevicePace(RATE, lambda: device, told.append)
    pace.write(BLOCK)
    device.underruns = 2
    pace.write(BLOCK)
    pace.write(BLOCK)

    assert [status.underruns for status in told] == [0, 2]


def test_pace_changes_to_another_device_when_another_one_is_wanted():
    told: list[DeviceStatus] = []
    wanted = ["speakers"]
    opened = []

    def open_device() -> PluggedIn:
        opened.append(PluggedIn(wanted[0]))
        return opened[-1]

    pace = DevicePace(RATE, open_device, told.append, lambda: wanted[0])
    pace.write(BLOCK)
    wanted[0] = "headphones"
    pace.write(BLOCK)
    pace.write(BLOCK)

    assert [(device.name, device.blocks, device.is_closed) for device in opened] == [
        ("speakers", 1, True),
        ("headphones", 2, False),
    ]
    assert [status.name for status in told] == ["speakers", "headphones"]


def test_pace_goes_on_silently_when_the_device_that_is_wanted_is_not_there():
    told: list[DeviceStatus] = []
    wanted = [""]

    def open_device() -> PluggedIn:
        if wanted[0]:
            raise DeviceGone(f'the device "{wanted[0]}" cannot be opened')
        return PluggedIn()

    pace = DevicePace(RATE, open_device, told.append, lambda: wanted[0])
    pace.write(BLOCK)
    wanted[0] = "nowhere"
    pace.write(BLOCK)
    wanted[0] = ""
    pace.write(BLOCK)
    pace.close()

    assert [status.is_open for status in told] == [True, False, True]
