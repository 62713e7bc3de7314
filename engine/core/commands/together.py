"""Commands that hold others: all of a run at once, and what a live loop made for a beat; and the union of all."""

from __future__ import annotations

from engine.core.commands import (
    chains,
    connections,
    errands,
    modules,
    patterns,
    reports,
    runs,
    scripts,
    session,
    sound,
    transport,
)
from engine.core.commands.asked import Asked
from engine.core.units import Beat, Quantum


class Batch(Asked, frozen=True, kw_only=True):
    """Commands that are applied whole or not at all, at the quantum."""

    commands: tuple[Command, ...]
    quantum: Quantum = Quantum("now")
    lead_seconds: float = 0.0  # land no sooner than this, so that whoever must play along can be told
    label: str = ""  # for undo: "run bass"
    is_played: bool = False  # what a script does, and no edit: undo passes it over


class Due(Asked, frozen=True, kw_only=True):
    """Commands that a live loop made for a beat of the transport's present flight."""

    script: str
    loop: str
    line: int  # of the script, where they were made; 0 when unknown
    flight: int  # the transport's flight number they were made for; others are stale
    beat: Beat
    commands: tuple[Command, ...]


Command = (
    Batch | Due
    | transport.Play | transport.Pause | transport.Stop | transport.Reset | transport.Seek
    | transport.SetTempo | transport.SetSignature
    | modules.AddModule | modules.RemoveModule | modules.SetParameter | modules.RenameModule
    | modules.SetSwitch | modules.ApplyPreset | modules.Fade
    | connections.Connect | connections.Disconnect | connections.DisconnectAll | connections.SetAutoRoute
    | patterns.AddPattern | patterns.RemovePattern | patterns.SetStep | patterns.SetStepCount
    | patterns.RenamePattern | patterns.SetStepsPerBeat | patterns.SetExpression | patterns.SetColumns
    | patterns.ClearSteps | patterns.PasteSteps | patterns.DuplicateSteps | patterns.DoubleSteps
    | patterns.RandomiseSteps | patterns.LegatoSteps
    | chains.AddChain | chains.RemoveChain | chains.RenameChain | chains.SetChain | chains.InsertEntry
    | chains.SetEntry | chains.RemoveEntry | chains.EnableChain | chains.RestartChain
    | scripts.AddScript | scripts.RemoveScript | scripts.RenameScript | scripts.SetScriptText
    | scripts.EnableScript | scripts.SetScriptLevel | scripts.SetScriptMode | scripts.RunScript | scripts.RerunScript
    | scripts.StopScript | scripts.Interrupt | scripts.Hush | scripts.KeepState | scripts.Share | scripts.Emit
    | runs.BeginRun | runs.DeclareModule | runs.DeclareValue | runs.DeclareTempo | runs.DeclareSignature
    | runs.DeclareSwitch | runs.DeclareConnection | runs.DeclareNoConnection | runs.DeclarePattern
    | runs.DeclareStepsPerBeat | runs.DeclareColumns | runs.DeclareChain | runs.DeclareStep | runs.EndRun
    | session.Undo | session.Redo | session.Restore | session.OpenSession | session.SessionSaved
    | session.SessionNotSaved | session.LeaveSession | session.ReportLeft
    | sound.Trigger | sound.Panic | sound.StartRecording | sound.StopRecording | sound.Evaluate
    | sound.RunOnce | sound.AskStates
    | reports.ReportScript | reports.ForgetScript | reports.ReportAnswer | reports.ReportSample
    | reports.ReportDevice | reports.ReportRecording | reports.ReportPlugins
    | reports.ReportPackages
    | errands.AskErrand | errands.ReportErrands | errands.ForgetErrands | errands.ReportWindow
)  # fmt: skip
