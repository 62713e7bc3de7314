"""The core: what a lane, a snapshot and a command cost."""

from __future__ import annotations

from collections.abc import Iterator

from benches import command_rates, lane_costs, publish_costs
from benches.effort import Effort
from benches.table import Result


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the core."""
    yield from lane_costs.measure(effort)
    yield from publish_costs.measure(effort)
    yield from command_rates.measure(effort)
