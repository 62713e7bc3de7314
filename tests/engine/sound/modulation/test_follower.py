"""The envelope follower: as loud as what it hears, a little later; what ducks by it; silence."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.document import MASTER
from tests.engine.sound.modulation.patched import is_sliced_alike, moving
from tests.engine.sound.scenes import Take, document, level, levels, module, noise, sampler

SECOND = 48_000


def ducking(**values):
    """Return a pad that gets softer while a kick sounds, which itself is not heard."""
    pad, kick = sampler("pad", 2, playStyle="loop"), sampler("kick", 3, sample="hit")
    start = document(
        pad, kick, module("env", 4, "follower", **values),
        cables=[("pad", MASTER, 0), ("kick", "env", 0)],
    )  # fmt: skip
    take = Take(moving(start, "env", "pad.volume", depth=-0.5), sound=level(1_000), hit=noise(12_000, level=0.9))
    return take.on(0, "pad", key=1, velocity=0.5).on(9_600, "kick", key=2)


def test_follower_ducks_one_sound_under_another_and_lets_it_come_back():
    heard = 2.0 * levels(ducking(release=0.1).record(SECOND))

    assert heard[:9_600] == pytest.approx(1.0)
    assert heard[9_600 + 3_000 : 9_600 + 11_000].max() < 0.2
    assert heard[-1] == pytest.approx(1.0, abs=0.02)
    assert np.abs(np.diff(heard)).max() < 0.01


def test_follower_that_feeds_nothing_is_not_heard():
    heard = ducking().record(SECOND)

    assert np.array_equal(heard[0], heard[0, 0] * level(SECOND) * loudness_of(heard))


def loudness_of(heard):
    return np.abs(heard[0]) / np.abs(heard[0, 0])


def value_of_follower(take, *frames):
    """Return where a parameter is that a follower moves from 0 to 1."""
    seen = []
    for frame in frames:
        take.at(frame, lambda sound: seen.append(sound.modulated("knob")["value"]))
    take.record(max(frames) + 1)
    return seen


def followed(sound, **values):
    start = document(
        sampler("kick", 2), module("env", 3, "follower", **values), module("knob", 4, "macro"),
        cables=[("kick", "env", 0)],
    )  # fmt: skip
    return Take(moving(start, "env", "knob.value"), sound=sound).on(0, "kick")


def test_follower_gives_the_peak_of_what_it_hears():
    take = followed(0.5 * level(48_000), attack=0.0)

    assert value_of_follower(take, 2_400) == [pytest.approx(0.5)]


def test_follower_counts_its_gain_and_goes_no_higher_than_1():
    assert value_of_follower(followed(0.25 * level(48_000), attack=0.0, gain=6.0), 2_400) == [
        pytest.approx(0.5, abs=0.01)
    ]
    assert value_of_follower(followed(0.25 * level(48_000), attack=0.0, gain=36.0), 2_400) == [1.0]


def test_follower_rises_by_its_attack_and_falls_by_its_release():
    take = followed(level(24_000), attack=0.1, release=0.2)

    risen, fallen = value_of_follower(take, 4_800 + 512, 24_000 + 9_600 + 512)

    assert risen == pytest.approx(1 - np.exp(-1), abs=0.03)
    assert fallen == pytest.approx(np.exp(-1), abs=0.03)


def test_follower_is_the_same_however_what_it_hears_is_sliced():
    assert is_sliced_alike(ducking(), 20_000, range(9_000, 20_000, 777))


def test_follower_comes_to_rest_after_what_it_heard():
    take = followed(level(2_400), release=0.01)

    assert value_of_follower(take, 24_000) == [pytest.approx(0.0, abs=1e-4)]
