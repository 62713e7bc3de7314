"""Every request to the engine, as data: ids, numbers, strings, tuples. Nothing here does anything.

Adding one touches this file, `apply` (or the turn, for those that change no document) and a test.
"""

from __future__ import annotations

import msgspec

from engine.core.document import ConnectionKind, Document, Step
from engine.core.live import Answer, DeviceStatus, SampleStatus, ScriptStatus
from engine.core.units import Beat, Quantum, Value


class Asked(msgspec.Struct, frozen=True, tag=True, tag_field="command", kw_only=True):
    """What every command carries about who asks."""

    origin: str = ""  # "code", "editor", "command", "script:bass", "session", ...
    gesture: int = 0  # commands of one drag share a number and are undone together; 0 stands alone


# --- transport ---------------------------------------------------------------------------------------------------


class Play(Asked, frozen=True):
    """Start, or go on from a pause."""


class Pause(Asked, frozen=True):
    """Hold the place."""


class Stop(Asked, frozen=True):
    """Stop and go back to the first beat."""


class Reset(Asked, frozen=True):
    """Go to the first beat without changing whether it plays."""


class Seek(Asked, frozen=True, kw_only=True):
    """Go to a beat."""

    beat: Beat  # >= 0


class SetTempo(Asked, frozen=True, kw_only=True):
    """Set the tempo."""

    bpm: float  # 20 to 480


class SetSignature(Asked, frozen=True, kw_only=True):
    """Set how many beats make a bar."""

    beats_per_bar: int  # 1 to 32


# --- modules and connections -------------------------------------------------------------------------------------


class AddModule(Asked, frozen=True, kw_only=True):
    """Make a module; with no name it gets one from its type and a counter."""

    type: str
    name: str = ""
    values: tuple[tuple[str, Value], ...] = ()


class RemoveModule(Asked, frozen=True, kw_only=True):
    """Remove a module and all its connections."""

    name: str


class SetParameter(Asked, frozen=True, kw_only=True):
    """Set one parameter of a module."""

    module: str
    parameter: str
    value: Value


class Between(Asked, frozen=True, kw_only=True):
    """What is said of a cable. No command by itself."""

    source: str
    target: str
    kind: ConnectionKind | None = None  # None is the only kind that fits both ends, or every cable between the two


class Connect(Between, frozen=True):
    """Lay a cable."""


class Disconnect(Between, frozen=True):
    """Take a cable, or all between the two, away."""


# --- patterns ----------------------------------------------------------------------------------------------------


class AddPattern(Asked, frozen=True, kw_only=True):
    """Make a pattern of rests, or of the steps given; with no name it is called P0, P1, ..."""

    name: str = ""
    count: int = 16
    steps: tuple[Step, ...] = ()


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


# --- scripts -----------------------------------------------------------------------------------------------------


class AddScript(Asked, frozen=True, kw_only=True):
    """Make a script; with no name it is called script1, script2, ..."""

    name: str = ""
    text: str = ""


class RemoveScript(Asked, frozen=True, kw_only=True):
    """Remove a script, stop its loops, and remove what it declared."""

    name: str


class RenameScript(Asked, frozen=True, kw_only=True):
    """Give a script another name."""

    name: str
    new_name: str


class SetScriptText(Asked, frozen=True, kw_only=True):
    """Keep the text that the player typed. Nothing is run."""

    name: str
    text: str


class EnableScript(Asked, frozen=True, kw_only=True):
    """Say whether a script is run when its session is opened."""

    name: str
    is_enabled: bool


class RunScript(Asked, frozen=True, kw_only=True):
    """Run this text as the script, to land at the quantum; the text is kept as the script's."""

    name: str
    text: str
    quantum: Quantum | None = None  # None is what the script itself asks for by `swap`, else the next bar


class StopScript(Asked, frozen=True, kw_only=True):
    """End a script's run and loops; what it declared stays."""

    name: str


class Interrupt(Asked, frozen=True):
    """Break off every run that is under way; loops and what plays stay as they are."""


class Hush(Asked, frozen=True):
    """End every script's run and loops; the transport goes on."""


class KeepState(Asked, frozen=True, kw_only=True):
    """Keep a script's `state` table."""

    script: str
    json: str


# --- what a script's run is made of ------------------------------------------------------------------------------


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


class DeclareConnection(Between, frozen=True, kw_only=True):
    """There is this cable."""

    script: str


class DeclareNoConnection(Between, frozen=True, kw_only=True):
    """There is no such cable."""

    script: str


class DeclarePattern(OfRun, frozen=True, kw_only=True):
    """There is a pattern of this name, with these steps, or with this many."""

    name: str
    count: int = 16
    steps: tuple[Step, ...] = ()  # empty leaves the steps that are there


class DeclareStep(OfRun, frozen=True, kw_only=True):
    """This step of a pattern is so."""

    pattern: str
    index: int
    step: Step


class EndRun(OfRun, frozen=True):
    """Close a run: what the script declared before and no longer does is removed."""


class Batch(Asked, frozen=True, kw_only=True):
    """Commands that are applied whole or not at all, at the quantum."""

    commands: tuple[Command, ...]
    quantum: Quantum = Quantum("now")
    lead_seconds: float = 0.0  # land no sooner than this, so that whoever must play along can be told
    label: str = ""  # for undo: "run bass"


# --- history and session -----------------------------------------------------------------------------------------


class Undo(Asked, frozen=True):
    """Take the newest change back."""


class Redo(Asked, frozen=True):
    """Make the change that was taken back again."""


class Restore(Asked, frozen=True, kw_only=True):
    """Have this document, but keep playing, and keep the texts that the player has typed since."""

    document: Document


class OpenSession(Asked, frozen=True, kw_only=True):
    """Have this document, as one step, with no past to undo into."""

    document: Document
    path: str = ""  # empty: a session that was never saved


class SessionSaved(Asked, frozen=True, kw_only=True):
    """The writer has put `document` on disk."""

    document: Document
    path: str


class SessionNotSaved(Asked, frozen=True, kw_only=True):
    """The writer could not put a document on disk; nothing was lost."""

    path: str
    message: str


# --- sound, now or at a beat: no document changes ---------------------------------------------------------------


class Trigger(Asked, frozen=True, kw_only=True):
    """Sound one note of a module."""

    module: str
    note: float | None = None  # MIDI number; None is the module's own pitch
    velocity: float = 1.0  # 0.0 to 1.0
    length: Beat | None = None  # None lets a one-shot ring out, and holds a loop or synth for a quarter beat


class Panic(Asked, frozen=True):
    """Silence every voice, stop the transport, end every script."""


class Due(Asked, frozen=True, kw_only=True):
    """Commands that a live loop made for a beat of the transport's present flight."""

    script: str
    loop: str
    line: int  # of the script, where they were made; 0 when unknown
    flight: int  # the transport's flight number they were made for; others are stale
    beat: Beat
    commands: tuple[Command, ...]


class Evaluate(Asked, frozen=True, kw_only=True):
    """Work out a line of Lua in the console's own worker; the answer comes as a snapshot's `answers`."""

    ask: str  # a name that the asker makes up, to know its answer by
    text: str


# --- reports: what the world says to the engine ------------------------------------------------------------------


class ReportScript(Asked, frozen=True, kw_only=True):
    """The supervisor tells how a script is."""

    status: ScriptStatus


class ForgetScript(Asked, frozen=True, kw_only=True):
    """The supervisor tells that a script is gone."""

    script: str


class ReportAnswer(Asked, frozen=True, kw_only=True):
    """The supervisor tells what a line of Lua came to."""

    answer: Answer


class ReportSample(Asked, frozen=True, kw_only=True):
    """The loader tells how a sample is."""

    status: SampleStatus


class ReportDevice(Asked, frozen=True, kw_only=True):
    """The output tells how the device is."""

    status: DeviceStatus


Command = (
    Play | Pause | Stop | Reset | Seek | SetTempo | SetSignature
    | AddModule | RemoveModule | SetParameter | Connect | Disconnect
    | AddPattern | RemovePattern | SetStep | SetStepCount
    | AddScript | RemoveScript | RenameScript | SetScriptText | EnableScript | RunScript | StopScript
    | Interrupt | Hush | KeepState
    | BeginRun | DeclareModule | DeclareValue | DeclareTempo | DeclareSignature | DeclareConnection
    | DeclareNoConnection | DeclarePattern | DeclareStep | EndRun | Batch
    | Undo | Redo | Restore | OpenSession | SessionSaved | SessionNotSaved
    | Trigger | Panic | Due | Evaluate
    | ReportScript | ForgetScript | ReportAnswer | ReportSample | ReportDevice
)  # fmt: skip
