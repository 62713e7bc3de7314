"""The document: everything that is saved and undone, deeply immutable. Nothing here does anything.

Branches are `msgspec` structs and `immutables.Map`s, so a change shares what it leaves alone, and `is` tells the rest.
Names are the keys: a module, pattern or script is known to everybody by the name that the player gave it.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeVar

import msgspec
from immutables import Map

from engine.core.units import Beat, Quantum, Value

ConnectionKind = Literal["audio", "event", "parameter", "video"]

MASTER = "masterAudioOut"  # the system module that every sound ends in
NOBODY = ""  # owner of what a player made by hand


class PlayState(StrEnum):
    """What the transport is to do."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


class Locate(msgspec.Struct, frozen=True):
    """A wish to be somewhere: the engine jumps when `number` changes."""

    number: int = 0
    beat: Beat = Fraction(0)  # where to, >= 0


class Transport(msgspec.Struct, frozen=True):
    """Tempo and metre, which are saved, and play state and place, which are not."""

    bpm: float = 120.0  # quarter notes per minute, 20 to 480
    beats_per_bar: int = 4
    state: PlayState = PlayState.STOPPED
    locate: Locate = Locate()


class Module(msgspec.Struct, frozen=True):
    """One node of the patch. `engine.modules.table` says what its type can do."""

    name: str
    number: int  # order of creation; unique in a session and never used again
    type: str
    values: Map[str, Value] = Map()  # every parameter of the type, by name
    owner: str = NOBODY  # the script that declared it, or nobody


class Connection(msgspec.Struct, frozen=True):
    """One cable from an output to an input of the same kind."""

    source: str
    target: str
    kind: ConnectionKind
    number: int
    channel: int = 0  # which input of a mixer, from 1; 0 where the target has no channels
    is_auto: bool = False  # made by the house so that a new module can be heard
    owner: str = NOBODY

    @property
    def key(self) -> str:
        """The name under which the document holds this connection."""
        return connection_key(self.source, self.target, self.kind)


class Step(msgspec.Struct, frozen=True):
    """One slot of a pattern."""

    velocity: float = 0.0  # 0.0 (a rest) to 1.0
    note: float | None = None  # MIDI number 0 to 127, or the module's own pitch
    length: float | None = None  # in steps, > 0 to 64; None is one step, or until a one-shot has rung out

    @property
    def is_on(self) -> bool:
        """Whether the step sounds."""
        return self.velocity > 0.0


REST = Step()


class Pattern(msgspec.Struct, frozen=True):
    """A row of steps. Steps beyond `count` are hidden, and kept."""

    name: str
    number: int
    count: int = 16  # how many steps play, 1 to 512
    steps: tuple[Step, ...] = ()  # at least `count` of them
    steps_per_beat: int = 4
    owner: str = NOBODY


Wish = Literal["none", "run", "interrupt", "end", "kill"]


class RunRequest(msgspec.Struct, frozen=True):
    """The newest wish about a script: run this text; break its run off; end its loops too; or lose its worker."""

    number: int = 0  # rises with each wish; 0 is none yet
    text: str = ""  # what to run, as it was when the player asked
    quantum: Quantum | None = None  # None is what the script asks for by `swap`, else the next bar
    wish: Wish = "none"


class Script(msgspec.Struct, frozen=True):
    """A player's program."""

    name: str
    number: int
    text: str = ""
    is_enabled: bool = True  # run when its session is opened
    mode: Literal["live", "repeat"] = "live"
    loop_min_seconds: float = 1.0  # repeat mode: pause between turns
    loop_max_seconds: float = 1.0
    level: Literal["minimal", "standard", "strict"] = "standard"
    kept: str = "{}"  # the `state` table of the script, as JSON
    request: RunRequest = RunRequest()  # not saved


class Declared(msgspec.Struct, frozen=True):
    """What a script says that there is: by its last complete run, and by the run now under way."""

    before: Map[str, Value] = Map()
    now: Map[str, Value] = Map()
    run: int = 0  # number of the newest run


class Document(msgspec.Struct, frozen=True):
    """A whole session. Unchanged branches are shared between versions."""

    transport: Transport = Transport()
    modules: Map[str, Module] = Map()
    connections: Map[str, Connection] = Map()
    patterns: Map[str, Pattern] = Map()
    scripts: Map[str, Script] = Map()
    declared: Map[str, Declared] = Map()  # by script
    next_number: int = 1  # the next thing made gets this


Numbered = TypeVar("Numbered", Module, Connection, Pattern, Script)


def connection_key(source: str, target: str, kind: str) -> str:
    """Return the document's key of a connection: `kick>masterAudioOut:audio`."""
    return f"{source}>{target}:{kind}"


def in_order(branch: Map[str, Numbered]) -> list[Numbered]:
    """Return what a branch holds, oldest first: the order in which it is shown and saved."""
    return sorted(branch.values(), key=lambda item: item.number)
