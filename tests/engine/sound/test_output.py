"""The audio device, on a null sink: it plays, it goes away, it comes back."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest

from engine.sound.output import DeviceOutput, DeviceSeeker, output_devices, start_anew
from engine.sound.protocol import DeviceGone
from tests.sink import NullSink

RATE, FRAMES = 48_000, 256

Found = TypeVar("Found")


def noise(blocks: int) -> np.ndarray:
    """Return quiet noise, another one on each side, in which every place can be recognised."""
    return np.random.default_rng(1).uniform(-0.25, 0.25, (2, blocks * FRAMES)).astype(np.float32)


def place_of(part: np.ndarray, whole: np.ndarray) -> int:
    """Return where `part` begins in `whole`."""
    windows = np.lib.stride_tricks.sliding_window_view(whole, len(part))
    return int(np.abs(windows - part).max(axis=1).argmin())


def until(value: Callable[[], Found | None]) -> Found:
    """Return what `value` returns, as soon as it is something."""
    while not (found := value()):
        time.sleep(0.005)
    return found


def play(output: DeviceOutput, sound: np.ndarray) -> None:
    for begin in range(0, sound.shape[1], FRAMES):
        output.write(sound[:, begin : begin + FRAMES])


@pytest.mark.slow
def test_device_plays_a_second_without_an_underrun(null_sink: NullSink):
    sound = noise(188)
    for _ in range(3):  # a machine busy with other things takes the processor from the sound server now and then
        start_anew()
        output = DeviceOutput(RATE, FRAMES)
        play(output, sound)
        heard = null_sink.wait_for(44_000)
        output.close()
        if output.underruns == 0:
            break
        null_sink.kill()
        null_sink.start()

    assert output.underruns == 0
    assert output.name == "default"
    begin = np.flatnonzero(heard[0])[0]
    heard = heard[:, begin : begin + 40_000]
    missed = place_of(heard[0, :64], sound[0])  # what was played before the recorder listened
    assert np.allclose(heard, sound[:, missed : missed + 40_000], atol=1e-4)  # the sink has 16 bits


@pytest.mark.slow
def test_device_is_gone_when_its_server_dies_and_is_found_again_when_it_is_back(null_sink: NullSink):
    start_anew()
    output = DeviceOutput(RATE, FRAMES)
    play(output, noise(20))
    null_sink.kill()

    with pytest.raises(DeviceGone, match='the device "default" is gone'):
        play(output, noise(400))
    output.close()
    start_anew()
    with pytest.raises(DeviceGone, match="the audio device cannot be opened"):
        DeviceOutput(RATE, FRAMES)

    seeker = DeviceSeeker(lambda: DeviceOutput(RATE, FRAMES))
    seeker.start()
    null_sink.start()
    found = until(seeker.take)
    play(found, noise(20))
    assert np.abs(null_sink.wait_for(2_000)).max() > 0.2
    seeker.stop()
    found.close()


@pytest.mark.slow
def test_device_is_chosen_by_a_part_of_its_name(null_sink: NullSink):
    start_anew()

    assert "default" in output_devices()
    DeviceOutput(RATE, FRAMES, device="DEFAU").close()
    with pytest.raises(
        DeviceGone, match='the device "grand piano" cannot be opened \\(there is no device of that name\\)'
    ):
        DeviceOutput(RATE, FRAMES, device="grand piano")


class WithoutPortAudio:
    """What importing sounddevice meets on a machine without the library."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")


def test_device_is_gone_where_the_portaudio_library_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [WithoutPortAudio(), *sys.meta_path])

    with pytest.raises(DeviceGone, match="the PortAudio library is missing; on Debian, install libportaudio2"):
        DeviceOutput(RATE, FRAMES)
    assert output_devices() == ()


@pytest.mark.slow
def test_seeker_closes_what_nobody_took(null_sink: NullSink):
    start_anew()
    opened: list[DeviceOutput] = []

    def open_device() -> DeviceOutput:
        opened.append(DeviceOutput(RATE, FRAMES))
        return opened[-1]

    seeker = DeviceSeeker(open_device)
    seeker.start()
    until(lambda: opened)
    seeker.stop()

    assert seeker.take() is None
    with pytest.raises(DeviceGone):
        opened[0].write(np.zeros((2, FRAMES), np.float32))
