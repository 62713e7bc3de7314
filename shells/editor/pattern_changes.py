"""What becomes of a whole pattern by its menu, as commands. Pure, but for the dice."""

from __future__ import annotations

from secrets import randbits

from engine.core import commands as c
from engine.core.document import Pattern

_SEED_BITS = 31


def whole_change(change: str, pattern: Pattern, origin: str) -> c.Command:
    """Return the command for one of `step_grid.CHANGES`. A new seed is drawn for each time that one is needed."""
    match change:
        case "double":
            return c.DoubleSteps(pattern=pattern.name, origin=origin)
        case "legato":
            return c.LegatoSteps(pattern=pattern.name, origin=origin)
        case "randomise":
            return c.RandomiseSteps(pattern=pattern.name, seed=randbits(_SEED_BITS), origin=origin)
        case "clear":
            return c.ClearSteps(pattern=pattern.name, first=0, count=pattern.count, origin=origin)
        case _:
            raise ValueError(f"there is no change {change}")
