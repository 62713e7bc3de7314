"""Numbers as a hand and an eye know them."""

from __future__ import annotations

import pytest

from engine.modules.table import MODULE_TYPES
from shells.widgets.scale import Scale

CUTOFF = Scale(minimum=20, maximum=20_000, unit="Hz", is_exponential=True)
ATTACK = Scale(minimum=0, maximum=10, unit="s", is_exponential=True)
TRANSPOSE = Scale(minimum=-48, maximum=48, unit="st", is_whole=True)
VOLUME = Scale(maximum=2)


@pytest.mark.parametrize(
    ("scale", "value", "text"),
    [
        (CUTOFF, 900.0, "900 Hz"),
        (CUTOFF, 12_500.0, "12.5 kHz"),
        (ATTACK, 0.005, "5 ms"),
        (ATTACK, 1.25, "1.25 s"),
        (ATTACK, 0.0, "0 ms"),
        (TRANSPOSE, -12, "-12 st"),
        (VOLUME, 0.9, "0.9"),
        (VOLUME, -0.0001, "0"),
        (Scale(20, 480, decimals=2), 120.0, "120.00"),
    ],
)
def test_scale_writes_a_value_with_the_unit_that_is_easiest_to_read(scale, value, text):
    assert scale.text(value) == text


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        (CUTOFF, "900", 900.0),
        (CUTOFF, "900 Hz", 900.0),
        (CUTOFF, "1.2k", 1200.0),
        (CUTOFF, "1.2 kHz", 1200.0),
        (CUTOFF, "99999", 20_000.0),
        (ATTACK, "5 ms", 0.005),
        (ATTACK, "5m", 0.005),
        (ATTACK, "0,5", 0.5),
        (TRANSPOSE, "7.4", 7),
        (VOLUME, "-1", 0.0),
        (VOLUME, "loud", None),
        (VOLUME, "", None),
        (VOLUME, "inf", None),
        (VOLUME, "nan", None),
        (CUTOFF, "Hz", None),
    ],
)
def test_scale_reads_a_typed_number_with_or_without_its_unit(scale, text, value):
    assert scale.read(text) == value


@pytest.mark.parametrize("scale", [CUTOFF, ATTACK, TRANSPOSE, VOLUME])
def test_scale_position_and_value_undo_each_other(scale):
    for percent in range(101):
        value = scale.value(percent / 100)
        assert scale.value(scale.position(value)) == value


def test_exponential_scale_has_the_geometric_mean_in_the_middle():
    assert CUTOFF.value(0.5) == 632.5


def test_exponential_scale_from_zero_reaches_zero_and_spreads_short_times():
    assert ATTACK.value(0.0) == 0.0
    assert ATTACK.value(0.5) < 0.5
    assert ATTACK.value(1.0) == 10.0


def test_whole_scale_gives_whole_numbers():
    assert TRANSPOSE.value(0.503) == 0
    assert isinstance(TRANSPOSE.value(0.503), int)


@pytest.mark.parametrize(
    "parameter", [p for type_ in MODULE_TYPES.values() for p in type_.parameters if p.kind in ("float", "int")]
)
def test_every_value_that_a_hand_can_reach_is_accepted_by_the_parameter(parameter):
    scale = Scale.of(parameter)
    for percent in range(101):
        parameter.check(scale.value(percent / 100))
    assert scale.read(scale.text(float(parameter.default))) == pytest.approx(parameter.default)
