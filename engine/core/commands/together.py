"""Commands that hold others: all of a run at once, and what a live loop made for a beat; and the union of all."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.commands.chains import (
    AddChain,
    EnableChain,
    InsertEntry,
    RemoveChain,
    RemoveEntry,
    RenameChain,
    RestartChain,
    SetChain,
    SetEntry,
)
from engine.core.commands.connections import (
    Connect,
    Disconnect,
    DisconnectAll,
    SetAutoRoute,
)
from engine.core.commands.modules import (
    AddModule,
    ApplyPreset,
    Fade,
    RemoveModule,
    RenameModule,
    SetParameter,
    SetSwitch,
)
from engine.core.commands.patterns import (
    AddPattern,
    ClearSteps,
    DoubleSteps,
    DuplicateSteps,
    LegatoSteps,
    PasteSteps,
    RandomiseSteps,
    RemovePattern,
    RenamePattern,
    SetColumns,
    SetExpression,
    SetStep,
    SetStepCount,
    SetStepsPerBeat,
)
from engine.core.commands.reports import (
    ForgetScript,
    ReportAnswer,
    ReportDevice,
    ReportPlugins,
    ReportRecording,
    ReportSample,
    ReportScript,
)
from engine.core.commands.runs import (
    BeginRun,
    DeclareChain,
    DeclareColumns,
    DeclareConnection,
    DeclareModule,
    DeclareNoConnection,
    DeclarePattern,
    DeclareSignature,
    DeclareStep,
    DeclareStepsPerBeat,
    DeclareSwitch,
    DeclareTempo,
    DeclareValue,
    EndRun,
)
from engine.core.commands.scripts import (
    AddScript,
    EnableScript,
    Hush,
    Interrupt,
    KeepState,
    RemoveScript,
    RenameScript,
    RunScript,
    SetScriptText,
    StopScript,
)
from engine.core.commands.session import (
    OpenSession,
    Redo,
    Restore,
    SessionNotSaved,
    SessionSaved,
    Undo,
)
from engine.core.commands.sound import (
    Evaluate,
    Panic,
    StartRecording,
    StopRecording,
    Trigger,
)
from engine.core.commands.transport import (
    Pause,
    Play,
    Reset,
    Seek,
    SetSignature,
    SetTempo,
    Stop,
)
from engine.core.units import Beat, Quantum


class Batch(Asked, frozen=True, kw_only=True):
    """Commands that are applied whole or not at all, at the quantum."""

    commands: tuple[Command, ...]
    quantum: Quantum = Quantum("now")
    lead_seconds: float = 0.0  # land no sooner than this, so that whoever must play along can be told
    label: str = ""  # for undo: "run bass"


class Due(Asked, frozen=True, kw_only=True):
    """Commands that a live loop made for a beat of the transport's present flight."""

    script: str
    loop: str
    line: int  # of the script, where they were made; 0 when unknown
    flight: int  # the transport's flight number they were made for; others are stale
    beat: Beat
    commands: tuple[Command, ...]


Command = (
    Batch | Due | Play | Pause | Stop | Reset | Seek | SetTempo | SetSignature | AddModule | RemoveModule
    | SetParameter | RenameModule | SetSwitch | ApplyPreset | Fade | Connect | Disconnect | DisconnectAll
    | SetAutoRoute | AddPattern | RemovePattern | SetStep | SetStepCount | RenamePattern | SetStepsPerBeat
    | SetExpression | SetColumns | ClearSteps | PasteSteps | DuplicateSteps | DoubleSteps | RandomiseSteps
    | LegatoSteps | AddChain | RemoveChain | RenameChain | SetChain | InsertEntry | SetEntry | RemoveEntry
    | EnableChain | RestartChain | AddScript | RemoveScript | RenameScript | SetScriptText | EnableScript
    | RunScript | StopScript | Interrupt | Hush | KeepState | BeginRun | DeclareModule | DeclareValue
    | DeclareTempo | DeclareSignature | DeclareSwitch | DeclareConnection | DeclareNoConnection | DeclarePattern
    | DeclareStepsPerBeat | DeclareColumns | DeclareChain | DeclareStep | EndRun | Undo | Redo | Restore | OpenSession
    | SessionSaved | SessionNotSaved | Trigger | Panic | StartRecording | StopRecording | Evaluate | ReportScript
    | ForgetScript | ReportAnswer | ReportSample | ReportDevice | ReportRecording | ReportPlugins
)  # fmt: skip
