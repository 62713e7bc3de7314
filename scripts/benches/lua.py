"""The Lua side: the runtime, calls and tables that cross, the library, workers, handlers, lint, hostile scripts."""

from __future__ import annotations

from collections.abc import Iterator

from benches import (
    lua_crossing,
    lua_handlers,
    lua_hostile,
    lua_hostile_onsets,
    lua_library,
    lua_lint,
    lua_runtime,
    lua_workers,
)
from benches.effort import Effort
from benches.table import Result

PARTS = (lua_runtime, lua_crossing, lua_library, lua_workers, lua_handlers, lua_lint, lua_hostile, lua_hostile_onsets)


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the Lua side."""
    for part in PARTS:
        yield from part.measure(effort)
