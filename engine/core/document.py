"""The document: everything that is saved and undone, deeply immutable. Nothing here does anything.

Branches are `msgspec` structs and `immutables.Map`s, so a change shares what it leaves alone, and `is` tells the rest.
Names are the keys: a module, pattern or script is known to everybody by the name that the player gave it.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, TypeVar, get_args

import msgspec
from immutables import Map

from engine.core.units import Beat, Quantum, Value

ConnectionKind = Literal["audio", "event", "parameter", "video"]
AutoRoute = Literal["disabled", "orphanedOnly", "chainEnds", "both"]  # whom the house connects to the master
Switch = Literal["enabled", "muted", "soloed"]

MASTER = "masterAudioOut"  # the system module that every sound ends in
SCOPE = "masterOscilloscope"  # the system modules that watch what is heard
SPECTROGRAM = "masterSpectrogram"
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


class Glide(msgspec.Struct, frozen=True):
    """How the volume came to its value: the sound goes there in so many beats when `number` changes."""

    number: int = 0
    beats: Beat = Fraction(0)


class Module(msgspec.Struct, frozen=True):
    """One node of the patch. `engine.modules.table` says what its type can do."""

    name: str
    number: int  # order of creation; unique in a session and never used again
    type: str
    values: Map[str, Value] = Map()  # every parameter of the type, by name
    owner: str = NOBODY  # the script that declared it, or nobody
    is_enabled: bool = True  # one that is not passes nothing, and keeps its state
    is_muted: bool = False
    is_soloed: bool = False  # while any is, what is neither soloed, nor on the way to or from one that is, is silent
    glide: Glide = Glide()  # not saved


class Connection(msgspec.Struct, frozen=True):
    """One cable from an output to an input of the same kind.

    A parameter cable adds to its target's value `depth * (what comes + offset)`, in parts of the parameter's range.
    """

    source: str
    target: str
    kind: ConnectionKind
    number: int
    channel: int = 0  # which input of a mixer, from 1; 0 where the target has no channels
    is_auto: bool = False  # made by the house so that a new module can be heard
    owner: str = NOBODY
    parameter: str = ""  # of the target; parameter cables only
    depth: float = 1.0  # -1 to 1
    offset: float = 0.0  # -1 to 1
    is_delayed: bool = False  # what goes through it arrives a tick later, so it may close a circle

    @property
    def key(self) -> str:
        """The name under which the document holds this connection."""
        return connection_key(self.source, self.target, self.kind, self.parameter)


class Cell(msgspec.Struct, frozen=True):
    """One voice more of a step: what stands in its second, third, ... index and note column."""

    index: int | None = None
    note: float | None = None


class Step(msgspec.Struct, frozen=True):
    """One slot of a pattern. Whether what it holds is heard depends on the pattern's columns."""

    velocity: float = 0.0  # 0.0 (a rest) to 1.0
    note: float | None = None  # MIDI number 0 to 127, or the module's own pitch
    length: float | None = None  # in steps, > 0 to 64; None is one step, or until a one-shot has rung out
    index: int | None = None  # which sample of a bank, from 0; None is the module's own
    chance: float = 100.0  # percent
    ratio: tuple[int, int] = (1, 1)  # (a, b): in the a-th of every b turns of the pattern; 1 to 16 each
    values: Map[str, Value] = Map()  # parameters of the module that plays, by name
    more: tuple[Cell, ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether the step sounds."""
        return self.velocity > 0.0


REST = Step()

ColumnKind = Literal["velocity", "index", "note", "length", "chance", "ratio", "parameter"]


class Column(msgspec.Struct, frozen=True):
    """One column of a pattern's grid. Of index, note and parameter there may be several, of others one."""

    kind: ColumnKind
    parameter: str = ""  # which, for a parameter column


COLUMNS = tuple(Column(kind) for kind in ("velocity", "index", "note", "length"))  # of a new pattern


class Pattern(msgspec.Struct, frozen=True):
    """A row of steps, or a cyclic pattern. Steps beyond `count` are hidden, and kept."""

    name: str
    number: int
    count: int = 16  # how many steps play, 1 to 512
    steps: tuple[Step, ...] = ()  # at least `count` of them
    steps_per_beat: Beat = Fraction(4)  # steps in a quarter note, -96 to 96 and not 0; below 0 they go backwards
    owner: str = NOBODY
    columns: tuple[Column, ...] = COLUMNS
    expression: str = ""  # a cyclic pattern, as JSON: `engine.patterns.expression`. Empty: the steps play
    cycle_beats: Beat | None = None  # how long a cycle is; None is a bar


class ChainEntry(msgspec.Struct, frozen=True):
    """One pattern of a chain."""

    pattern: str
    repeats: int = 1  # how many times it plays, 1 to 99
    is_enabled: bool = True  # one that is not is passed over


class Chain(msgspec.Struct, frozen=True):
    """Patterns that play one after another, over and over."""

    name: str
    number: int
    entries: tuple[ChainEntry, ...] = ()
    is_enabled: bool = True
    owner: str = NOBODY
    restarts: int = 0  # rises with each wish to play it from the start; not saved


Wish = Literal["none", "run", "interrupt", "end", "kill"]
ScriptMode = Literal["live", "repeat"]  # run once and play its loops, or run over and over


class RunRequest(msgspec.Struct, frozen=True):
    """The newest wish about a script: run this text; break its run off; end its loops too; or lose its worker."""

    number: int = 0  # rises with each wish; 0 is none yet
    text: str = ""  # what to run, as it was when the player asked
    quantum: Quantum | None = None  # None is what the script asks for by `swap`, else the next bar
    wish: Wish = "none"
    mode: ScriptMode = "live"  # how to run it: the script's mode when the player asked


ScriptLevel = Literal["minimal", "standard", "strict", "trusted"]  # how much of Lua it may use
SCRIPT_LEVELS: tuple[ScriptLevel, ...] = get_args(ScriptLevel)


class Script(msgspec.Struct, frozen=True):
    """A player's program."""

    name: str
    number: int
    text: str = ""
    is_enabled: bool = True  # run when its session is opened; in repeat mode, it runs only while it is
    mode: ScriptMode = "live"  # of the next run
    loop_min_seconds: float = 0.1  # repeat mode: the pause from the end of a round to the next is drawn from between
    loop_max_seconds: float = 0.2
    level: ScriptLevel = "standard"  # what of Lua it may use, and how much it may take
    kept: str = "{}"  # the `state` table of the script, as JSON
    request: RunRequest = RunRequest()  # not saved


class Declared(msgspec.Struct, frozen=True):
    """What a script says that there is: by its last complete run, and by the run now under way."""

    before: Map[str, Value] = Map()
    now: Map[str, Value] = Map()
    run: int = 0  # number of the newest run


class SharedValue(msgspec.Struct, frozen=True):
    """What scripts share under one name: plain data, frozen, tables as maps and lists as tuples."""

    value: Any
    size: int  # about as many bytes as it takes
    number: int  # rises with each change of anything shared, so that 1 and true are told apart


class Shared(msgspec.Struct, frozen=True):
    """What scripts tell each other while they run."""

    values: Map[str, SharedValue] = Map()
    marks: Map[str, int] = Map()  # by script, the newest of its numbered sayings that is in here
    next_number: int = 1


class Document(msgspec.Struct, frozen=True):
    """A whole session. Unchanged branches are shared between versions."""

    transport: Transport = Transport()
    modules: Map[str, Module] = Map()
    connections: Map[str, Connection] = Map()
    patterns: Map[str, Pattern] = Map()
    scripts: Map[str, Script] = Map()
    declared: Map[str, Declared] = Map()  # by script
    chains: Map[str, Chain] = Map()
    auto_route: AutoRoute = "both"
    next_number: int = 1  # the next thing made gets this
    shared: Shared = Shared()  # neither saved nor undone


Numbered = TypeVar("Numbered", Module, Connection, Pattern, Script, Chain)


def connection_key(source: str, target: str, kind: str, parameter: str = "") -> str:
    """Return the document's key of a connection: `kick>masterAudioOut:audio`, `lfo>bass.cutoff:parameter`."""
    return f"{source}>{target}.{parameter}:{kind}" if parameter else f"{source}>{target}:{kind}"


def in_order(branch: Map[str, Numbered]) -> list[Numbered]:
    """Return what a branch holds, oldest first: the order in which it is shown and saved."""
    return sorted(branch.values(), key=lambda item: item.number)
