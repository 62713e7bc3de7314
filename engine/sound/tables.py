"""The waves of the synth as buffers."""

from __future__ import annotations

from math import sqrt

from engine.sound import nodes, waves
from engine.sound.oscillators import Table
from engine.sound.waves import Cycle

PULSE = "pulse"  # the saw of which a pulse is the difference of two: so much softer that an even pulse is as loud


class Tables:
    """Every wave, for every pitch. To be made after the graph."""

    def __init__(self, rate: int) -> None:
        cycles = {wave: waves.cycles(wave, rate) for wave in waves.PERIODIC}
        self._tables = {wave: tuple(_table(cycle) for cycle in each) for wave, each in cycles.items()}
        self._tables[PULSE] = tuple(_table(cycle, 1 / sqrt(3)) for cycle in cycles["saw"])
        self.sine = self._tables["sine"][0]
        self.noise = nodes.filled_buffer(waves.noise())

    def of(self, wave: str, frequency_hz: float) -> Table:
        """Return the cycle of `wave` that is right for a pitch."""
        tables = self._tables[wave]
        return tables[waves.band_of(frequency_hz, len(tables))]


def _table(cycle: Cycle, level: float = 1.0) -> Table:
    return Table(nodes.filled_buffer(cycle.wave * level), cycle.start)
