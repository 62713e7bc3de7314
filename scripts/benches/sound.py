"""The sound: what voices cost, here and elsewhere, how fast a session renders, whether onsets are on their frames."""

from __future__ import annotations

from collections.abc import Iterator

from benches import exactness, render_speed, voice_costs, voice_peers
from benches.effort import Effort
from benches.table import Result


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the sound."""
    yield from voice_costs.measure(effort)
    yield from voice_peers.measure(effort)
    yield from render_speed.measure(effort)
    yield from exactness.measure(effort)
