"""Commands to patterns and their steps. Indices count from 0; a range is its first index and how many."""

from __future__ import annotations

from fractions import Fraction

from engine.core.commands.asked import Asked
from engine.core.document import Column, Step


class AddPattern(Asked, frozen=True, kw_only=True):
    """Make a pattern of rests, or of the steps given; with no name it is called P0, P1, ..."""

    name: str = ""
    count: int = 16
    steps: tuple[Step, ...] = ()
    expression: str = ""  # a cyclic pattern; see `document.Pattern`
    cycle_beats: Fraction | None = None


class RemovePattern(Asked, frozen=True, kw_only=True):
    """Remove a pattern; sequencers that played it play nothing."""

    name: str


class SetStep(Asked, frozen=True, kw_only=True):
    """Replace one step."""

    pattern: str
    index: int  # from 0, below the pattern's count
    step: Step


class SetStepCount(Asked, frozen=True, kw_only=True):
    """Show more or fewer steps; none is ever wiped."""

    pattern: str
    count: int  # 1 to 512


class RenamePattern(Asked, frozen=True, kw_only=True):
    """Give a pattern another name; sequencers and chains follow."""

    name: str
    new_name: str


class SetStepsPerBeat(Asked, frozen=True, kw_only=True):
    """Say how fast a pattern's steps go by; below 0 they go backwards."""

    pattern: str
    steps_per_beat: Fraction  # -96 to 96, not 0


class SetExpression(Asked, frozen=True, kw_only=True):
    """Have a pattern play this cyclic pattern instead of its steps, which are kept."""

    pattern: str
    expression: str  # see `document.Pattern`; "" goes back to the steps
    cycle_beats: Fraction | None = None


class SetColumns(Asked, frozen=True, kw_only=True):
    """Show these columns, in this order. What steps hold in other columns is kept."""

    pattern: str
    columns: tuple[Column, ...]


class ClearSteps(Asked, frozen=True, kw_only=True):
    """Make a range of steps rests."""

    pattern: str
    first: int
    count: int


class PasteSteps(Asked, frozen=True, kw_only=True):
    """Write steps over those from an index on; what goes beyond the pattern's end is left out."""

    pattern: str
    first: int
    steps: tuple[Step, ...]


class DuplicateSteps(Asked, frozen=True, kw_only=True):
    """Write a range of steps over those from another index on; the two may overlap."""

    pattern: str
    first: int
    count: int
    to: int


class DoubleSteps(Asked, frozen=True, kw_only=True):
    """Make a pattern twice as long, its second half a copy of its first."""

    pattern: str


class RandomiseSteps(Asked, frozen=True, kw_only=True):
    """Fill a pattern at random, or one of its columns where steps are filled."""

    pattern: str
    seed: int
    column: Column | None = None  # None is every step anew: 70 % filled, velocity 0.25 to 0.75


class LegatoSteps(Asked, frozen=True, kw_only=True):
    """Have each filled step last until the next one, 64 steps at most."""

    pattern: str
