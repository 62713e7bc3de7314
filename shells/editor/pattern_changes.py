"""What becomes of a whole pattern by its menu, and of some steps by keys, as commands. Pure, but for the dice."""

from __future__ import annotations

from secrets import randbits

from engine.core import commands as c
from engine.core.document import Pattern, Step

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


def range_change(what: str, pattern: str, steps: range, copied: tuple[Step, ...], origin: str) -> c.Command | None:
    """Return the command for what a key wants of some steps; None where the pattern stays as it is.

    Args:
        what: "copy", "cut", "paste", "duplicate" or "clear".
        copied: What a paste writes, from the first of `steps` on.
    """
    match what:
        case "cut" | "clear":
            return c.ClearSteps(pattern=pattern, first=steps.start, count=len(steps), origin=origin)
        case "paste" if copied:
            return c.PasteSteps(pattern=pattern, first=steps.start, steps=copied, origin=origin)
        case "duplicate":
            return c.DuplicateSteps(pattern=pattern, first=steps.start, count=len(steps), to=steps.stop, origin=origin)
        case _:
            return None
