"""How far modulation takes a parameter: straight, in octaves, or along a bent travel from 0, and never out of range."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.modules.parameter import Parameter
from engine.sound.modulation.travel import Travel

VOLUME = Parameter(name="volume", label="", maximum=2.0)
CUTOFF = Parameter(name="cutoff", label="", minimum=20.0, maximum=20480.0, curve="exponential")
ATTACK = Parameter(name="attack", label="", maximum=10.0, curve="exponential")


@pytest.mark.parametrize(
    ("parameter", "value", "by", "expected"),
    [
        (VOLUME, 1.0, 0.25, 1.5),
        (VOLUME, 1.0, -0.25, 0.5),
        (VOLUME, 1.0, 0.75, 2.0),
        (VOLUME, 1.0, -5.0, 0.0),
        (CUTOFF, 640.0, 0.1, 1280.0),
        (CUTOFF, 640.0, -0.3, 80.0),
        (CUTOFF, 640.0, 1.0, 20480.0),
        (CUTOFF, 640.0, -1e300, 20.0),
        (ATTACK, 0.0, 0.5, 10.0 * (1000**0.5 - 1) / 999),
        (ATTACK, 10.0, -0.5, 10.0 * (1000**0.5 - 1) / 999),
        (ATTACK, 10.0, -1.0, 0.0),
    ],
)
def test_travel_moves_a_value_along_its_parameters_curve(parameter, value, by, expected):
    assert float(Travel(parameter).moved(value, by)) == pytest.approx(expected)


@given(st.sampled_from([VOLUME, CUTOFF, ATTACK]), st.floats(0, 1), st.floats(allow_nan=False, allow_infinity=False))
def test_travel_never_leaves_the_range(parameter, share, by):
    value = parameter.minimum + share * (parameter.maximum - parameter.minimum)

    moved = float(Travel(parameter).moved(value, by))

    assert parameter.minimum <= moved <= parameter.maximum


@given(st.sampled_from([VOLUME, CUTOFF, ATTACK]), st.floats(0, 1))
def test_travel_by_nothing_stays_where_it_is(parameter, share):
    value = parameter.minimum + share * (parameter.maximum - parameter.minimum)

    assert float(Travel(parameter).moved(value, 0.0)) == pytest.approx(value, abs=1e-9, rel=1e-9)


def test_travel_takes_a_value_for_each_frame():
    assert np.allclose(Travel(VOLUME).moved(np.array([0.5, 1.0]), np.array([0.1, -0.1])), [0.7, 0.8])
