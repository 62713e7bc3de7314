"""The sound: what voices cost, how fast the bundled session renders, and whether every onset is on its frame."""

from __future__ import annotations

from collections.abc import Iterator

from benches import exactness, render_speed, voice_costs
from benches.effort import Effort
from benches.table import Result


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the sound."""
    yield from voice_costs.measure(effort)
    yield from render_speed.measure(effort)
    yield from exactness.measure(effort)
