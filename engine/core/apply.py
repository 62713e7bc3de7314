"""`apply(document, command) -> document`: the one pure function that all change goes through.

It returns the very same object when nothing changed, and raises `EngineError` for a user's mistake. Undo, session load
and a script's transaction are this function; so are most of the tests. What changes no document (a note, a report)
comes back as it went in, after its names were checked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import Document, PlayState
from engine.core.edits import (
    chains,
    columns,
    connections,
    modules,
    patterns,
    patterns_said,
    renaming,
    routing,
    runs,
    scripts,
    sharing,
    steps,
    switches,
    transport,
)
from engine.core.edits.branches import module_named
from engine.core.edits.pattern_limits import HIGHEST_INDEX
from engine.core.errors import NotAllowed, OutOfRange, WrongType
from engine.core.labels import label
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.stand_in import type_of


def apply(document: Document, command: c.Command) -> Document:
    """Return the document after `command`; `document` itself when nothing changed.

    Raises:
        EngineError: the command cannot be done; the sentence says why.
    Thread: any; it is pure. The engine calls it, and each script worker on its own copy.
    """
    return _EDITS[type(command)](document, command)


def _batch(before: Document, batch: c.Batch) -> Document:
    """Do all of it, unless it is a run that waited for its beat while a newer one of the same script landed."""
    opening = batch.commands[0] if batch.commands else None
    if isinstance(opening, c.BeginRun) and runs.is_overtaken(before, opening.script, opening.run):
        return before
    document = before
    for command in batch.commands:
        if isinstance(command, _STANDS_ALONE):
            raise NotAllowed(f"{label(command)} stands alone: it cannot be one of several things done at once")
        document = apply(document, command)
    return _sharing(before, document)


RECORDING_SUFFIXES = (".wav", ".flac")
_STANDS_ALONE = (c.Undo, c.Redo, c.OpenSession, c.Evaluate, c.RunOnce, c.AskStates)


def _sharing(before: Document, after: Document) -> Document:
    """Return `after` with every branch that came out as it was taken from `before`; `before` itself when all did."""
    same = {name: was for name in Document.__struct_fields__ if (was := getattr(before, name)) == getattr(after, name)}
    return before if len(same) == len(Document.__struct_fields__) else replace(after, **same)


def _restore(now: Document, command: c.Restore) -> Document:
    """Have the earlier document, but go on playing, keep what was typed and shared since, and use no number again."""
    earlier = command.document
    after = replace(
        earlier,
        transport=replace(earlier.transport, state=now.transport.state, locate=now.transport.locate),
        scripts=scripts.with_typed_since(earlier.scripts, now.scripts),
        next_number=max(earlier.next_number, now.next_number),
        shared=now.shared,
    )
    return _sharing(now, after)


def _open_session(now: Document, command: c.OpenSession) -> Document:
    """Have the session, stopped at its start, as a place that the transport was told to go to."""
    stopped = transport.seek(transport.stop(now), transport.START).transport
    opened = command.document.transport
    place = replace(stopped, bpm=opened.bpm, beats_per_bar=opened.beats_per_bar)
    return replace(scripts.ask_opening_runs(now, command.document), transport=place)


def _panic(document: Document, _: c.Panic) -> Document:
    return scripts.ask_all(transport.stop(document), "kill")


def _trigger(document: Document, command: c.Trigger) -> Document:
    module = module_named(document, command.module)
    kind = type_of(module)
    if "event" not in kind.inputs:
        raise NotAllowed(f'"{module.name}" ({module.type}) plays no notes')
    if not 0.0 <= command.velocity <= 1.0:
        raise OutOfRange(f"a note's velocity is 0 to 1, got {command.velocity:g}")
    if command.note is not None and not 0.0 <= command.note <= 127.0:
        raise OutOfRange(f"a note is 0 to 127, got {command.note:g}")
    if command.length is not None and command.length <= 0:
        raise OutOfRange(f"a note's length is above 0 beats, got {float(command.length):g}")
    _check_note_values(kind, command.values)
    return document


def _check_note_values(kind: ModuleType, values: tuple[tuple[str, Value], ...]) -> None:
    """A note may say any parameter of what plays it, and which sample of a bank: by "index" from 0, or by "word"."""
    for name, value in values:
        match name:
            case "index" if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HIGHEST_INDEX:
                raise OutOfRange(f"a note's index is a whole number, 0 to {HIGHEST_INDEX}, got {value}")
            case "word" if not isinstance(value, str):
                raise WrongType(f"a note's word is the name of a sample, got {value}")
            case "index" | "word":
                pass
            case _:
                kind.parameter(name).check(value)


def _start_recording(document: Document, command: c.StartRecording) -> Document:
    if not command.path.lower().endswith(RECORDING_SUFFIXES):
        raise NotAllowed(f'a recording is a .wav or a .flac file, got "{command.path}"')
    if "\0" in command.path:
        raise NotAllowed("a recording's path has no null character in it")
    return document


def _unchanged(document: Document, _: object) -> Document:
    return document


_EDITS: dict[type, Callable[[Document, Any], Document]] = {
    c.Play: lambda d, _: transport.set_state(d, PlayState.PLAYING),
    c.Pause: lambda d, _: transport.pause(d),
    c.Stop: lambda d, _: transport.stop(d),
    c.Reset: lambda d, _: transport.seek(d, transport.START),
    c.Seek: lambda d, x: transport.seek(d, x.beat),
    c.SetTempo: lambda d, x: transport.set_tempo(d, x.bpm),
    c.SetSignature: lambda d, x: transport.set_signature(d, x.beats_per_bar),
    c.AddModule: lambda d, x: modules.add_module(d, x.type, x.name, x.values),
    c.RemoveModule: lambda d, x: modules.remove_module(d, x.name),
    c.SetParameter: lambda d, x: modules.set_parameter(d, x.module, x.parameter, x.value),
    c.RenameModule: lambda d, x: renaming.rename_module(d, x.name, x.new_name),
    c.SetSwitch: lambda d, x: switches.set_switch(d, x.module, x.switch, is_on=x.is_on),
    c.ApplyPreset: lambda d, x: switches.apply_preset(d, x.module, x.preset),
    c.Fade: lambda d, x: switches.fade(d, x.module, x.decibels, x.beats),
    c.Connect: connections.connect,
    c.Disconnect: connections.disconnect,
    c.DisconnectAll: lambda d, x: connections.disconnect_all(d, x.module),
    c.SetAutoRoute: lambda d, x: routing.set_auto_route(d, x.mode),
    c.AddPattern: lambda d, x: patterns.add_pattern(d, x.name, x.count, x.steps, x.expression, x.cycle_beats),
    c.RemovePattern: lambda d, x: patterns.remove_pattern(d, x.name),
    c.RenamePattern: lambda d, x: patterns.rename_pattern(d, x.name, x.new_name),
    c.SetStepCount: lambda d, x: patterns.set_step_count(d, x.pattern, x.count),
    c.SetStepsPerBeat: lambda d, x: patterns.set_steps_per_beat(d, x.pattern, x.steps_per_beat),
    c.SetExpression: lambda d, x: patterns.set_expression(d, x.pattern, x.expression, x.cycle_beats),
    c.SetColumns: lambda d, x: columns.set_columns(d, x.pattern, x.columns),
    c.SetStep: lambda d, x: steps.set_step(d, x.pattern, x.index, x.step),
    c.ClearSteps: lambda d, x: steps.clear_steps(d, x.pattern, x.first, x.count),
    c.PasteSteps: lambda d, x: steps.paste_steps(d, x.pattern, x.first, x.steps),
    c.DuplicateSteps: lambda d, x: steps.duplicate_steps(d, x.pattern, x.first, x.count, x.to),
    c.DoubleSteps: lambda d, x: steps.double_steps(d, x.pattern),
    c.RandomiseSteps: lambda d, x: steps.randomise_steps(d, x.pattern, x.seed, x.column),
    c.LegatoSteps: lambda d, x: steps.legato_steps(d, x.pattern),
    c.AddChain: lambda d, x: chains.add_chain(d, x.name, x.entries),
    c.RemoveChain: lambda d, x: chains.remove_chain(d, x.name),
    c.RenameChain: lambda d, x: chains.rename_chain(d, x.name, x.new_name),
    c.SetChain: lambda d, x: chains.set_chain(d, x.chain, x.entries),
    c.InsertEntry: lambda d, x: chains.insert_entry(d, x.chain, x.entry, x.index),
    c.SetEntry: lambda d, x: chains.set_entry(d, x.chain, x.index, x.entry),
    c.RemoveEntry: lambda d, x: chains.remove_entry(d, x.chain, x.index),
    c.EnableChain: lambda d, x: chains.enable_chain(d, x.chain, x.is_enabled),
    c.RestartChain: lambda d, x: chains.restart_chain(d, x.chain),
    c.AddScript: lambda d, x: scripts.add_script(d, x.name, x.text),
    c.RemoveScript: lambda d, x: scripts.remove_script(d, x.name),
    c.RenameScript: lambda d, x: scripts.rename_script(d, x.name, x.new_name),
    c.SetScriptText: lambda d, x: scripts.set_text(d, x.name, x.text),
    c.EnableScript: lambda d, x: scripts.enable(d, x.name, x.is_enabled),
    c.SetScriptLevel: lambda d, x: scripts.set_level(d, x.name, x.level),
    c.SetScriptMode: lambda d, x: scripts.set_mode(d, x.name, x.mode, x.loop_min_seconds, x.loop_max_seconds),
    c.RunScript: lambda d, x: scripts.ask_run(d, x.name, x.text, x.quantum),
    c.RerunScript: lambda d, x: scripts.ask_again(d, x.name, x.text, x.after),
    c.StopScript: lambda d, x: scripts.ask(d, x.name, "end"),
    c.Interrupt: lambda d, _: scripts.ask_all(d, "interrupt"),
    c.Hush: lambda d, _: scripts.ask_all(d, "end"),
    c.KeepState: lambda d, x: scripts.keep_state(d, x.script, x.json),
    c.Share: lambda d, x: sharing.share(d, x.path, x.json, x.script, x.stamp),
    c.BeginRun: lambda d, x: runs.begin_run(d, x.script, x.run),
    c.DeclareModule: lambda d, x: runs.declare_module(d, x.script, x.type, x.name, x.values),
    c.DeclareValue: lambda d, x: runs.declare_value(d, x.script, x.module, x.parameter, x.value),
    c.DeclareTempo: lambda d, x: runs.declare_tempo(d, x.script, x.bpm),
    c.DeclareSignature: lambda d, x: runs.declare_signature(d, x.script, x.beats_per_bar),
    c.DeclareSwitch: lambda d, x: runs.declare_switch(d, x.script, x.module, x.switch, is_on=x.is_on),
    c.DeclareConnection: runs.declare_connection,
    c.DeclareNoConnection: runs.declare_no_connection,
    c.DeclarePattern: patterns_said.declare_pattern,
    c.DeclareColumns: lambda d, x: patterns_said.declare_columns(d, x.script, x.pattern, x.columns),
    c.DeclareStepsPerBeat: lambda d, x: patterns_said.declare_rate(d, x.script, x.pattern, x.steps_per_beat),
    c.DeclareStep: lambda d, x: patterns_said.declare_step(d, x.script, x.pattern, x.index, x.step),
    c.DeclareChain: lambda d, x: patterns_said.declare_chain(d, x.script, x.name, x.entries),
    c.EndRun: lambda d, x: runs.end_run(d, x.script),
    c.Batch: _batch,
    c.Restore: _restore,
    c.OpenSession: _open_session,
    c.Panic: _panic,
    c.Trigger: _trigger,
    c.Undo: _unchanged,
    c.Redo: _unchanged,
    c.SessionSaved: _unchanged,
    c.SessionNotSaved: _unchanged,
    c.LeaveSession: _unchanged,
    c.ReportLeft: _unchanged,
    c.Due: _unchanged,
    c.Emit: _unchanged,
    c.ReportScript: _unchanged,
    c.ForgetScript: _unchanged,
    c.Evaluate: _unchanged,
    c.RunOnce: _unchanged,
    c.AskStates: _unchanged,
    c.ReportAnswer: _unchanged,
    c.ReportSample: _unchanged,
    c.ReportDevice: _unchanged,
    c.ReportRecording: _unchanged,
    c.ReportPlugins: _unchanged,
    c.ReportPackages: _unchanged,
    c.AskErrand: _unchanged,
    c.ReportErrands: _unchanged,
    c.ForgetErrands: _unchanged,
    c.ReportWindow: _unchanged,
    c.StartRecording: _start_recording,
    c.StopRecording: _unchanged,
}
