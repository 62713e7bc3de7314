"""Ten minutes of onsets against the rational times at which they are due, worked out here and by other means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import count, islice
from math import floor

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import ChainEntry, Document
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


Beats = Iterator[Fraction]


def rounds(length: Fraction | int, *offsets: Fraction | int) -> Beats:
    """Yield the beats at these offsets of a round that is so long, round after round."""
    return (turn * Fraction(length) + offset for turn in count() for offset in offsets)


def parts(number: int, of: Fraction | int, start: Fraction | int = 0) -> list[Fraction]:
    return [start + Fraction(of) * part / number for part in range(number)]


def with_pattern(text: str, rate: Fraction | int, *more: c.Command) -> Document:
    made = c.AddPattern(name="p", steps=parse_steps(text))
    rated = c.SetStepsPerBeat(pattern="p", steps_per_beat=Fraction(rate))
    return after(studio(), made, rated, c.SetParameter(module="beat", parameter="pattern", value="p"), *more)


def steps() -> tuple[Document, Beats]:
    return with_pattern("x", 4), rounds(Fraction(1, 4), 0)


def odd_steps_backwards() -> tuple[Document, Beats]:
    """Five steps at 7/3 of a step a beat, from the last: two rests, then three hits."""
    step = Fraction(3, 7)
    return with_pattern("xxx..", Fraction(-7, 3)), rounds(5 * step, 2 * step, 3 * step, 4 * step)


def swung_steps() -> tuple[Document, Beats]:
    swing = c.SetParameter(module="beat", parameter="swing", value=67)
    return with_pattern("xx", 3, swing), rounds(Fraction(2, 3), 0, Fraction(1, 3) * (1 + Fraction(67, 200)))


def a_chain() -> tuple[Document, Beats]:
    """Two turns of three steps in a beat, then one of five in 5/4."""
    document = with_pattern(
        "xxx",
        3,
        c.AddPattern(name="q", steps=parse_steps("x.xx.")),
        c.AddChain(name="song", entries=(ChainEntry("p", 2), ChainEntry("q"))),
        c.SetParameter(module="beat", parameter="chain", value="song"),
    )
    odd = [2, 2 + Fraction(2, 4), 2 + Fraction(3, 4)]
    return document, rounds(2 + Fraction(5, 4), *parts(3, 1), *parts(3, 1, 1), *odd)


def mini_notation() -> tuple[Document, Beats]:
    """Thirds in the first half of a bar, in the second a euclidean rhythm or fifths in turn."""
    document = after(
        studio(),
        c.AddPattern(name="p", expression=json.dumps(["mini", "c4*3 <e4(3,8) [g4 a4 b4 a4 g4]>"])),
        c.SetParameter(module="beat", parameter="pattern", value="p"),
    )
    rhythm = [2 + Fraction(2, 8) * step for step in (0, 3, 6)]
    return document, rounds(8, *parts(3, 2), *rhythm, *parts(3, 2, 4), *parts(5, 2, 6))


def a_transformed_pattern() -> tuple[Document, Beats]:
    """Thirds of a cycle of 5/3 beats, a quarter of it later."""
    expression = json.dumps(["late", 0.25, ["mini", "c4 e4 g4"]])
    document = after(
        studio(),
        c.AddPattern(name="p", expression=expression, cycle_beats=Fraction(5, 3)),
        c.SetParameter(module="beat", parameter="pattern", value="p"),
    )
    return document, rounds(Fraction(5, 3), *parts(3, Fraction(5, 3), Fraction(5, 12)))


def a_live_loop() -> tuple[Document, Beats]:
    """A note every 3/7 beat, but for the first, which would come before the loop can know that it plays."""
    return after(studio(), c.RemoveModule(name="beat")), rounds(Fraction(3, 7), Fraction(3, 7))


TEMPO_CHANGES = ((7, 90.0), (5000, 174.5), (5001, 61.7), (20_000, 480.0))  # at which block


@pytest.mark.parametrize(
    "source",
    [steps, odd_steps_backwards, swung_steps, a_chain, mini_notation, a_transformed_pattern, a_live_loop],
)
def test_onsets_of_every_source_stay_exact_for_ten_minutes_while_the_tempo_changes(source):
    document, beats = source()
    engine = Engine(RecordingSound(), RATE, BLOCK, after(document, c.SetTempo(bpm=137.0)))
    engine.submit(c.Play())
    loop = source()[1] if source is a_live_loop else iter(())
    tempi, changes = [(0, Fraction(137))], dict(TEMPO_CHANGES)
    ahead = next(loop, None)
    for block in range(TEN_MINUTES // BLOCK + 1):
        if block in changes:
            engine.submit(c.SetTempo(bpm=changes[block]))
            tempi.append((engine.glance.frame, Fraction(str(changes[block]))))
        while ahead is not None and block and ahead < engine.glance.beat + 1:
            engine.submit(
                c.Due(script="s", loop="l", line=1, flight=1, beat=ahead, commands=(c.Trigger(module="kick"),))
            )
            ahead = next(loop)
        engine.turn()

    expected = expected_onsets(tempi, engine.glance.frame, beats)
    assert len(expected) > 1000
    assert engine._sound.onsets("kick") == expected  # type: ignore[attr-defined]


def expected_onsets(tempi: list[tuple[int, Fraction]], end: int, beats: Beats) -> list[int]:
    """Walk the tempo map a segment at a time: an onset is due where the beats that have passed reach it."""
    frames: list[int] = []
    passed, due = Fraction(0), next(beats)
    for (start, bpm), stop in zip(tempi, [start for start, _ in tempi[1:]] + [end], strict=True):
        beats_per_frame = bpm / (60 * RATE)
        while (frame := start + (due - passed) / beats_per_frame) < stop - Fraction(1, 2):
            frames.append(nearest_frame(frame))
            due = next(beats)
        passed += (stop - start) * beats_per_frame
    return frames


def test_the_beats_that_are_expected_are_what_they_seem():
    assert list(islice(rounds(2, 0, Fraction(1, 3)), 4)) == [0, Fraction(1, 3), 2, Fraction(7, 3)]
    assert parts(3, 2, 4) == [4, 4 + Fraction(2, 3), 4 + Fraction(4, 3)]


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
