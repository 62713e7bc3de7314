"""The macro: a knob that glides, and its curve."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sound.modulation.macro import Macro
from tests.engine.sound.scenes import module


def test_macro_gives_where_its_knob_is(studio):
    assert np.all(Macro(studio, module("one", 2, "macro", value=0.3)).draw(0, 10) == 0.3)


def test_macro_glides_to_where_it_is_turned(studio):
    made = Macro(studio, module("one", 2, "macro", value=0.0))
    studio.now = 1_000
    made.update(module("one", 2, "macro", value=1.0))

    drawn = made.draw(1_000, 500)

    assert drawn[0] == 0.0
    assert drawn[192] == pytest.approx(0.5)
    assert np.all(drawn[384:] == 1.0)


@pytest.mark.parametrize(("curve", "middle"), [(0.0, 0.5), (1.0, 0.5**8), (-1.0, 0.5 ** (1 / 8))])
def test_macro_bends_by_its_curve_and_keeps_its_ends(studio, curve, middle):
    values = [Macro(studio, module("one", 2, "macro", value=at, curve=curve)).level(0) for at in (0.0, 0.5, 1.0)]

    assert values == pytest.approx([0.0, middle, 1.0])


def test_macro_is_the_same_however_it_is_sliced(studio):
    made = Macro(studio, module("one", 2, "macro", value=0.1, curve=0.3))
    made.turn({"value": 0.9})

    assert [made.level(frame) for frame in range(500)] == made.draw(0, 500).tolist()
