"""The guard at the master: transparent to what is in order, and a limit to what is not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.sound.guard import Guard
from engine.sound.nodes import GRID

RATE = 48_000


def guarded(sound: NDArray[np.float64], cuts: list[int] | None = None) -> NDArray[np.float32]:
    """Return `sound` as it leaves a guard that is given it up to each line of the grid and each cut."""
    guard = Guard(RATE)
    made = np.array(sound, dtype=np.float32)
    frames = made.shape[1]
    marks = sorted({0, *range(0, frames, GRID), *(cuts or []), frames})
    for begin, end in pairwise(marks):
        guard.pass_on(made[:, begin:end])
    return made


def sine(hz: float, level: float, frames: int = 48_000) -> NDArray[np.float64]:
    wave = level * np.sin(2 * np.pi * hz * np.arange(frames) / RATE)
    return np.stack([wave, wave])


def distortion_db(sound: NDArray[np.float32], hz: float) -> float:
    """Return the power of all that is not the tone, against the tone's."""
    spectrum = np.abs(np.fft.rfft(sound * np.blackman(len(sound)))) ** 2
    places = np.fft.rfftfreq(len(sound), 1 / RATE)
    tone = np.abs(places - hz) < 10
    return float(10 * np.log10(spectrum[~tone].sum() / spectrum[tone].sum()))


def test_sound_up_to_full_scale_passes_bit_for_bit():
    for sound in (sine(50, 1.0), sine(5_000, 0.3), np.random.default_rng(1).uniform(-1, 1, (2, 48_000))):
        assert np.array_equal(guarded(sound), sound.astype(np.float32))


def test_sound_above_full_scale_is_brought_down_to_it_from_its_first_frame():
    sound = np.zeros((2, 4_800))
    sound[:, 1_000:] = sine(300, 3.0, 4_800)[:, 20:3_820]

    heard = guarded(sound)

    assert np.abs(heard).max() <= 1.0
    assert not heard[:, :1_000].any()
    assert heard[0, 1_000] == 1.0


@pytest.mark.parametrize("hz", [40, 100, 440])
def test_limited_tone_keeps_its_shape(hz: int):
    heard = guarded(sine(hz, 2.0))

    assert np.abs(heard).max() <= 1.0
    assert distortion_db(heard[0, 24_000:], hz) < -60


def test_gain_comes_back_after_a_peak():
    sound = sine(100, 0.5)
    sound[:, 1_000:1_010] = 4.0

    heard = guarded(sound)

    assert np.abs(heard[0, 1_100:2_000]).max() < 0.2
    assert np.array_equal(heard[:, 40_000:], sound[:, 40_000:].astype(np.float32))


def test_both_sides_are_limited_alike():
    sound = np.stack([sine(100, 2.0)[0], sine(100, 0.5)[0]])

    heard = guarded(sound)

    assert np.allclose(heard[1], heard[0] / 4, atol=1e-6)


def test_what_is_not_a_finite_number_becomes_silence_and_is_reported():
    guard = Guard(RATE)
    sound = np.full((2, 8), 0.5, dtype=np.float32)
    sound[0, 2], sound[1, 4], sound[0, 5] = np.nan, np.inf, -np.inf

    guard.pass_on(sound)

    assert guard.saw_infinity
    assert sound[0].tolist() == [0.5, 0.5, 0.0, 0.5, 0.0, 0.0, 0.5, 0.5]
    assert np.array_equal(sound[0], sound[1])


def test_direct_current_is_taken_away_and_music_is_not_taken_for_it():
    leaning = sine(100, 0.3, 480_000) + 0.4

    heard = guarded(leaning)

    assert heard[0, :480].mean() > 0.35
    assert abs(heard[0, -48_000:].mean()) < 0.03
    for hz in (20, 30, 55):
        bass = sine(hz, 0.9, 96_000)
        assert np.array_equal(guarded(bass), bass.astype(np.float32))


def test_guard_does_the_same_however_sound_is_sliced():
    random = np.random.default_rng(3)
    sound = random.uniform(-1, 1, (2, 24_000)) * np.repeat(random.uniform(0, 3, 24), 1_000) + 0.1

    whole = guarded(sound)

    assert np.array_equal(guarded(sound, random.integers(0, 24_000, 900).tolist()), whole)
    assert np.array_equal(guarded(sound, list(range(0, 24_000, 5))), whole)


def test_guard_counts_what_it_limited_mended_and_took_away():
    guard = Guard(RATE)
    quiet, loud = (
        np.full((2, GRID), level, dtype=np.float32) * np.where(np.arange(GRID) % 2, 1, -1) for level in (0.5, 2.0)
    )
    broken = quiet.copy()
    broken[0, 10:13] = np.nan

    for sound in (quiet, loud, broken):
        guard.pass_on(sound.astype(np.float32))

    assert guard.counts.limited_frames == 2 * GRID  # it lets go slowly
    assert guard.counts.broken_frames == 3
    assert guard.counts.leaning_lines == 0

    for _ in range(300):
        guard.pass_on(np.full((2, GRID), 0.3, dtype=np.float32))
    assert guard.counts.leaning_lines > 200
