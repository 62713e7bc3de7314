"""The bit crusher: how many levels are left, and how often the sound is looked at."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.sound.spectrum import effect_take, tone


@pytest.mark.parametrize("bits", [1.0, 4.0, 8.0])
def test_bits_say_how_many_levels_there_are(bits: float):
    heard = effect_take(tone(24_000, 100.0, 0.9), "bitcrusher", bits=bits, rate=48000.0).record(20_000)[0]

    step = 2.0 ** (1 - bits)
    assert np.allclose(heard / step, np.round(heard / step), atol=1e-4)
    assert np.ptp(np.round(heard / step)) == 2 * round(0.9 / step)


@pytest.mark.parametrize(("rate", "held"), [(24_000.0, 2), (6_000.0, 8), (480.0, 100)])
def test_rate_says_for_how_many_frames_a_level_is_held(rate: float, held: int):
    sound = tone(24_000, 50.0, 0.9)
    heard = effect_take(sound, "bitcrusher", bits=16.0, rate=rate).record(20_000)[0]

    changes = np.flatnonzero(np.diff(heard))
    assert set(np.diff(changes[:20])) <= {held, 2 * held}
    assert np.allclose(heard[changes + 1], sound[changes + 1], atol=1e-4)


def test_rate_between_whole_parts_is_kept_on_the_average():
    heard = effect_take(tone(48_000, 50.0, 0.9), "bitcrusher", bits=16.0, rate=7_000.0).record(46_000)[0]

    assert np.count_nonzero(np.diff(heard)) == pytest.approx(46_000 * 7_000 / 48_000, rel=0.02)


def test_full_rate_and_bits_leave_the_sound_alone_to_the_last_bit_but_one():
    sound = tone(4_800, 440.0)

    heard = effect_take(sound, "bitcrusher", bits=16.0, rate=48000.0).record(4_000)[0]

    assert np.abs(heard - sound[:4_000]).max() < 2e-5
