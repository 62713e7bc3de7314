"""The compressor: its curve, how fast it acts and lets go, and the side-chain."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.document import MASTER
from tests.engine.sound.scenes import Take, document, level, levels, module, sampler
from tests.engine.sound.spectrum import effect_take, tone, tone_db


@pytest.mark.parametrize(
    ("ratio", "level_in", "level_out"),
    [(4.0, -30.0, -30.0), (4.0, -18.0, -18.0), (4.0, -10.0, -16.0), (4.0, -2.0, -14.0), (2.0, -2.0, -10.0),
     (20.0, -2.0, -17.2)],
)  # fmt: skip
def test_what_is_above_the_threshold_comes_down_by_the_ratio(ratio: float, level_in: float, level_out: float):
    sound = tone(48_000, 1_000.0, 10 ** (level_in / 20))

    heard = effect_take(sound, "compressor", threshold=-18.0, ratio=ratio, attack=0.005).record(44_000)[0, 24_000:]

    assert tone_db(heard, 1_000.0) == pytest.approx(level_out, abs=1.0)


def test_makeup_adds_gain():
    heard = effect_take(tone(24_000, 1_000.0, 0.05), "compressor", makeup=12.0).record(20_000)[0, 4_000:]

    assert tone_db(heard, 1_000.0) == pytest.approx(20 * np.log10(0.05) + 12.0, abs=0.1)


def test_nothing_is_late():
    assert np.flatnonzero(effect_take(tone(4_800, 1_000.0), "compressor").record(4_800)[0])[0] == 1


def steps_take(**values: float) -> np.ndarray:
    """Return the gains of a compressor on a level of 0.05, 0.8 from frame 10,000 to 20,000, then 0.05."""
    sound = level(40_000) * 0.05
    sound[10_000:20_000] *= 16.0
    heard = effect_take(sound, "compressor", threshold=-18.0, ratio=4.0, **values).record(39_000)[0]
    return heard / sound[:39_000]


def test_attack_is_how_fast_it_acts():
    fast, slow = steps_take(attack=0.001), steps_take(attack=0.05)

    assert fast[10_000 + 48] < 0.4
    assert slow[10_000 + 48] > 0.6
    assert slow[19_999] == pytest.approx(fast[19_999], rel=0.05)


def test_release_is_how_fast_the_gain_comes_back():
    fast, slow = steps_take(release=0.02), steps_take(release=0.5)

    assert fast[20_000 + 7_200] > 0.95
    assert slow[20_000 + 7_200] < 0.6


def test_side_chain_ducks_one_sound_by_another():
    start = document(
        sampler("pad", 2, playStyle="loop"), sampler("kick", 3, playStyle="loop", volume=0.8),
        module("effect", 4, "compressor", sidechain="kick", threshold=-20.0, ratio=20.0, attack=0.001,
               release=0.05),
        cables=[("pad", "effect", 0), ("effect", MASTER, 0)],
    )  # fmt: skip
    take = Take(start, sound=level(1_000)).on(0, "pad", velocity=0.4)
    take.on(5_000, "kick", key=2).off(10_000, "kick", 2)

    heard = levels(take.record(40_000))

    assert np.all(np.abs(heard[1_000:5_000] - 0.4) < 1e-6)  # its own level does not count
    assert heard[9_000] < 0.1
    assert heard[39_000] > 0.39


def test_side_chain_that_names_nobody_leaves_the_sound_alone():
    heard = effect_take(level(4_000), "compressor", sidechain="nobody", threshold=-40.0).record(3_000)

    assert np.all(levels(heard) == 1.0)
