"""How far modulation takes a parameter: along its curve, as a hand on its control would, and never out of its range."""

from __future__ import annotations

from math import expm1, log

import numpy as np
from numpy.typing import NDArray

from engine.modules.parameter import Parameter

Numbers = NDArray[np.float64]

_BEND = log(1000.0)  # an exponential travel from 0: the first half covers the lowest thirtieth


class Travel:
    """The travel of one parameter's control, of length 1 from its lowest value to its highest."""

    def __init__(self, parameter: Parameter) -> None:
        self._lowest, self._highest = parameter.minimum, parameter.maximum
        self._span = parameter.maximum - parameter.minimum
        self._octaves = 0.0  # the natural logarithm of highest over lowest; 0 where the travel has another curve
        self._is_bent = parameter.curve == "exponential" and parameter.minimum <= 0.0
        if parameter.curve == "exponential" and parameter.minimum > 0.0:
            self._octaves = log(parameter.maximum / parameter.minimum)

    def moved(self, values: Numbers | float, by: Numbers | float) -> Numbers:
        """Return `values` moved by so much of the travel, held at its ends; `by` is finite."""
        with np.errstate(over="ignore"):  # what is beyond all numbers is beyond the end
            if self._octaves:
                there = values * np.exp(by * self._octaves)
            elif self._is_bent:
                there = self._bent(np.asarray(values), by)
            else:
                there = np.asarray(values + by * self._span)
        held: Numbers = np.minimum(np.maximum(there, self._lowest), self._highest)
        return held

    def _bent(self, values: Numbers, by: Numbers | float) -> Numbers:
        share = np.clip((values - self._lowest) / self._span, 0.0, 1.0)
        place = np.clip(np.log1p(share * expm1(_BEND)) / _BEND + by, 0.0, 1.0)
        there: Numbers = self._lowest + self._span * np.expm1(place * _BEND) / expm1(_BEND)
        return there
