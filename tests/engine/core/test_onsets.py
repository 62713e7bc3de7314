"""Ten minutes of onsets against the rational times at which they are due, worked out here and by other means."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.engine import Engine
from engine.patterns.notation import parse_steps
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound

pytestmark = pytest.mark.slow

RATE = 48_000
BLOCK = 1024  # larger blocks than when playing: the frames must not depend on them, and the test is shorter
TEN_MINUTES = 600 * RATE
SIXTEENTH = Fraction(1, 4)


def nearest_frame(time: Fraction) -> int:
    return floor(time + Fraction(1, 2))


def steady_beat(bpm: float) -> Engine:
    document = after(studio(), c.SetTempo(bpm=bpm))
    every_step = replace(document.patterns["four"], count=3, steps=parse_steps("xxx"))
    return Engine(RecordingSound(), RATE, BLOCK, replace(document, patterns=document.patterns.set("four", every_step)))


def onsets(engine: Engine, frames: int) -> list[int]:
    while engine.glance.frame < frames:
        engine.turn()
    return engine._sound.onsets("kick")  # type: ignore[attr-defined]


@pytest.mark.parametrize("bpm", [137.0, 97.3])
def test_onsets_of_ten_minutes_are_on_their_exact_frames(bpm):
    engine = steady_beat(bpm)
    engine.submit(c.Play())
    played = onsets(engine, TEN_MINUTES)

    step_frames = Fraction(60 * RATE) / Fraction(str(bpm)) * SIXTEENTH
    expected = [nearest_frame(step * step_frames) for step in range(len(played))]
    assert played == expected
    assert played[-1] + step_frames + 1 >= TEN_MINUTES


def test_onsets_stay_exact_when_the_tempo_changes_in_between():
    engine = steady_beat(137.0)
    engine.submit(c.Play())
    tempi = [(0, Fraction(137))]
    for frame, bpm in ((7 * BLOCK, 90.0), (5000 * BLOCK, 174.5), (5001 * BLOCK, 61.7), (20_000 * BLOCK, 480.0)):
        onsets(engine, frame)
        engine.submit(c.SetTempo(bpm=bpm))
        tempi.append((engine.glance.frame, Fraction(str(bpm))))
    played = onsets(engine, TEN_MINUTES)

    assert played == expected_onsets(tempi, engine.glance.frame)


def expected_onsets(tempi: list[tuple[int, Fraction]], end: int) -> list[int]:
    """Walk the tempo map a segment at a time: a sixteenth is due where the beats that have passed reach it."""
    frames: list[int] = []
    beat = Fraction(0)
    for (start, bpm), stop in zip(tempi, [start for start, _ in tempi[1:]] + [end], strict=True):
        beats_per_frame = bpm / (60 * RATE)
        while (due := start + (len(frames) * SIXTEENTH - beat) / beats_per_frame) < stop - Fraction(1, 2):
            frames.append(nearest_frame(due))
        beat += (stop - start) * beats_per_frame
    return frames


def test_onsets_are_the_same_however_large_the_blocks_are():
    played = []
    for block in (64, 100, 256, 1000):
        sound = RecordingSound()
        engine = Engine(sound, RATE, block, studio())
        engine.submit(c.Play())
        while engine.glance.frame < 10 * RATE:
            engine.turn()
        played.append([frame for frame in sound.onsets("kick") if frame < 10 * RATE])

    assert played[0] == played[1] == played[2] == played[3]


def test_a_tempo_change_that_a_loop_makes_takes_hold_on_its_frame():
    engine = steady_beat(120.0)
    engine.submit(c.Play())
    engine.turn()
    half_speed = (c.SetTempo(bpm=60.0),)
    engine.submit(c.Due(script="s", loop="l", line=1, flight=1, beat=Fraction(1, 3), commands=half_speed))
    played = onsets(engine, RATE)

    assert played == [0, 6000, 8000 + 8000, 8000 + 20_000, 8000 + 32_000]
