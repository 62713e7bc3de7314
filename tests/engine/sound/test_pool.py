"""Pools: voices are made beforehand, used again, and made on the spot when there are none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.pool import Pool
from engine.sound.recipe import Recipe
from engine.sound.steady import Steady
from engine.sound.synth_pools import SynthPools
from engine.sound.voice import Voice


@pytest.fixture
def glides() -> Iterator[Glides]:
    """The glides of a graph of their own."""
    graph = nodes.Graph(48_000)
    yield Glides()
    graph.close()


def test_voices_are_made_beforehand_and_used_again(glides: Glides):
    made: list[Voice] = []

    def make() -> Voice:
        made.append(Voice(48_000, glides, Steady()))
        return made[-1]

    pool = Pool(make, 2)
    assert len(made) == 2
    first = pool.take()
    pool.give_back(first)
    assert pool.take() is first
    assert len({pool.take(), pool.take()}) == 2
    assert len(made) == 3
    assert all(voice.home is pool for voice in made)


def test_pool_that_runs_low_is_refilled_one_by_one(glides: Glides):
    made: list[Voice] = []

    def make() -> Voice:
        made.append(Voice(48_000, glides, Steady()))
        return made[-1]

    pool = Pool(make, 4)
    pool.refill()
    assert len(made) == 4
    for _ in range(4):
        pool.take()
    for _ in range(5):
        pool.refill()
    assert len(made) == 6


def test_pool_may_begin_empty_and_be_filled_little_by_little(glides: Glides):
    made: list[Voice] = []

    def make() -> Voice:
        made.append(Voice(48_000, glides, Steady()))
        return made[-1]

    pool = Pool(make, 4, 0)
    assert not made
    for _ in range(5):
        pool.refill()
    assert len(made) == 2


def test_synths_remember_the_recipes_that_were_asked_for_last(glides: Glides):
    pools = SynthPools(48_000, glides, Steady(), Cuts())
    first = pools.pool(Recipe(copies=2))
    assert pools.pool(Recipe(copies=2)) is first

    for number in range(40):  # recipes that do not come up in practice, but differ
        pools.pool(Recipe(copies=100 + number))

    assert pools.pool(Recipe(copies=139)) is pools.pool(Recipe(copies=139))
    assert pools.pool(Recipe(copies=2)) is not first
