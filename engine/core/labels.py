"""What each change is called in the Edit menu and in answers: "undo remove kick"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.core import commands as c

_SWITCHED = {
    ("enabled", True): "enable", ("enabled", False): "disable", ("muted", True): "mute", ("muted", False): "unmute",
    ("soloed", True): "solo", ("soloed", False): "unsolo",
}  # fmt: skip


def label(command: c.Command) -> str:
    """Return a few words for `command`, in the imperative; its name for what is never undone alone."""
    words = LABELS.get(type(command))
    return words(command) if words is not None else type(command).__name__


def _added(command: Any) -> str:
    return f"add {command.name or 'a ' + type(command).__name__.removeprefix('Add').lower()}"


def _removed(command: Any) -> str:
    return f"remove {command.name}"


def _renamed(command: Any) -> str:
    return f"rename {command.name}"


def _end(command: c.Between) -> str:
    return f"{command.target}.{command.parameter}" if command.parameter else command.target


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


LABELS: dict[type, Callable[[Any], str]] = {
    c.SetTempo: lambda x: f"set the tempo to {x.bpm:g}",
    c.SetSignature: lambda x: f"set {x.beats_per_bar} beats per bar",
    c.AddModule: lambda x: f"add {x.name or x.type}",
    c.RemoveModule: _removed,
    c.RenameModule: _renamed,
    c.SetParameter: lambda x: f"set {x.module} {x.parameter}",
    c.SetSwitch: lambda x: f"{_SWITCHED[x.switch, x.is_on]} {x.module}",
    c.ApplyPreset: lambda x: f"give {x.module} the preset {x.preset}",
    c.Fade: lambda x: f"fade {x.module} to {x.decibels:g} dB",
    c.Connect: lambda x: f"connect {x.source} to {_end(x)}",
    c.Disconnect: lambda x: f"disconnect {x.source} from {_end(x)}",
    c.DisconnectAll: lambda x: f"disconnect {x.module or 'everything'}",
    c.SetAutoRoute: lambda x: f"set auto-routing to {x.mode}",
    c.AddPattern: _added,
    c.RemovePattern: _removed,
    c.RenamePattern: _renamed,
    c.SetStep: lambda x: f"set step {x.index + 1} of {x.pattern}",
    c.SetStepCount: lambda x: f"give {x.pattern} {_steps(x.count)}",
    c.SetStepsPerBeat: lambda x: f"set the rate of {x.pattern} to {x.steps_per_beat}",
    c.SetExpression: lambda x: f"write {x.pattern} as a cycle" if x.expression else f"play the steps of {x.pattern}",
    c.SetColumns: lambda x: f"set the columns of {x.pattern}",
    c.ClearSteps: lambda x: f"clear {_steps(x.count)} of {x.pattern}",
    c.PasteSteps: lambda x: f"paste {_steps(len(x.steps))} into {x.pattern}",
    c.DuplicateSteps: lambda x: f"duplicate {_steps(x.count)} of {x.pattern}",
    c.DoubleSteps: lambda x: f"double {x.pattern}",
    c.RandomiseSteps: lambda x: f"randomise {x.pattern}",
    c.LegatoSteps: lambda x: f"make {x.pattern} legato",
    c.AddChain: _added,
    c.RemoveChain: _removed,
    c.RenameChain: _renamed,
    c.SetChain: lambda x: f"set the patterns of {x.chain}",
    c.InsertEntry: lambda x: f"add {x.entry.pattern} to {x.chain}",
    c.SetEntry: lambda x: f"set entry {x.index + 1} of {x.chain}",
    c.RemoveEntry: lambda x: f"remove entry {x.index + 1} of {x.chain}",
    c.EnableChain: lambda x: f"{'enable' if x.is_enabled else 'disable'} {x.chain}",
    c.RestartChain: lambda x: f"restart {x.chain}",
    c.AddScript: _added,
    c.RemoveScript: _removed,
    c.RenameScript: _renamed,
    c.SetScriptLevel: lambda x: f"{x.name} {x.level}",
    c.EnableScript: lambda x: f"{'enable' if x.is_enabled else 'disable'} {x.name}",
    c.SetScriptMode: lambda x: f"set {x.name} to {x.mode} mode",
    c.Batch: lambda x: x.label or "change several things",
    c.StartRecording: lambda x: f"record to {x.path}",
    c.Restore: lambda _: "restore an earlier version",
}
