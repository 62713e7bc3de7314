"""A low-pass of one pole for each lane, without a loop over frames."""

from __future__ import annotations

import numpy as np

from engine.sound.effects.lanes import Lines
from engine.sound.nodes import GRID

_NOTHING = 1e-9  # a power of the pole below this adds nothing that a float could hold


class Damping:
    """y[n] = (1 - pole) x[n] + pole y[n - 1], for whole lines of the grid.

    The geometric series is built by doubling, (1 + p z^-1)(1 + p^2 z^-2)(1 + p^4 z^-4)...: eight steps make 256 terms.
    """

    def __init__(self, lanes: int) -> None:
        self._last: Lines = np.zeros((lanes, 1), dtype=np.float32)
        self.set(np.zeros((lanes, 1)))

    def set(self, poles: np.typing.NDArray[np.float64]) -> None:
        """Have these poles, 0 to below 1, of shape (lanes, 1), from the next line on."""
        self._gain = (1.0 - poles).astype(np.float32)
        self._fall = (poles ** np.arange(1, GRID + 1)).astype(np.float32)
        self._steps = []
        width, power = 1, poles
        while width < GRID and power.max() > _NOTHING:
            self._steps.append((width, power.astype(np.float32)))
            width, power = width * 2, power * power

    def forget(self) -> None:
        """Begin from silence."""
        self._last.fill(0.0)

    def pass_on(self, sound: Lines) -> Lines:
        """Return the next line, filtered."""
        made = sound * self._gain
        for width, power in self._steps:
            made[:, width:] += power * made[:, :-width]
        made += self._fall * self._last
        self._last = made[:, -1:].copy()
        return made
