"""What stands in a session file, as types: one record for each kind of thing. Nothing here does anything.

Fields stand in the order in which they are written. One with a default may be left out by whoever writes by hand.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from engine.core.document import NOBODY, ConnectionKind

FORMAT = 1  # the version that this Moonloop writes, and the only one that it reads

Number = Annotated[int, Meta(ge=1)]  # order of creation, unique in the session
Seconds = Annotated[float, Meta(ge=0, le=86_400)]


class SessionRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """The whole file. The lists are checked item by item, so that every mistake can be told."""

    moonloop: int  # the version of the format
    tempo: float  # quarter notes per minute
    beats_per_bar: int
    next_number: Number | None = None  # above all numbers; None is the lowest that is
    modules: list[Any]
    connections: list[Any] = []
    patterns: list[Any] = []
    scripts: list[Any] = []


class ModuleRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A module. A value that is left out is its parameter's default."""

    name: str
    type: str
    number: Number
    owner: str = NOBODY
    values: dict[str, Any] = {}


class ConnectionRecord(
    msgspec.Struct, frozen=True, rename={"source": "from", "target": "to", "is_auto": "auto"}, kw_only=True
):
    """A cable; it takes one line of the file."""

    source: str
    target: str
    kind: ConnectionKind
    number: Number
    channel: Annotated[int, Meta(ge=0)] = 0
    is_auto: bool = False
    owner: str = NOBODY


class StepRecord(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the step string cannot say about one step; it takes one line of the file."""

    step: Number  # from 1
    velocity: float | None = None  # None is what the step string says
    note: float | None = None
    length: float | None = None


class PatternRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A pattern: step strings of four beats each, and the steps of which there is more to say."""

    name: str
    number: Number
    count: Annotated[int, Meta(ge=1, le=512)]
    steps_per_beat: Annotated[int, Meta(ge=1, le=96)] = 4
    owner: str = NOBODY
    steps: list[str]
    details: list[Any] = []


class ScriptRecord(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A script, its text as lines."""

    name: str
    number: Number
    enabled: bool = True
    mode: Literal["live", "repeat"] = "live"
    loop_min_seconds: Seconds = 1.0
    loop_max_seconds: Seconds = 1.0
    level: Literal["minimal", "standard", "strict"] = "standard"
    text: list[str]
    state: dict[str, Any] | list[Any] | str = {}  # a text where the kept state is no JSON
    declared: dict[str, Any] = {}  # what its last run said, so that the next leaves alone what hands changed since
