"""Sequencing: how fast notes are made, whether each is on its frame, what patterns cost, and what notes leave."""

from __future__ import annotations

from collections.abc import Iterator

from benches import note_growth, onset_sources, pattern_load, schedule_rates
from benches.effort import Effort
from benches.table import Result


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of sequencing."""
    yield from schedule_rates.measure(effort)
    yield from onset_sources.measure(effort)
    yield from pattern_load.measure(effort)
    yield from note_growth.measure(effort)
