"""Recipes: a voice has the parts that its sound needs, and no others."""

from __future__ import annotations

import pytest

from engine.core.units import Value
from engine.modules.synth import SYNTH
from engine.sound.filters import FilterKind
from engine.sound.recipe import CYCLE, NOISE, NONE, PULSE, Recipe, read_program


def recipe(moved: tuple[str, ...] = (), **values: Value) -> Recipe:
    """Return the recipe of a synth with these values."""
    return read_program(SYNTH.defaults().update(values), moved).recipe


def test_synth_as_it_comes_has_one_oscillator_and_nothing_else():
    assert recipe() == Recipe()


@pytest.mark.parametrize(
    ("values", "made"),
    [
        ({"wave": "noise"}, Recipe(kinds=(NOISE, NONE))),
        ({"wave": "square"}, Recipe()),
        ({"wave": "square", "pulseWidth": 0.2}, Recipe(kinds=(PULSE, NONE))),
        ({"wave": "saw", "pulseWidth": 0.2}, Recipe()),
        ({"level2": 0.5}, Recipe(kinds=(CYCLE, CYCLE), has_levels=True)),
        ({"sub": 0.5}, Recipe(has_sub=True, has_levels=True)),
        ({"level": 0.0, "noise": 0.5}, Recipe(kinds=(NONE, NONE), has_noise=True, has_levels=True)),
        ({"level": 0.0}, Recipe(has_levels=True)),
        ({"unison": 5}, Recipe(copies=5)),
        ({"unison": 5, "spread": 0.5}, Recipe(copies=5, is_wide=True)),
        ({"unison": 1, "spread": 0.5}, Recipe()),
        ({"wave": "noise", "unison": 5, "spread": 0.5}, Recipe(kinds=(NOISE, NONE))),
        ({"fmAmount": 1.0}, Recipe(has_fm=True)),
        ({"fmAmount": 1.0, "fmSustain": 0.0}, Recipe(has_fm=True, fm_falls=True)),
        ({"fmSustain": 0.0}, Recipe()),
        ({"glide": 0.1}, Recipe(bends=True)),
        ({"filter": "ladder", "drive": 0.5}, Recipe()),
        ({"filterAmount": 2.0}, Recipe(filter=FilterKind("low"), filter_swings=True)),
        ({"keyTracking": 1.0, "filter": "band"}, Recipe(filter=FilterKind("band"))),
        ({"velocityToCutoff": 1.0, "drive": 0.5}, Recipe(filter=FilterKind("low", is_driven=True))),
    ],
)
def test_recipe_has_what_the_values_ask_for(values: dict[str, Value], made: Recipe):
    assert recipe(**values) == made


def test_part_is_there_when_a_modulator_moves_what_it_is_set_to():
    assert recipe(moved=("tune",)).bends
    assert recipe(moved=("level2",)).kinds == (CYCLE, CYCLE)
    assert recipe(moved=("pulseWidth",), wave="square").kinds == (PULSE, NONE)
    assert recipe(moved=("filterAmount",)).filter_swings


def test_copies_lie_about_the_pitch_and_not_at_equal_distances():
    assert read_program(SYNTH.defaults()).copy_cents == (0.0,)
    assert read_program(SYNTH.defaults().update(unison=3, unisonDetune=10.0)).copy_cents == (-10.0, 0.0, 10.0)
    assert read_program(SYNTH.defaults().update(unison=5, unisonDetune=10.0)).copy_cents == (
        -10.0,
        -4.5,
        0.0,
        4.5,
        10.0,
    )
