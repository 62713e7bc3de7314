"""What stands in a session file, as types: one record for each kind of thing. Nothing here does anything.

Fields stand in the order in which they are written. One with a default is left out of the file while it has it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from engine.core.document import NOBODY, AutoRoute, ColumnKind, ConnectionKind, ScriptLevel

FORMAT = 2  # the version that this Moonloop writes; it reads this and all before

Number = Annotated[int, Meta(ge=1)]  # order of creation, unique in the session
Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Exact = float | str  # a number, or a text such as "3/2" where no short number says it
Nested = list[Any] | str  # a cyclic pattern as lists in lists; a text where the document holds what is no such thing


class SessionRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """The whole file. The lists are checked item by item, so that every mistake can be told."""

    moonloop: int  # the version of the format
    tempo: float  # quarter notes per minute
    beats_per_bar: int
    auto_route: AutoRoute = "both"
    next_number: Number | None = None  # above all numbers; None is the lowest that is
    modules: list[Any]
    connections: list[Any] = []
    patterns: list[Any] = []
    chains: list[Any] = []
    scripts: list[Any] = []


class ModuleRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A module. A value that is left out is its parameter's default."""

    name: str
    type: str
    number: Number
    owner: str = NOBODY
    enabled: bool = True
    muted: bool = False
    soloed: bool = False
    values: dict[str, Any] = {}


class ConnectionRecord(
    msgspec.Struct,
    frozen=True,
    rename={"source": "from", "target": "to", "is_auto": "auto", "is_delayed": "delayed"},
    kw_only=True,
):
    """A cable; it takes one line of the file."""

    source: str
    target: str
    kind: ConnectionKind
    number: Number
    parameter: str = ""  # of the target; parameter cables only
    depth: float = 1.0
    offset: float = 0.0
    channel: Annotated[int, Meta(ge=0)] = 0
    is_delayed: bool = False
    is_auto: bool = False
    owner: str = NOBODY


class CellRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One voice more of a step."""

    index: int | None = None
    note: float | None = None


class StepRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the step string cannot say about one step; it takes one line of the file."""

    step: Number  # from 1
    velocity: float | None = None  # None is what the step string says
    note: float | None = None
    length: float | None = None
    index: int | None = None  # from 0
    chance: float = 100.0
    ratio: str = "1:1"
    values: dict[str, Any] = {}
    more: list[Any] = []


class ParameterColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column for one parameter of whoever plays the pattern."""

    parameter: str


class PatternRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A pattern: step strings of four beats each, the steps of which there is more to say, and what cycles instead."""

    name: str
    number: Number
    count: Annotated[int, Meta(ge=1, le=512)]
    steps_per_beat: Exact = 4.0
    owner: str = NOBODY
    columns: list[ColumnKind | ParameterColumn] | None = None  # None is those of a new pattern
    expression: Nested | None = None  # None is a pattern that plays its steps
    cycle_beats: Exact | None = None
    steps: list[str]
    details: list[Any] = []


class EntryRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One pattern of a chain; it takes one line of the file."""

    pattern: str
    repeats: int = 1
    enabled: bool = True


class ChainRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A chain of patterns."""

    name: str
    number: Number
    owner: str = NOBODY
    enabled: bool = True
    entries: list[Any] = []


class ScriptRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A script, its text as lines."""

    name: str
    number: Number
    enabled: bool = True
    mode: Literal["live", "repeat"] = "live"
    loop_min_seconds: Seconds = 0.1
    loop_max_seconds: Seconds = 0.2
    level: ScriptLevel = "standard"
    text: list[str]
    state: dict[str, Any] | list[Any] | str = {}  # a text where the kept state is no JSON
    declared: dict[str, Any] = {}  # what its last run said, so that the next leaves alone what hands changed since
