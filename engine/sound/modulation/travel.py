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
        way = np.clip(by, -1.0, 1.0)
        if self._octaves:
            there = np.asarray(values) * np.exp(way * self._octaves)
        elif self._is_bent:
            share = np.clip((np.asarray(values) - self._lowest) / self._span, 0.0, 1.0)
            place = np.log1p(share * expm1(_BEND)) / _BEND
            there = self._lowest + self._span * np.expm1(np.clip(place + way, 0.0, 1.0) * _BEND) / expm1(_BEND)
        else:
            there = np.asarray(values) + way * self._span
        held: Numbers = np.clip(there, self._lowest, self._highest)
        return held
