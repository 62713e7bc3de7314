"""Silence that keeps time, and silence that does not."""

from __future__ import annotations

import time

import numpy as np

from engine.core.document import Document
from engine.sound.protocol import Output, SoundBackend
from engine.sound.silent import NullOutput, SilentClock, SilentSound

BLOCK = np.zeros((2, 480), np.float32)  # 10 ms


class ManualTime:
    """A clock that only waiting and the test move on."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))
        self.seconds += seconds


def clock_and_time() -> tuple[SilentClock, ManualTime]:
    manual = ManualTime()
    return SilentClock(48_000, now=manual.now, sleep=manual.sleep), manual


def test_clock_waits_until_each_block_would_have_been_played():
    clock, manual = clock_and_time()

    for _ in range(3):
        clock.write(BLOCK)

    assert manual.waits == [0.01, 0.01, 0.01]


def test_clock_counts_from_its_start_so_that_a_late_block_is_made_up_for():
    clock, manual = clock_and_time()
    clock.write(BLOCK)
    manual.seconds += 0.013

    clock.write(BLOCK)
    clock.write(BLOCK)

    assert manual.waits == [0.01, 0.007]
    assert round(manual.seconds, 6) == 100.03


def test_clock_does_not_make_up_for_a_machine_that_slept():
    clock, manual = clock_and_time()
    clock.write(BLOCK)
    manual.seconds += 3_600.0

    clock.write(BLOCK)
    clock.write(BLOCK)

    assert manual.waits == [0.01, 0.01]


def test_real_clock_takes_its_time():
    clock = SilentClock(48_000)
    begin = time.monotonic()
    for _ in range(5):
        clock.write(BLOCK)

    assert time.monotonic() - begin >= 0.05
    assert clock.name == "no device"
    assert clock.underruns == 0
    clock.close()


def test_null_output_takes_everything_at_once():
    output: Output = NullOutput()

    for _ in range(1_000):
        output.write(BLOCK)
    output.close()

    assert (output.name, output.underruns) == ("none", 0)


def test_silent_sound_answers_every_question_with_silence():
    sound: SoundBackend = SilentSound(48_000, 256)
    sound.reconcile(Document(), Document())
    sound.note_on("kick", 60, 1.0, 1)
    sound.note_off("kick", 1)
    sound.sample_ready("kick")
    sound.settle()
    sound.silence()

    assert sound.voices_sounding() == 0
    assert sound.render(17).shape == (2, 17)
    assert not sound.render(256).any()
    sound.close()
