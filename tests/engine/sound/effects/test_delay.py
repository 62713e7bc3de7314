"""The delay: where its echoes are, how they fade, and what happens when the time changes."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tests.engine.sound.scenes import Take
from tests.engine.sound.spectrum import effect_scene, effect_take, largest_step, tone, tone_db

CLICK = np.zeros(64, dtype=np.float32)
CLICK[0] = 0.5
OPEN = {"lowCut": 20.0, "highCut": 20000.0}


def starts(heard: np.ndarray) -> list[int]:
    """Return the frames at which something loud comes after silence."""
    loud = np.flatnonzero(np.abs(heard) > 0.02)
    return [int(frame) for i, frame in enumerate(loud) if i == 0 or frame - loud[i - 1] > 400]


def test_echoes_come_at_exact_frames():
    heard = effect_take(CLICK, "delay", time=0.05, feedback=0.7, **OPEN).record(12_000)

    assert starts(heard[0]) == [0, 2_400, 4_800, 7_200, 9_600]


def test_each_echo_is_weaker_by_the_feedback():
    sound = tone(480, 1_000.0)
    heard = effect_take(sound, "delay", time=0.05, feedback=0.5, mix=1.0, **OPEN).record(12_000)[0]

    peaks = [np.abs(heard[begin : begin + 480]).max() for begin in (2_400, 4_800, 7_200)]
    assert peaks[1] / peaks[0] == pytest.approx(0.5, rel=0.05)
    assert peaks[2] / peaks[1] == pytest.approx(0.5, rel=0.05)


def test_echoes_in_beats_follow_the_tempo():
    take = effect_take(CLICK, "delay", sync=0.5, time=1.0, **OPEN)
    take.on(30_000, "source", key=2)
    take.at(29_000, lambda backend: backend.follow_beat(Fraction(1), Fraction(1, 12_000), True))

    heard = take.record(40_000)[0]

    assert starts(heard)[:2] == [0, 12_000]  # half a beat at 120 a minute
    assert starts(heard)[-2:] == [30_000, 36_000]  # and at 240


def test_ping_pong_sends_echoes_from_side_to_side():
    heard = effect_take(CLICK, "delay", time=0.05, feedback=0.8, pingPong=1.0, mix=1.0, **OPEN).record(10_000)

    assert starts(heard[0]) == [2_400, 7_200]
    assert starts(heard[1]) == [4_800, 9_600]


def test_each_echo_loses_highs_and_lows():
    sound = (tone(4_000, 100.0) + tone(4_000, 1_000.0) + tone(4_000, 8_000.0)) / 2
    heard = effect_take(sound, "delay", time=0.1, feedback=0.9, mix=1.0, lowCut=400.0, highCut=3000.0).record(24_000)[0]

    first, third = ([tone_db(heard[at : at + 3_800], hz) for hz in (100, 1_000, 8_000)] for at in (4_900, 14_500))
    assert first[0] < first[1] - 10
    assert first[2] < first[1] - 10
    assert third[0] - third[1] < first[0] - first[1] - 20
    assert third[2] - third[1] < first[2] - first[1] - 20


def test_another_time_does_not_click():
    take = Take(effect_scene("delay", time=0.1, mix=1.0), sound=tone(48_000, 100.0)).on(0, "source")
    for i, seconds in enumerate((0.11, 0.5, 0.02, 0.3, 0.31, 0.1)):
        take.set(20_000 + 700 * i, "effect", time=seconds)

    assert largest_step(take.record(30_000)[0, 19_000:]) < 0.01
