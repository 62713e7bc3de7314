"""Reads and writes step strings: `x...o...`, one character a step."""

from __future__ import annotations

from engine.core.document import REST, Step
from engine.core.errors import OutOfRange, WrongType

MOST_STEPS = 512
_VELOCITIES = {"X": 1.0, "x": 0.8, "o": 0.5, ".": 0.0, "-": 0.0}
_IGNORED = " |"  # spacing that a player puts in to read bars and beats


def is_step_string(text: str) -> bool:
    """Whether `text` is made of step characters only, and of at least one."""
    return any(char in _VELOCITIES for char in text) and all(char in _VELOCITIES or char in _IGNORED for char in text)


def parse_steps(text: str) -> tuple[Step, ...]:
    """Return the steps that `text` writes: X accent, x hit, o soft, . or - rest; spaces and | are ignored.

    Raises:
        WrongType: another character, named with its column.
        OutOfRange: no steps, or more than 512.
    """
    for column, char in enumerate(text, start=1):
        if char not in _VELOCITIES and char not in _IGNORED:
            raise WrongType(f'column {column}: "{char}" is no step; a step is X, x, o or . (a rest)')
    steps = tuple(
        Step(velocity=_VELOCITIES[char]) if _VELOCITIES[char] else REST for char in text if char not in _IGNORED
    )
    if not 1 <= len(steps) <= MOST_STEPS:
        raise OutOfRange(f"a pattern has 1 to {MOST_STEPS} steps, got {len(steps)}")
    return steps


def format_steps(steps: tuple[Step, ...]) -> str:
    """Return the step string nearest to `steps`; notes and lengths are not in it."""
    return "".join("X" if s.velocity > 0.9 else "x" if s.velocity > 0.65 else "o" if s.is_on else "." for s in steps)
