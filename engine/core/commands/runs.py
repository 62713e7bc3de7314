"""What a script's run is made of: declarations of what there is."""

from __future__ import annotations

from fractions import Fraction

from engine.core.commands.asked import Asked
from engine.core.commands.connections import Between, Cable
from engine.core.document import ChainEntry, Column, Step, Switch
from engine.core.units import Value


class OfRun(Asked, frozen=True, kw_only=True):
    """What a script's run says. No command by itself."""

    script: str


class BeginRun(OfRun, frozen=True, kw_only=True):
    """Open a run: from here on declarations belong to it."""

    run: int


class DeclareModule(OfRun, frozen=True, kw_only=True):
    """There is a module of this type and name, with these values."""

    type: str
    name: str
    values: tuple[tuple[str, Value], ...] = ()


class DeclareValue(OfRun, frozen=True, kw_only=True):
    """This parameter has this value, unless hands changed it since the script last said the same."""

    module: str
    parameter: str
    value: Value


class DeclareTempo(OfRun, frozen=True, kw_only=True):
    """The tempo is this, unless hands changed it since the script last said the same."""

    bpm: float


class DeclareSignature(OfRun, frozen=True, kw_only=True):
    """A bar has this many beats."""

    beats_per_bar: int


class DeclareSwitch(OfRun, frozen=True, kw_only=True):
    """This switch of a module is so."""

    module: str
    switch: Switch
    is_on: bool


class DeclareConnection(Cable, frozen=True, kw_only=True):
    """There is this cable, with this depth and offset."""

    script: str


class DeclareNoConnection(Between, frozen=True, kw_only=True):
    """There is no such cable."""

    script: str


class DeclarePattern(OfRun, frozen=True, kw_only=True):
    """There is a pattern of this name, with these steps, with this many, or cyclic."""

    name: str
    count: int = 16
    steps: tuple[Step, ...] = ()  # empty leaves the steps that are there
    expression: str = ""
    cycle_beats: Fraction | None = None


class DeclareStepsPerBeat(OfRun, frozen=True, kw_only=True):
    """A pattern's steps go by so fast."""

    pattern: str
    steps_per_beat: Fraction


class DeclareColumns(OfRun, frozen=True, kw_only=True):
    """A pattern shows these columns."""

    pattern: str
    columns: tuple[Column, ...]


class DeclareChain(OfRun, frozen=True, kw_only=True):
    """There is a chain of this name, with these entries."""

    name: str
    entries: tuple[ChainEntry, ...]


class DeclareStep(OfRun, frozen=True, kw_only=True):
    """This step of a pattern is so."""

    pattern: str
    index: int
    step: Step


class EndRun(OfRun, frozen=True):
    """Close a run: what the script declared before and no longer does is removed."""
