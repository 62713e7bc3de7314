"""The idle voices of the synths, a pool for each recipe that has been asked for."""

from __future__ import annotations

from functools import partial

from engine.sound.control import Glides
from engine.sound.cuts import Cuts
from engine.sound.pool import Pool
from engine.sound.recipe import NOISE, NONE, Recipe
from engine.sound.steady import Steady
from engine.sound.synth_voice import SynthVoice
from engine.sound.tables import Tables

_RESERVES = {Recipe(): 64, Recipe(kinds=(NOISE, NONE)): 8}  # what is there from the start
_RESERVE = 8  # of every other recipe
_MOST = 32  # recipes that are remembered


class SynthPools:
    """Pools, made when a recipe is first named. Of too many, the one that was named longest ago is let go."""

    def __init__(self, rate: int, glides: Glides, steady: Steady, cuts: Cuts) -> None:
        self._rate, self._glides, self._steady, self._cuts = rate, glides, steady, cuts
        self._tables = Tables(rate)
        self._pools: dict[Recipe, Pool[SynthVoice]] = {}
        for recipe, reserve in _RESERVES.items():
            self._pools[recipe] = Pool(self._maker(recipe), reserve, reserve)

    def pool(self, recipe: Recipe) -> Pool[SynthVoice]:
        """Return the pool of a recipe; a new one is filled little by little."""
        found = self._pools.pop(recipe, None)
        if found is None:
            found = Pool(self._maker(recipe), _RESERVE, 0)
            if len(self._pools) >= _MOST:
                del self._pools[next(iter(self._pools))]
        self._pools[recipe] = found
        return found

    def refill(self) -> None:
        """Make one voice, for the first pool that runs low: one with many parts takes up to a millisecond."""
        any(pool.refill() for pool in self._pools.values())

    def _maker(self, recipe: Recipe) -> partial[SynthVoice]:
        return partial(SynthVoice, self._rate, self._glides, self._steady, self._cuts, recipe, self._tables)
