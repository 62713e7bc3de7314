"""The synth's presets: each plays, is about as loud as the others, does not click, and ends."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.core.document import Module
from engine.modules.synth import SYNTH
from tests.engine.sound.scenes import RATE, Take, document

NAMES = [preset.name for preset in SYNTH.presets]
LOW = {"bass": 36, "sub": 36, "acid": 36, "reese": 33}  # notes that are typical; of the others it is 60
HELD, WHOLE = 48_000, 144_000


@cache
def played(name: str) -> NDArray[np.float32]:
    """Return a note of a preset, held for a second, and two seconds more."""
    values = SYNTH.defaults().update(SYNTH.preset(name).values)
    take = Take(document(Module("bass", 2, "synth", values)))
    return take.on(0, "bass", LOW.get(name, 60), velocity=0.8).off(HELD, "bass").record(WHOLE)


def loudness_db(name: str) -> float:
    """Return the level of the loudest tenth of a second."""
    power = (played(name) ** 2).mean(axis=0)
    return float(10 * np.log10(np.convolve(power, np.full(4_800, 1 / 4_800), "valid").max()))


def test_there_are_presets_for_every_part():
    assert len(set(NAMES)) == len(NAMES) >= 12
    assert {"bass", "sub", "acid", "reese", "pluck", "keys", "pad", "strings", "lead", "brass", "bell", "organ"} <= {
        *NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_preset_has_values_that_its_parameters_allow(name: str):
    for parameter, value in SYNTH.preset(name).values.items():
        assert SYNTH.parameter(parameter).check(value) == value


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_preset_has_its_peak_between_twelve_and_three_decibels_below_full_scale(name: str):
    assert -12.5 < 20 * np.log10(np.abs(played(name)).max()) < -3


@pytest.mark.slow
def test_presets_are_as_loud_as_each_other_to_three_decibels():
    levels_db = [loudness_db(name) for name in NAMES]

    assert max(levels_db) - min(levels_db) < 3


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_preset_falls_silent_after_its_release(name: str):
    release_seconds = SYNTH.preset(name).values.get("release", 0.1)
    ends = HELD + round(release_seconds * RATE) + 512

    assert np.abs(played(name)[:, ends:]).max() < 1e-5  # the module's filter may ring on, 100 dB down
    assert not played(name)[:, -4_800:].any()
    assert played(name)[:, :HELD].any()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name != "chip"])  # which is meant to begin with an edge
def test_preset_begins_and_ends_without_a_click(name: str):
    heard = played(name)

    steps = np.abs(np.diff(heard))
    assert np.abs(heard[:, 0]).max() < 0.01
    assert steps[:, HELD : HELD + 480].max() <= 1.2 * steps[:, 4_800 : HELD - 1].max() + 1e-4


@pytest.mark.slow
def test_presets_lie_where_their_names_say_in_the_spectrum():
    def middle_hz(name: str) -> float:
        power = np.abs(np.fft.rfft(played(name)[0, :HELD] * np.hanning(HELD))) ** 2
        return float((np.arange(len(power)) * power).sum() / power.sum())

    for low in ("bass", "sub", "reese"):
        assert middle_hz(low) < 200
    for bright in ("bell", "sweep"):
        assert middle_hz(bright) > 800


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pad", "strings"])
def test_slow_preset_swells_and_plucked_one_dies_away(name: str):
    def level(of: str, begin: int) -> float:
        return float((played(of)[:, begin : begin + 2_400] ** 2).mean())

    assert level(name, 0) < level(name, 36_000) / 10
    assert level("pluck", 0) > 100 * level("pluck", 36_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pad", "strings", "stab"])
def test_wide_preset_is_wide(name: str):
    left, right = played(name)[:, :HELD]

    assert np.corrcoef(left, right)[0, 1] < 0.95
