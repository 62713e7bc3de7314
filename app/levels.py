"""How loud the master was since it was looked at last, for the transport bar. Reads the meters, writes nothing."""

from __future__ import annotations

import numpy as np

from engine.sound.meters import Meters
from shells.widgets.transport_bar import TransportBar

_LOOKS_A_LOUDNESS = 8  # it costs half a millisecond, and digits that flicker say nothing
_MOST_FRAMES = 9_600  # a window that was hidden for long looks at no more than this


class Levels:
    """The peaks between two looks, so that a timer misses none that came in between."""

    def __init__(self, meters: Meters) -> None:
        self._meters = meters
        self._seen = meters.frames_taken
        self._looks = 0

    def show_on(self, bar: TransportBar) -> None:
        """Show peaks and load, and every now and then how loud the last 0.4 seconds were."""
        bar.show_levels(*self.look())
        self._looks += 1
        if self._looks % _LOOKS_A_LOUDNESS == 0:
            bar.show_loudness(self._meters.momentary_loudness)

    def look(self) -> tuple[float, float, float]:
        """Return the peaks since the last look, left and right (1.0 is full scale), and the load (1.0 is full)."""
        taken = self._meters.frames_taken
        frames, self._seen = min(_MOST_FRAMES, taken - self._seen), taken
        if frames <= 0:
            return 0.0, 0.0, self._meters.load
        left, right = np.abs(self._meters.scope(frames)).max(axis=1)
        return float(left), float(right), self._meters.load
