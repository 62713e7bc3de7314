"""What only a script in repeat mode can say: let seconds pass."""

from __future__ import annotations

from typing import Any

from engine.core.errors import NotAllowed, OutOfRange
from engine.lua.api.arguments import number_of
from engine.lua.api.stage import LuaFunction, Stage

SINCE = "0.3"
LONGEST_WAIT_SECONDS = 86_400


def wait(stage: Stage, shortest: Any = None, longest: Any = None) -> tuple[str, float, float]:
    """Let seconds pass: so many, or a number drawn from between two."""
    if not stage.is_repeating:
        raise NotAllowed(
            "wait: only a script in repeat mode lets seconds pass; in a live loop let beats pass, sleep(1)"
        )
    least = number_of(shortest, "wait", "the time in seconds")
    most = least if longest is None else number_of(longest, "wait", "the longest time")
    if not 0 <= least <= most <= LONGEST_WAIT_SECONDS:
        got = f"{least:g}" if longest is None else f"{least:g} and {most:g}"
        raise OutOfRange(f"wait: the seconds are 0 to {LONGEST_WAIT_SECONDS}, the lesser number first, got {got}")
    return "wait", float(least), float(most)


REPEATING = (
    LuaFunction(name="wait", usage="wait(seconds [, most])", since=SINCE, call=wait, waits=True, repeats=True,
                summary="Let seconds pass, in a script in repeat mode; of two numbers, a time from between them.",
                example="wait(0.5)"),
)  # fmt: skip
